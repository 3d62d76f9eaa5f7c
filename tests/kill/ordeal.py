"""Starts, kills and restarts the bot among families that talk."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.quota import EVERY
from handlers.sandbox.faults import Fault
from tests.kill.reckoning import Reckoning, reckon
from tests.kill.talkers import Talker
from tests.kill.victim import MARK, POINTS
from tests.kit import Town, town
from tests.nest import Hatched, nest

WIRE_POINTS = {
    "fetching": Fault("getupdates", hang="before"),
    "sending": Fault("sendmessage", hang="before"),
    "sent": Fault("sendmessage", hang="after"),
}
"""The process waits for an answer of Telegram's: before the call had its effect, or after."""
LONGEST = 4.0
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
    hatch: Callable[..., AbstractAsyncContextManager[Hatched]]
    killed: Counter[str] = field(default_factory=Counter)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.plan.seed)  # noqa: S311 -- to be played again
        # One language: a catalog that is being worked on stops no start here.
        self._settings = {**self.town.environment, "HOMEWARD_LOCALES": "en"}
        self.talkers: list[Talker] = []

    async def run(self) -> Reckoning:
        """Kill as often as planned, then let everything come to rest, and reckon."""
        lives = [asyncio.create_task(self._lives(place)) for place in range(self.plan.families)]
        for number in range(self.plan.kills):
            await self._one_life(number)
        self.enough.set()
        async with self.hatch("run", settings=self._settings, folder=self.folder):
            await asyncio.gather(*lives)
            await self._rest()
        return await reckon(self.town, self.talkers)

    async def _lives(self, place: int) -> None:
        """One family after the other: each sends its inquiry, writes for a while, and is silent."""
        while True:
            number = len(self.talkers)
            draw = random.Random(f"{self.plan.seed}/{place}/{number}")  # noqa: S311 -- to be played again
            talker = Talker(self.town, number, draw)
            self.talkers.append(talker)
            await talker.live(self.enough)
            if self.enough.is_set():
                return

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
        mark, at = self.folder / MARK, (point, self._draw.randrange(1, 30))
        async with self.hatch("run", settings=self._settings, folder=self.folder, point=at) as bot:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST):
                    await bot.ended()
                    assert mark.exists(), (self.folder / "err").read_text()[-2000:]
        self.killed[point if mark.exists() else "at random"] += 1
        mark.unlink(missing_ok=True)

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

    async def _rest(self) -> None:
        """Until every word was answered, or nothing has come for longer than anything waits: a
        burst of words may be answered together."""
        begun, before, since = time.monotonic(), -1, time.monotonic()
        while time.monotonic() - begun < REST:
            answered = sum(talker.answered for talker in self.talkers)
            if answered != before:
                before, since = answered, time.monotonic()
            wanted = sum(len(talker.words) for talker in self.talkers)
            quiet = time.monotonic() - since
            if quiet > (1.0 if answered >= wanted else EVERY + 5.0):
                return
            await asyncio.sleep(0.25)


async def ordeal(plan: Plan, folder: Path) -> tuple[Reckoning, Counter[str]]:
    """What came of a plan, and where the kills came."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 -- nothing runs beside it yet
    async with town(folder / "data") as here:
        with nest() as found:
            run = Ordeal(here, folder / "bot", plan, found.homeward)
            return await run.run(), run.killed


def played(plan: Plan) -> tuple[Reckoning, Counter[str]]:
    """The same in a process and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(ordeal(plan, Path(folder)))
