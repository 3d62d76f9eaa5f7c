"""How many inquiries one account may send within a day. The next ones wait as drafts.

Nothing is refused or erased: a real family that sends so many loses a day, and staff is told.
"""

from __future__ import annotations

from datetime import timedelta

from bot.core.events import QuotaReached
from bot.core.say import say
from bot.core.scenes.scene import Here, Move
from bot.core.session import Session

DAY = timedelta(days=1)

# Translators: someone sent very many inquiries within a day; kind, for this may well be a family
ENOUGH = say(
    "review",
    "You have sent us many inquiries within a day, and caseworkers have all of them. This one is "
    "kept here as it is: please send it tomorrow.",
)


def has_enough(here: Here) -> bool:
    """Whether the family has sent all that it may within a day."""
    lately = [case for case in here.cases if case.opened_at and here.now - case.opened_at < DAY]
    return len(lately) >= here.most_a_day


def postponed(session: Session) -> Move:
    """The inquiry stays a draft, and everything of it is shown again."""
    return Move(session, (QuotaReached(),), says=(ENOUGH,))
