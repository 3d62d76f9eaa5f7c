"""When we could not hear anybody, and what the clock did meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from bot.core.case import Address
from bot.core.value import Value


class Gap(Value):
    """A time in which nobody could be heard. Addresses up to the place `after` have been told."""

    since: datetime
    until: datetime
    after: str = ""


class Outages(Protocol):
    """When we could not hear anybody, and what the clock did meanwhile."""

    def last_heard(self) -> datetime | None:
        """When a channel was last heard, by the wall clock of that time; None for never."""
        ...

    def keep_heard(self, at: datetime) -> None:
        """Remember when a channel was last heard."""
        ...

    def gap(self) -> Gap | None:
        """The gap that is still being told of."""
        ...

    def keep_gap(self, gap: Gap | None) -> None:
        """Remember how far a gap has been told; None once everyone knows."""
        ...

    def addresses(self, after: str, limit: int) -> tuple[tuple[str, Address], ...]:
        """Every address there is, each with its place in an order that stays, from a place on."""
        ...

    def hasten(self, now: datetime, by: timedelta) -> int:
        """The clock was set back: what waits for an instant waits so much less.

        How many lanes that was.
        """
        ...
