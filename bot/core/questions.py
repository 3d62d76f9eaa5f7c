"""A question of the form: how it is put, what fills it, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter

from bot.core.conditions import Always, Condition
from bot.core.say import Say


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

    @cached_property
    def ask(self) -> Ask:
        """How it is asked here."""
        return self.question.ask.worded(self.variant)


@lru_cache(maxsize=4096)
def slot_of(question: Question, person: int | None, variant: str | None) -> Slot:
    """A question at its place, in a variant's words."""
    path = question.path if person is None else question.path.replace("*", str(person))
    return Slot(path, question, person, variant)
