"""What happens when a family is silent: one gentle reminder, then the draft is erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.case import ContactMode
from bot.core.events import DraftExpired
from bot.core.say import say
from bot.core.scenes.cases import settled
from bot.core.scenes.scene import Here, Move
from bot.core.session import Session

REMIND_AFTER = timedelta(days=1)
KEPT_FOR = timedelta(days=30)
"""How long a draft is kept after its family's last message."""
UNCONSENTED_FOR = timedelta(days=1)
"""How long a conversation is kept in which nobody consented to anything yet."""

PLACED_AFTER = timedelta(hours=1)
"""How long words and files wait for a family to say which of its inquiries they are about."""

# Translators: one gentle reminder, neutral: nothing about a search, in case someone looks
REMINDER = say(
    "reminder", "You stopped halfway, and nothing has been sent yet. Write /start to go on."
)
# Translators: after 30 days of silence in which changed answers were not sent; neutral
CHANGES_EXPIRED = say(
    "reminder", "What you changed here was not sent and is erased. What you sent before stays."
)
# Translators: after 30 days of silence; neutral
EXPIRED = say("reminder", "What you began here has been erased. You can begin again with /start.")

_MODE, _CONSENT = "consent.contact_mode", "consent.consent_for_tracing"
_PUSHED = (ContactMode.PUSH_OPEN, ContactMode.PUSH_NEUTRAL)


def deadline(session: Session, now: datetime, *, was_silent: bool) -> datetime | None:
    """When to look at a conversation again; None for one that holds nothing.

    `was_silent` where the family did nothing: its last message is as old as the reminder waits.
    """
    if session.waits:
        return now + PLACED_AFTER
    if not session.has_draft:
        return None
    if _CONSENT not in session.answers:
        return now + UNCONSENTED_FOR
    last = now - REMIND_AFTER if was_silent else now
    return last + KEPT_FOR if session.is_reminded else now + REMIND_AFTER


def lapsed(session: Session, here: Here) -> Move:
    """What the deadline leads to. Nothing is written to those who wish no messages."""
    if session.waits:
        return settled(session, here)
    case = here.case(session.correcting)
    is_allowed = may_write(session) if case is None else case.contact_mode in _PUSHED
    if _CONSENT in session.answers and not session.is_reminded:
        reminded = session.model_copy(update={"is_reminded": True})
        return Move(reminded, says=(REMINDER,) if is_allowed else (), shows=False)
    blank = session.blank().at("home")
    is_told = is_allowed and _CONSENT in session.answers
    expired = EXPIRED if session.correcting is None else CHANGES_EXPIRED
    return Move(blank, (DraftExpired(),), (expired,) if is_told else (), shows=False)


def may_write(session: Session) -> bool:
    """Whether a family that is filling in the form allowed that it is written to."""
    mode = session.answers.get(_MODE)
    return mode is not None and mode.value in _PUSHED
