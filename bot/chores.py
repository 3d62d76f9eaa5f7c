"""What is done from time to time while the bot runs, whether or not anybody writes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

import structlog

from bot.ports import Clock

log = structlog.get_logger(__name__)

ROUNDS = 100
"""How often a chore with more to do is done before it waits for its turn again."""


class Chore(NamedTuple):
    """Something to do every so often. `do` says how much there was; more is done at once."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[int]]


class Chores:
    """Does each chore in its own time. One that fails is logged, and done again in its turn."""

    def __init__(self, clock: Clock, chores: Sequence[Chore]) -> None:
        self._clock, self._chores = clock, chores

    async def run(self) -> None:
        """Work until cancelled."""
        await asyncio.gather(*(self._repeat(chore) for chore in self._chores))

    async def _repeat(self, chore: Chore) -> None:
        while True:
            try:
                for _ in range(ROUNDS):
                    if not await chore.do():
                        break
            except Exception as error:  # noqa: BLE001 -- a full disk must not end the chores
                log.error("chore_failed", kind=chore.name, error=type(error).__name__)
            await self._clock.sleep(chore.every.total_seconds())
