"""A clock that moves only when told to, and chance that is always the same."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class FakeClock:
    """The Clock port. Whoever sleeps on it sleeps until a test moves it on."""

    def __init__(self) -> None:
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return START + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Seconds since the test began."""
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been moved on so far."""
        waiting = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self._elapsed + seconds, next(self._order), waiting))
        await waiting

    def advance(self, seconds: float) -> None:
        """Move on without waking anyone."""
        self._elapsed += seconds

    async def until(self, is_so: Callable[[], bool], within: float = 3600.0) -> None:
        """Move on from one sleeper's end to the next until something is so."""
        last = self._elapsed + within
        while not is_so():
            await self._let_everyone_act()
            if is_so():
                return
            assert self._elapsed <= last, "it did not come true in time"
            self._wake_next()

    async def pass_by(self, seconds: float) -> None:
        """Let this much time pass, everyone waking when their time comes."""
        end = self._elapsed + seconds
        await self._let_everyone_act()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._wake_next()
            await self._let_everyone_act()
        self._elapsed = end

    async def _let_everyone_act(self) -> None:
        for _ in range(30):
            await asyncio.sleep(0)
        while self._sleepers and self._sleepers[0][2].done():
            heappop(self._sleepers)
        if not self._sleepers:
            await asyncio.sleep(0.001)

    def _wake_next(self) -> None:
        if self._sleepers:
            at, _, waiting = heappop(self._sleepers)
            self._elapsed = max(self._elapsed, at)
            if not waiting.done():
                waiting.set_result(None)


class FakeChance:
    """The Chance port, from a seed."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- repeatable on purpose

    def identifier(self) -> str:
        """32 hexadecimal digits."""
        return f"{self._random.getrandbits(128):032x}"

    def number(self, below: int) -> int:
        """A number from 0 up to but not including `below`."""
        return self._random.randrange(below)
