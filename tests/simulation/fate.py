"""Everything that happens by chance, from one seed; the clocks; and when a process dies."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

BEGINNING = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Killed(BaseException):
    """The process is no more."""


class Fate:
    """One seed's chance. `troubled` is whether anything may go wrong at present."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- repeatable on purpose
        self.trace: list[str] = []
        self.troubled, self.is_dead = True, False
        self.now = 0.0
        self.steps_left = 0
        self.broken: AssertionError | None = None
        self.harshness = self._random.choice((0.0, 0.05, 0.15, 0.35))
        self.fullness = self._random.choice((0.0, 0.0, 0.05, 0.3))
        self.deadliness = self._random.choice((0.0, 0.02, 0.1))

    def note(self, what: str) -> None:
        """Write a line of the trace."""
        self.trace.append(f"{self.now:12.3f}  {what}")

    def number(self, below: int) -> int:
        """From 0 up to but not including `below`."""
        return self._random.randrange(below)

    def chance(self, share: float) -> bool:
        """True in so many cases of 1."""
        return self._random.random() < share

    def pick(self, *options: T) -> T:
        """One of these."""
        return self._random.choice(options)

    def strikes(self) -> bool:
        """Whether a call goes wrong."""
        return self.troubled and self.chance(self.harshness)

    def is_full(self) -> bool:
        """Whether the disk is full for this commit."""
        full = self.troubled and self.chance(self.fullness)
        if full:
            self.note("disk full")
        return full

    def moment(self) -> float:
        """How long something small takes."""
        return self._random.choice((0.0, 0.0, 0.001, 0.01, 0.1))

    def while_(self) -> float:
        """How long a call takes."""
        return self._random.choice((0.0, 0.01, 0.05, 0.3, 2.0))

    def may_die(self, where: str) -> None:
        """Be the last thing the process does, now and then."""
        if self.troubled and self.chance(self.deadliness):
            self.die(where)

    def die(self, where: str) -> None:
        """End the process."""
        self.note(f"killed {where}")
        self.is_dead = True
        raise Killed

    def step(self) -> None:
        """Between two awaits of the process; the last one of them ends it."""
        if self.broken is not None:
            raise self.broken
        if self.is_dead:
            raise Killed
        self.steps_left -= 1
        if self.troubled and self.steps_left == 0:
            self.die("between two awaits")


class SimulatedClock:
    """The Clock port: virtual time, and a wall clock that somebody sets back and forth."""

    def __init__(self, fate: Fate) -> None:
        self._fate, self.offset = fate, 0.0

    def set_to(self, offset: float) -> None:
        """Somebody sets the wall clock, so many seconds from the true time."""
        self.offset = offset

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        return BEGINNING + timedelta(seconds=self._fate.now + self.offset)

    def monotonic(self) -> float:
        """Virtual seconds."""
        return self._fate.now

    async def sleep(self, seconds: float) -> None:
        """Wait in virtual time."""
        await asyncio.sleep(seconds)


class SimulatedChance:
    """The Chance port."""

    def __init__(self, fate: Fate) -> None:
        self._fate = fate

    def identifier(self) -> str:
        """32 hexadecimal digits."""
        return f"{self._fate.number(1 << 128):032x}"

    def number(self, below: int) -> int:
        """A number from 0 up to but not including `below`."""
        return self._fate.number(below)
