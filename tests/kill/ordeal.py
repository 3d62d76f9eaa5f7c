"""Starts, kills and restarts the bot among families that talk."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path

from handlers.sandbox.faults import Fault
from tests.kill.reckoning import Reckoning, reckon
from tests.kill.talkers import Talker
from tests.kill.victim import POINTS
from tests.kit import Town, town
from tests.nest import nest
from tests.processes import homeward

WIRE_POINTS = {
    "fetching": Fault("getupdates", hang="before"),
    "sending": Fault("sendmessage", hang="before"),
    "sent": Fault("sendmessage", hang="after"),
}
"""The process waits for an answer of Telegram's: before the call had its effect, or after."""
LONGEST = 8.0
"""Seconds to wait for a labelled point before the process is killed wherever it is."""
REST = 300.0


@dataclass
class Plan:
    """How often, among how many, and how much of it at labelled points of the database."""

    kills: int = 15
    families: int = 6
    labelled: float = 0.2
    seed: int = 1


@dataclass
class Ordeal:
    """One run. `killed` counts the kills by where they came."""

    town: Town
    folder: Path
    plan: Plan
    hatch: Callable[..., AbstractAsyncContextManager[object]]
    killed: Counter[str] = field(default_factory=Counter)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.plan.seed)  # noqa: S311 -- to be played again
        self._settings = self.town.environment
        self.talkers = [
            Talker(self.town, number, random.Random(self.plan.seed * 1000 + number))  # noqa: S311 -- to be played again
            for number in range(self.plan.families)
        ]

    async def run(self) -> Reckoning:
        """Kill as often as planned, then let everything come to rest, and reckon."""
        lives = [asyncio.create_task(each.live(self.enough)) for each in self.talkers]
        for number in range(self.plan.kills):
            await self._one_life(number)
        async with self.hatch("run", settings=self._settings, folder=self.folder):
            await self._until_all_have_numbers()
            self.enough.set()
            await asyncio.gather(*lives)
            await self._rest()
        return await reckon(self.town, self.talkers)

    async def _one_life(self, number: int) -> None:
        if self._draw.random() < self.plan.labelled:
            await self._by_itself(POINTS[number % len(POINTS)])
        elif self._draw.random() < self.plan.labelled:
            await self._at_the_wire(self._draw.choice(list(WIRE_POINTS)))
        else:
            async with self.hatch("run", settings=self._settings, folder=self.folder):
                await asyncio.sleep(self._draw.uniform(0.02, 0.8))
            self.killed["at random"] += 1

    async def _by_itself(self, point: str) -> None:
        """The process ends itself at a point of its database's work."""
        nth = str(self._draw.randrange(1, 30))
        where = {"settings": self._settings, "folder": self.folder}
        async with homeward(point, nth, "run", module="tests.kill.victim", **where) as bot:
            try:
                async with asyncio.timeout(LONGEST):
                    ended = await bot.ended()
                self.killed[point if ended.code == -9 else f"{point}: exit {ended.code}"] += 1
            except TimeoutError:
                self.killed["at random"] += 1

    async def _at_the_wire(self, point: str) -> None:
        """The process is killed while it waits for an answer."""
        plain = WIRE_POINTS[point]
        fault = Fault(plain.method, hang=plain.hang, skip=self._draw.randrange(0, 8))
        faults = self.town.emulator.bot_door.faults
        faults.plan(fault)
        async with self.hatch("run", settings=self._settings, folder=self.folder):
            begun = time.monotonic()
            while fault.times and time.monotonic() - begun < LONGEST:  # noqa: ASYNC110 -- the emulator has no event for it
                await asyncio.sleep(0.002)
            await asyncio.sleep(0.01)
        faults.clear()
        self.killed["at random" if fault.times else point] += 1

    async def _until_all_have_numbers(self) -> None:
        async with asyncio.timeout(REST):
            while not all(talker.reference for talker in self.talkers):  # noqa: ASYNC110 -- many at once
                await asyncio.sleep(0.02)

    async def _rest(self) -> None:
        """Until every word was answered, or nothing has come for a while."""
        begun, before, since = time.monotonic(), -1, time.monotonic()
        while time.monotonic() - begun < REST:
            answered = sum(talker.answered for talker in self.talkers)
            if answered != before:
                before, since = answered, time.monotonic()
            wanted = sum(len(talker.words) for talker in self.talkers)
            if answered >= wanted and time.monotonic() - since > 1.0:
                return
            if time.monotonic() - since > 65.0:  # a lease that was lost has run out by then
                return
            await asyncio.sleep(0.05)


async def ordeal(plan: Plan, folder: Path) -> tuple[Reckoning, Counter[str]]:
    """What came of a plan, and where the kills came."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 -- nothing runs beside it yet
    async with town(folder / "data") as here:
        with nest() as found:
            run = Ordeal(here, folder / "bot", plan, found.homeward)
            return await run.run(), run.killed
