"""What a form is: models whose fields carry the question that fills them.

A form is declared once, as pydantic models with an `Ask` in each field's metadata. Order,
question, check, stored shape, review screen and documentation all follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.core.conditions import Always, Condition, Is
from bot.core.questions import Ask, Question, Section, Slot, slot_of
from bot.core.session import Answer, Session
from bot.core.way import Applying, Way

M = TypeVar("M", bound=BaseModel)

KNOWN = 256
"""Sets of questions a form remembers; it is asked for far fewer."""


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
        self.by_section = {
            name: [question for question in questions if question.section == name]
            for name in sections
        }
        self._by_path = {question.path: question for question in questions}
        self._conditions = lru_cache(KNOWN)(self._deciding_too)
        self._known: dict[tuple[object, ...], Applying] = {}
        self._latest: tuple[object, int, Applying] = (None, 0, Applying(()))

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

    def slots(self, session: Session) -> Way:
        """Every question that applies to what is known so far, in order."""
        return self._applying(session).every

    def _applying(self, session: Session) -> Applying:
        """A step asks again and again of the same answers: those asked of last are remembered."""
        answers, persons, applying = self._latest
        if answers is not session.answers or persons != session.persons:
            applying = self._worked_out(session)
            self._latest = session.answers, session.persons, applying
        return applying

    def _worked_out(self, session: Session) -> Applying:
        """Once for all families whose answers decide the same; nothing else of them is kept."""
        answers, variant = session.answers, self._variant(session)
        conditions = self._conditions(session.persons)
        holding = [when.holds(answers, person) for when, person in conditions]
        decided = (variant, session.persons, *holding)
        if decided not in self._known:
            if len(self._known) >= KNOWN:
                self._known.clear()
            self._known[decided] = Applying(
                slot_of(question, person, variant)
                for question, person in self._places(session.persons)
                if question.ask.when.holds(answers, person)
            )
        return self._known[decided]

    def _places(self, persons: int) -> Iterator[tuple[Question, int | None]]:
        """Where every question stands, with so many persons."""
        for questions in self.by_section.values():
            people = range(persons) if questions[0].is_repeated else (None,)
            for person, question in product(people, questions):
                yield question, person

    def _deciding_too(self, persons: int) -> tuple[tuple[Condition, int | None], ...]:
        """What decides which questions apply, besides the variant and the number of persons."""
        places = ((question.ask.when, person) for question, person in self._places(persons))
        return tuple(dict.fromkeys(place for place in places if not self._follows(place[0])))

    def _follows(self, when: Condition) -> bool:
        """Whether the variant tells that a condition holds."""
        return isinstance(when, Always) or (isinstance(when, Is) and when.path == self.deciding)

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
        return self.slots(session).at(path)

    def path_of(self, session: Session) -> Way:
        """The questions the family walks through now: the required ones, or a group of details."""
        applying = self._applying(session)
        if session.group is None:
            return applying.required
        return applying.details.get(session.group, Way())

    def missing(self, session: Session) -> tuple[Slot, ...]:
        """Required questions that have no answer yet."""
        required = self._applying(session).required
        return tuple(slot for slot in required if slot.path not in session.answers)

    def groups(self, session: Session) -> tuple[str, ...]:
        """Sections that have optional questions, in order."""
        return tuple(self._applying(session).details)

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


def _plant(tree: dict[str, Any], path: str, answer: Answer) -> None:
    """Put an answer in its place. One without a value leaves the field as the model has it."""
    *parents, leaf = path.split(".")
    for parent in parents:
        tree = tree.setdefault(parent, {})
    if answer.value is not None:
        tree[leaf] = answer.value


def _is_numbered(branch: dict[str, Any]) -> bool:
    return bool(branch) and all(key.isdecimal() for key in branch)
