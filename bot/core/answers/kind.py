"""What every kind of answer can do: offer choices, read what was sent, show what it kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Protocol

from pydantic import JsonValue

from bot.core.ear import Ear
from bot.core.questions import Slot
from bot.core.say import Choice, Line
from bot.core.session import Session
from bot.core.triggers import Trigger

Rows = tuple[tuple[Choice, ...], ...]

SHOWN = 512
"""Choices that are remembered, of those that are the same for everyone."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question being asked: where it stands, of whom, and who listens."""

    slot: Slot
    session: Session
    ear: Ear
    today: date

    @property
    def value(self) -> JsonValue:
        """The answer kept so far, or None."""
        answer = self.session.answers.get(self.slot.path)
        return None if answer is None else answer.value

    def token(self, value: str) -> str:
        """The token of a choice that answers this question."""
        return token(self.slot.path, value)

    def picked(self, token: str) -> str | None:
        """The value behind a token of this question; None for a token of another."""
        path, equals, value = token.partition("=")
        return value if equals and path == self.slot.path else None


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that fits."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that does not fit, with the reason and an example of a right one."""

    why: Line


@dataclass(frozen=True, slots=True)
class Browsed:
    """Not an answer yet: the question is shown again, changed. `here` shows it in place."""

    changes: dict[str, Any] = field(default_factory=dict)
    here: bool = True


Reading = Taken | Refused | Browsed


class Kind(Protocol):
    """A kind of answer."""

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """What is said below the question."""
        ...

    def choices(self, asking: Asking) -> Rows:
        """What can be picked."""
        ...

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """What someone's doing means as an answer to this question."""
        ...

    def show(self, value: JsonValue) -> Line:
        """The answer as it is shown in the review."""
        ...


def token(path: str, value: str) -> str:
    """The token of a choice that answers the question at a path."""
    return f"{path}={value}"


def in_rows(choices: Sequence[Choice], width: int) -> Rows:
    """Choices laid out in rows of `width`."""
    rest = iter(choices)
    return tuple(iter(lambda: tuple(islice(rest, width)), ()))
