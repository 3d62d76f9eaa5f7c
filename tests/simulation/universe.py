"""A seed's whole story: people, lives, deaths and time, until everything has come to rest."""

from __future__ import annotations

import asyncio
import gc
import warnings
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.fate import Fate, Killed, SimulatedClock
from tests.simulation.house import House, Parts
from tests.simulation.laws import Broken, Laws, require
from tests.simulation.loop import VirtualLoop
from tests.simulation.people import GROUP, MOVED_GROUP, Caseworker, Inquirer
from tests.simulation.seeding import keep_heard, keep_session
from tests.simulation.telegram import DAY, Telegram
from tests.simulation.wire import Wire

REST_WITHIN, MOST_STEPS = 6 * 3600.0, 40_000
MOST_LIVES = 8
CHORES_TAKE = 200.0
"""Seconds after which a process has done everything once that it does by itself."""


@dataclass
class Story:
    """What came of a seed. `broken` names the guarantee that did not hold."""

    seed: int
    steps: int = 0
    lives: int = 0
    seconds: float = 0.0
    broken: str | None = None
    trace: list[str] = field(default_factory=list)


class Universe:
    """One seed."""

    def __init__(self, seed: int, parts: Parts = Parts()) -> None:  # noqa: B008 -- frozen
        self.story, self._parts = Story(seed), parts
        self._fate = fate = Fate(seed)
        self.story.trace = fate.trace
        self._loop = VirtualLoop(0.0, self._step)
        self._disk, self._telegram = parts.disk(), Telegram(fate)
        self._wire, self._clock = Wire(self._telegram, fate, parts.spared), SimulatedClock(fate)
        count = fate.pick(1, 2, 3)
        self._families = [Inquirer(101 + n, self._telegram, fate) for n in range(count)]
        self._caseworker = Caseworker(self._telegram, fate)
        self._laws = Laws(self._disk, self._telegram, self._families, self._clock)
        self._outside: list[asyncio.Task[Any]] = []

    def run(self) -> Story:
        """Live it. A broken guarantee is told, not raised."""
        with warnings.catch_warnings():
            # Who dies leaves calls behind that it had only just thought of.
            warnings.simplefilter("ignore", RuntimeWarning)
            return self._run()

    def _run(self) -> Story:
        try:
            self._begin()
            while self._fate.troubled:
                self._live()
            self._come_to_rest()
        except Broken as broken:
            self.story.broken = str(broken)
        finally:
            self._bury(everyone=True)
            self.story.seconds = self._fate.now
            self._disk.raw.close()
        return self.story

    def _step(self) -> None:
        self._fate.now = self._loop.instant
        self.story.steps += 1
        if self.story.steps > 2 * MOST_STEPS:
            raise Broken("R5: it runs in circles")
        self._fate.step()

    def _begin(self) -> None:
        keep_heard(self._disk, self._clock.now())
        for family in self._families:
            keep_session(self._disk, family.chat, family.session)
        lives = [family.live() for family in self._families]
        work = self._caseworker.live(self._fate.pick(0, 3, 8))
        self._outside = [self._loop.create_task(coro) for coro in (*lives, work, self._tinker())]

    async def _tinker(self) -> None:
        """Somebody sets the wall clock while everything runs."""
        for _ in range(self._fate.pick(0, 0, 1, 2)):
            await asyncio.sleep(self._fate.pick(1.0, 30.0, 120.0))
            self._set_clock()

    def _set_clock(self) -> None:
        self._clock.set_to(self._fate.pick(-7200.0, -60.0, 90.0, 7200.0))
        self._fate.note(f"the wall clock is off by {self._clock.offset}")

    def _live(self) -> None:
        """One life, from start to death; the last one is let live."""
        self.story.lives += 1
        last = self.story.lives >= MOST_LIVES or self._fate.chance(0.25)
        self._fate.steps_left = (
            0 if last else self._fate.pick(20, 200, 800) + self._fate.number(900)
        )
        house, _ = self._start()
        try:
            self._loop.run_until(self._people_done, self._fate.now + 900.0)
            if last or self._people_done():
                self._fate.troubled = False
                self._fate.note("trouble is over")
            self._fate.steps_left = 0
            self._settle_in(house)
        except Killed:
            pass
        self._die(house)

    def _settle_in(self, house: House) -> None:
        if not self._fate.troubled:
            self._loop.run_until(lambda: False, self._fate.now + self._fate.pick(0.1, 5.0))

    def _start(self) -> tuple[House, asyncio.Task[None]]:
        self._fate.is_dead = False
        self._fate.note(f"life {self.story.lives} begins")
        self._chance_events()
        house = self._made()
        return house, self._loop.create_task(house.run())

    def _made(self) -> House:
        asyncio._set_running_loop(self._loop)
        try:
            return House(self._disk, self._wire, self._clock, self._parts)
        finally:
            asyncio._set_running_loop(None)

    def _chance_events(self) -> None:
        if self._fate.troubled and self._fate.chance(0.15):
            self._set_clock()
        if self._fate.troubled and self._fate.chance(0.1) and self._can_move():
            self._telegram.moved[GROUP] = MOVED_GROUP
            self._fate.note("the staff group moved")

    def _can_move(self) -> bool:
        """Only a group that is none of the large ones moves, and a forum is one already."""
        return not self._telegram.moved and not self._telegram.forum.exists

    def _die(self, house: House) -> None:
        """What was under way may or may not have happened; nothing of the process is left."""
        self._fate.is_dead = True
        flying = {carried for _, _, carried in self._wire.flying.values() if carried}
        for message in sorted(house.channel.open | flying):
            if self._is_waiting(message):
                self._telegram.ambiguous[message] += 1
        self._wire.cut()
        self._disk.survive()
        self._laws.after_death()
        self._bury()
        self._fate.is_dead = False
        self._be_down()

    def _is_waiting(self, message: str) -> bool:
        asked = "SELECT 1 FROM outbox WHERE id=? AND state=0"
        return self._disk.raw.execute(asked, (message,)).fetchone() is not None

    def _be_down(self) -> None:
        self._fate.steps_left = 0
        down = self._fate.pick(0.0, 1.0, 20.0, 200.0)
        if self._people_done() and self._fate.chance(0.2):
            down = 8 * DAY
        self._loop.run_until(lambda: False, self._fate.now + down)
        self._fate.now = self._loop.instant
        if down > DAY:
            left = self._disk.shelved()
            for update in self._telegram.every:
                update.delayed = update.key in left and not self._disk.has_event(update.key)
            self._telegram.restart_ids()

    def _people_done(self) -> bool:
        return all(task.done() for task in self._outside)

    def _come_to_rest(self) -> None:
        self._fate.steps_left = 0
        house, running = self._start()
        begun, end = self._fate.now, self._fate.now + REST_WITHIN
        while self._fate.now < begun + CHORES_TAKE or not self._is_at_rest():
            in_time = self._fate.now < end and self.story.steps < MOST_STEPS
            require(in_time, "R5", "no rest within six hours")
            require(not running.done(), "R5", "the process ended by itself")
            self._loop.run_until(lambda: False, self._fate.now + 7.0)
            self._fate.now = self._loop.instant
        self._laws.at_rest()
        self._stop(house, running)

    def _is_at_rest(self) -> bool:
        return (
            self._people_done()
            and not self._telegram.waiting
            and not self._disk.raw.execute("SELECT 1 FROM outbox WHERE state=0").fetchone()
            and not self._disk.raw.execute("SELECT 1 FROM shelf").fetchone()
        )

    def _stop(self, house: House, running: asyncio.Task[None]) -> None:
        """SIGTERM: it ends by itself, and soon."""
        self._loop.create_task(house.stop())
        self._loop.run_until(running.done, self._fate.now + 60.0)
        require(running.done(), "R5", "told to stop, it did not")
        self._laws.at_rest()

    def _bury(self, *, everyone: bool = False) -> None:
        self._fate.is_dead = True
        spared = [] if everyone else self._outside
        mortal = [task for task in self._loop.tasks if task not in spared]
        self._loop.bury(mortal)


def live(seed: int, parts: Parts | None = None) -> Story:
    """The story of one seed."""
    story = Universe(seed, parts or Parts()).run()
    gc.collect(0)
    return story
