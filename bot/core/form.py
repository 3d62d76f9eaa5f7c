"""What a form is: models whose fields carry the question that fills them.

A form is declared once, as pydantic models with an `Ask` in each field's metadata. Order,
question, check, stored shape, review screen and documentation all follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import product
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from bot.core.conditions import Always, Condition
from bot.core.say import Say
from bot.core.session import Answer, Session

M = TypeVar("M", bound=BaseModel)

RECENT = 512
"""Sessions whose questions a form remembers."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Another way to put a question; what is left out stays as it is."""

    question: Say
    hint: Say | None = None
    label: Say | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """How a field is asked for.

    `label` names the answer in the review. A `required` question is asked in the main path and
    may be answered "I don't know" when `may_be_unknown`; the others wait in their section's
    group of details. `stops` names picked answers that end the conversation, and what is said.
    `variants` put it in other words where the form's deciding answer has one of these values.
    """

    question: Say
    label: Say
    hint: Say | None = None
    when: Condition = field(default_factory=Always)
    required: bool = False
    may_be_unknown: bool = True
    stops: Mapping[str, Say] = field(default_factory=dict)
    intro: Say | None = None
    variants: Mapping[str, Wording] = field(default_factory=dict)

    def worded(self, variant: str | None) -> Ask:
        """The same question in the words of a variant, where it has one."""
        wording = self.variants.get(variant or "")
        if wording is None:
            return self
        hint, label = wording.hint or self.hint, wording.label or self.label
        return replace(self, question=wording.question, hint=hint, label=label)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its heading in the review, and what its optional questions are called.

    `variants` call it otherwise where the form's deciding answer has one of these values.
    """

    title: Say
    more: Say | None = None
    variants: Mapping[str, Section] = field(default_factory=dict)

    def worded(self, variant: str | None) -> Section:
        """The same section as a variant calls it, where it does."""
        return self.variants.get(variant or "", self)


@dataclass(frozen=True, eq=False)
class Question:
    """One field of the form. `path` has `*` in place of a person's number."""

    path: str
    section: str
    ask: Ask
    annotation: Any
    metadata: tuple[Any, ...]

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Checks and stores one answer by the field's own type and constraints."""
        constraints = tuple(item for item in self.metadata if not isinstance(item, Ask))
        annotated = self.annotation
        for item in constraints:
            annotated = Annotated[annotated, item]
        return TypeAdapter(annotated)

    @cached_property
    def is_always_asked(self) -> bool:
        """Whether no answer can make it fall away."""
        return isinstance(self.ask.when, Always)

    @cached_property
    def is_repeated(self) -> bool:
        """Whether it is asked once for each person."""
        return ".*." in self.path

    @property
    def core_type(self) -> Any:
        """The field's type without `None`."""
        options = [arg for arg in get_args(self.annotation) if arg is not type(None)]
        is_optional = type(None) in get_args(self.annotation)
        return options[0] if is_optional and len(options) == 1 else self.annotation


@dataclass(frozen=True)
class Slot:
    """A question at its place: for a repeated one, of which person; and in which words."""

    path: str
    question: Question
    person: int | None = None
    variant: str | None = None

    @property
    def ask(self) -> Ask:
        """How it is asked here."""
        return self.question.ask.worded(self.variant)


class Form(Generic[M]):
    """The questions of a model, in order."""

    def __init__(
        self,
        model: type[M],
        sections: Mapping[str, Section],
        questions: tuple[Question, ...],
        deciding: str | None,
    ) -> None:
        self.model, self.sections, self.questions = model, sections, questions
        self.deciding = deciding
        self._by_section = {
            name: [question for question in questions if question.section == name]
            for name in sections
        }
        self._by_path = {question.path: question for question in questions}
        self._recent: dict[int, tuple[Session, tuple[Slot, ...]]] = {}

    @classmethod
    def of(cls, model: type[M], deciding: str | None = None) -> Form[M]:
        """Read a form from its model: a field holding a model (or a tuple of one) is a section.

        `deciding` is the path of the answer that the questions' wording depends on.
        """
        sections: dict[str, Section] = {}
        questions: list[Question] = []
        for name, info in model.model_fields.items():
            section = next((item for item in info.metadata if isinstance(item, Section)), None)
            if section is not None:
                sections[name] = section
                questions.extend(_questions(name, info))
        return cls(model, sections, tuple(questions), deciding)

    def question(self, path: str) -> Question:
        """The question behind a slot's path. Raises `KeyError` for a path that is none."""
        parts = path.split(".")
        return self._by_path[".".join("*" if part.isdecimal() else part for part in parts)]

    def slots(self, session: Session) -> tuple[Slot, ...]:
        """Every question that applies to what is known so far, in order.

        A step asks for them many times over, of sessions that share their answers.
        """
        known, slots = self._recent.get(id(session.answers), (None, ()))
        if known is not None and known.persons == session.persons:
            return slots
        if len(self._recent) >= RECENT:
            self._recent.clear()
        slots = tuple(self._applying(session))
        self._recent[id(session.answers)] = (session, slots)  # kept, so that the id stays its own
        return slots

    def _applying(self, session: Session) -> Iterator[Slot]:
        variant = self._variant(session)
        for section in self.sections:
            questions = self._by_section[section]
            people = range(session.persons) if questions[0].is_repeated else (None,)
            for person, question in product(people, questions):
                if question.is_always_asked or question.ask.when.holds(session.answers, person):
                    yield _slot(question, person, variant)

    def answers_of(self, filled: M) -> tuple[dict[str, Answer], int]:
        """The answers a filled form was made of, and how many persons it is about."""
        tree = filled.model_dump(mode="json")
        unknown, changed = set(tree["unknown"]), set(tree.get("changed", ()))
        answers: dict[str, Answer] = {}
        persons = 1
        for question in self.questions:
            branch = tree[question.section]
            people = len(branch) if question.is_repeated else 1
            persons = max(persons, people)
            for person in range(people):
                path = question.path.replace("*", str(person))
                leaves = branch[person] if question.is_repeated else branch
                value = leaves[path.rpartition(".")[2]]
                if value not in (None, []) or path in unknown:
                    marks = {"unknown": path in unknown, "changed": path in changed}
                    answers[path] = Answer(value=value, **marks)
        return answers, persons

    def section(self, name: str, session: Session) -> Section:
        """A section, as it is called for what is known so far."""
        return self.sections[name].worded(self._variant(session))

    def _variant(self, session: Session) -> str | None:
        answer = session.answers.get(self.deciding) if self.deciding else None
        return None if answer is None else str(answer.value)

    def slot(self, session: Session, path: str | None) -> Slot | None:
        """The slot at a path, if it applies now."""
        return next((slot for slot in self.slots(session) if slot.path == path), None)

    def path_of(self, session: Session) -> tuple[Slot, ...]:
        """The questions the family walks through now: the required ones, or a group of details."""
        if session.group is None:
            return tuple(slot for slot in self.slots(session) if slot.question.ask.required)
        return tuple(
            slot
            for slot in self.slots(session)
            if slot.question.section == session.group and not slot.question.ask.required
        )

    def missing(self, session: Session) -> tuple[Slot, ...]:
        """Required questions that have no answer yet."""
        required = (slot for slot in self.slots(session) if slot.question.ask.required)
        return tuple(slot for slot in required if slot.path not in session.answers)

    def groups(self, session: Session) -> tuple[str, ...]:
        """Sections that have optional questions, in order."""
        optional = (s.question.section for s in self.slots(session) if not s.question.ask.required)
        return tuple(dict.fromkeys(optional))

    def filled(self, session: Session) -> M:
        """The model made of the answers that apply.

        Raises `pydantic.ValidationError` where a required answer is missing.
        """
        tree: dict[str, Any] = {}
        given = {s.path: a for s in self.slots(session) if (a := session.answers.get(s.path))}
        for path, answer in given.items():
            _plant(tree, path, answer)
        people = {key: tuple(v.values()) if _is_numbered(v) else v for key, v in tree.items()}
        unknown = tuple(path for path, answer in given.items() if answer.unknown)
        changed = tuple(path for path, answer in given.items() if answer.changed)
        return self.model.model_validate({**people, "unknown": unknown, "changed": changed})


def _questions(name: str, info: FieldInfo) -> Iterator[Question]:
    repeated = get_origin(info.annotation) is tuple
    model: Any = get_args(info.annotation)[0] if repeated else info.annotation
    prefix = f"{name}.*" if repeated else name
    for field_name, field_info in model.model_fields.items():
        ask = next((item for item in field_info.metadata if isinstance(item, Ask)), None)
        if ask is not None:
            yield Question(
                path=f"{prefix}.{field_name}",
                section=name,
                ask=ask,
                annotation=field_info.annotation,
                metadata=tuple(field_info.metadata),
            )


@lru_cache(maxsize=4096)
def _slot(question: Question, person: int | None, variant: str | None) -> Slot:
    path = question.path if person is None else question.path.replace("*", str(person))
    return Slot(path, question, person, variant)


def _plant(tree: dict[str, Any], path: str, answer: Answer) -> None:
    """Put an answer in its place. One without a value leaves the field as the model has it."""
    *parents, leaf = path.split(".")
    for parent in parents:
        tree = tree.setdefault(parent, {})
    if answer.value is not None:
        tree[leaf] = answer.value


def _is_numbered(branch: dict[str, Any]) -> bool:
    return bool(branch) and all(key.isdecimal() for key in branch)
