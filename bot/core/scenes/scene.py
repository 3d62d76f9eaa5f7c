"""What every scene can do, and what it may know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.core.answers import Asking
from bot.core.case import ContactMode
from bot.core.ear import Ear
from bot.core.events import Event
from bot.core.form import Form
from bot.core.inquiry import Inquiry
from bot.core.questions import Slot
from bot.core.say import Choice, Line, Prompt
from bot.core.session import Session
from bot.core.triggers import ChoicePicked, Trigger

MOST_A_DAY = 10
"""Inquiries of one account; the settings may say otherwise."""


class CaseSeen(NamedTuple):
    """A case as its own family knows it."""

    reference: str
    contact_mode: ContactMode = ContactMode.PUSH_OPEN
    heartbeat_weeks: int = 0
    is_open: bool = True
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """What a scene may know besides the session: the form, who listens, the time, the family's
    cases and what it answered in each, the lines said at every exit, and how many inquiries may be
    sent within a day."""

    form: Form[Inquiry]
    ear: Ear
    now: datetime
    cases: tuple[CaseSeen, ...] = ()
    recall: Callable[[str], Inquiry | None] = lambda _: None
    exits: tuple[Line, ...] = ()
    most_a_day: int = MOST_A_DAY

    @property
    def has_case(self) -> bool:
        """Whether the family has an inquiry with the caseworkers."""
        return bool(self.cases)

    def case(self, reference: str | None) -> CaseSeen | None:
        """One of the family's own cases."""
        return next((case for case in self.cases if case.reference == reference), None)

    def asking(self, slot: Slot, session: Session) -> Asking:
        """A question being asked now."""
        return Asking(slot, session, self.ear, self.now.date())


@dataclass(frozen=True, slots=True)
class Move:
    """Where a trigger leads: the session as it is then, and what happened.

    The scene it leads to is shown after `says`, unless `shows` is off; `in_place` lets it replace
    the message that was tapped.
    """

    session: Session
    events: tuple[Event, ...] = ()
    says: tuple[Line, ...] = ()
    shows: bool = True
    in_place: bool = False


class Scene(Protocol):
    """A place in the conversation."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What is shown there. Depends on nothing else, so it can be shown again at any time."""
        ...

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """What a trigger leads to; None where the trigger means nothing there."""
        ...


def token_of(trigger: Trigger) -> str | None:
    """The token of a tapped choice."""
    return trigger.token if isinstance(trigger, ChoicePicked) else None


def column(*choices: Choice) -> tuple[tuple[Choice, ...], ...]:
    """Choices one below the other."""
    return tuple((choice,) for choice in choices)
