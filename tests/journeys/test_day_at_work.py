"""A day at work: three caseworkers, sixty families in three languages, and what can happen.

Every family, and everything written by it or to it, has a number of its own: the canary.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import key_ring
from bot.core.roles import Role
from bot.ports import StaffMember
from storage.sqlite import open_store
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town
from tests.kit_clock import FakeClock
from tests.kit_desk import Group, until

FAMILIES = 60
AT_ONCE = 12
CANARY = re.compile(r"(?:Kanarka|Lyst|Vidpovid)(\d{3})")
ANSWER = re.compile(r"Vidpovid\d{3}-(\d)")


@dataclass
class Home:
    """A family, its number and its case."""

    number: int
    person: Person
    language: str
    reference: str = ""

    @property
    def answers(self) -> list[int]:
        """The numbers of the answers it got, in order."""
        return [int(n) for m in self.person.heard for n in ANSWER.findall(str(m.get("text", "")))]


@dataclass
class Day:
    """Everyone at work, and every family."""

    here: Town
    group: Group
    workers: list[Person]
    homes: list[Home]

    def shares(self, workers: Sequence[Person]) -> Iterator[tuple[Person, Home]]:
        """Who answers which family."""
        for home in self.homes:
            yield workers[home.number % len(workers)], home

    async def everyone_writes(self, turn: int) -> None:
        """Every family that can writes; each finds its words in its own topic."""
        async with asyncio.TaskGroup() as group:
            for home in self.homes:
                group.create_task(self._writes(home, turn))

    async def _writes(self, home: Home, turn: int) -> None:
        words = f"Lyst{home.number:03} {turn}"
        if not self.here.emulator.world.users[home.person.id]["blocked"]:
            home.person.write(words)
            await until(lambda: words in "".join(self._topic(home)), f"{words} is not there")

    async def everyone_is_answered(self, turn: int, workers: Sequence[Person]) -> None:
        """The caseworkers answer their families, side by side, each one after the other."""
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                share = [home for who, home in self.shares(workers) if who is worker]
                group.create_task(self._answers(worker, share, turn))

    async def _answers(self, worker: Person, homes: Sequence[Home], turn: int) -> None:
        for home in homes:
            words = f"Vidpovid{home.number:03}-{turn}"
            await self.group.order(worker, home.reference, f"/reply {words}", words)

    def _topic(self, home: Home) -> list[str]:
        return self.group.texts(self.group.topic_of(home.reference))


async def test_every_message_reaches_exactly_its_family_in_order(tmp_path: Path) -> None:
    """A topic is deleted, a family blocks the bot, a caseworker is removed, the group moves: each
    family's chat holds its own answers in order and nothing of any other family; each topic holds
    nothing of another case, and the general topic holds nothing of any."""
    async with _morning(tmp_path) as day:
        await day.everyone_writes(0)
        await day.everyone_is_answered(0, day.workers)
        gone, blocked = day.homes[7], day.homes[11]
        day.group.handle(day.workers[0], gone.reference, "delete")
        day.here.emulator.people.block({"user_id": blocked.person.id, "blocked": True})
        removed = day.workers[2]
        day.here.admin.write(f"/remove {removed.id}")
        await day.everyone_writes(1)
        await until(lambda: str(removed.id) in "".join(day.group.texts()), "nobody was removed")
        await _is_refused(day, removed)
        await day.everyone_is_answered(1, day.workers[:2])
        await until(lambda: all(h.answers == [0, 1] for h in day.homes if h is not blocked))
        lost = day.group.topic_of(blocked.reference)
        await until(lambda: "could not be delivered" in "".join(day.group.texts(lost)))
        assert _canaries(day.group.texts()) == set()
        day.here.emulator.people.migrate({"chat_id": day.group.id})
        await day.everyone_writes(2)
        day.homes.remove(blocked)
        await day.everyone_is_answered(2, day.workers[:2])
        await until(lambda: all(h.answers == [0, 1, 2] for h in day.homes), "answers are missing")
        assert blocked.answers == [0]
        _nothing_strayed(day, [*day.homes, blocked])


@asynccontextmanager
async def _morning(folder: Path) -> AsyncIterator[Day]:
    """Everyone is there, and every family has filed its inquiry."""
    async with town(folder / "data", forum=True) as here:
        workers = [here.stranger(name) for name in ("Nadia", "Petro", "Iryna")]
        await _employ(here, workers)
        languages = tuple(SCRIPTS)
        homes = [
            Home(n, here.family(f"Family{n}", languages[n % 3]), languages[n % 3])
            for n in range(FAMILIES)
        ]
        async with here.bot():
            doors = asyncio.Semaphore(AT_ONCE)
            await asyncio.gather(*(_files(home, doors) for home in homes))
            group = Group(here)
            await until(lambda: all(group.card(home.reference) for home in homes))
            yield Day(here, group, workers, homes)


async def _employ(here: Town, workers: Sequence[Person]) -> None:
    settings, clock = here.settings(), FakeClock()
    async with open_store(settings.data, keys=key_ring(settings), clock=clock) as store:
        for worker in workers:
            member = StaffMember(id=str(worker.id), role=Role.CASEWORKER, locale="en")
            await store.transact(lambda tx, m=member: tx.save_staff(m))


async def _files(home: Home, doors: asyncio.Semaphore) -> None:
    script = [*SCRIPTS[home.language]]
    script[8] = f"Kanarka{home.number:03}"
    async with doors:
        await home.person.says(*script, SEND[home.language])
        home.reference = reference_in(home.person.read)


async def _is_refused(day: Day, removed: Person) -> None:
    """Who was removed gets the same answer as any stranger."""
    home = next(home for worker, home in day.shares(day.workers) if worker is removed)
    thread = day.group.topic_of(home.reference)
    day.group.write(removed, home.reference, f"/reply Vidpovid{home.number:03}-9")
    await until(lambda: day.group.texts(thread)[-1] == "This is not available.")


def _nothing_strayed(day: Day, homes: Sequence[Home]) -> None:
    for home in homes:
        read = [str(message.get("text", "")) for message in home.person.messages]
        assert _canaries(read) == {home.number}
    for home in homes:
        threads = [t for t, name in day.group.titles.items() if not CANARY.search(name)]
        assert threads == list(day.group.titles)
        if home in day.homes:
            thread = day.group.topic_of(home.reference)
            assert _canaries(day.group.texts(thread)) == {home.number}
    assert _canaries(day.group.texts()) == set()


def _canaries(texts: Sequence[str]) -> set[int]:
    return {int(number) for text in texts for number in CANARY.findall(text)}
