"""How this installation's desk works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from bot.core.say import Line
from bot.ports import OVERDUE_AFTER, Transaction

READS_AN_HOUR = 120
"""Cases read within an hour, beyond which the admins are told."""
EXPORTS_A_DAY = 5
"""Exports within a day, beyond which the admins are told."""


class Voice(Protocol):
    """Who puts our lines into a language."""

    def text(self, line: Line, locale: str) -> str:
        """A line in a language."""
        ...


class Office(NamedTuple):
    """`undo` is how long a reply can be taken back, `overdue` how long a family may hear nothing.

    `voice` writes what goes into files; without it there are no exports. `link` makes the link
    that opens the bot with some words. `keep_closed` is how long closed cases are kept; without it
    nothing is ever due to be erased. `seal` closes a file for those who may open it; without it
    files go out as they are.
    """

    undo: timedelta = timedelta(seconds=10)
    overdue: timedelta = OVERDUE_AFTER
    languages: tuple[str, ...] = ("uk", "ru", "en")
    voice: Voice | None = None
    link: Callable[[str], str] = str
    keep_closed: timedelta | None = None
    seal: Callable[[bytes], bytes] | None = None


def expired(tx: Transaction, office: Office, now: datetime, most: int) -> dict[str, str]:
    """Id and reference of closed cases that are kept longer than wanted, sealed ones last."""
    if office.keep_closed is None:
        return {}
    before = now - office.keep_closed
    found = dict(tx.closed_before(before, most))
    if len(found) < most:
        found.update(tx.closed_before(before, most - len(found), sealed=True))
    return found
