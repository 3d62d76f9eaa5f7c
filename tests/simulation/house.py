"""One life of the process: everything real between the HTTP client and the database's memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import Bot

from bot.apology import Apology
from bot.board import Watched, prepared
from bot.casework import Casework
from bot.core.case import Address
from bot.errors import StorageError
from bot.intake import Intake
from bot.notices import Desk
from bot.outages import Listening
from bot.pacing import Pace
from bot.ports import Channel, World
from bot.relay import Relay
from bot.shelf import Shelf
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.courtesy import Courtesy
from handlers.telegram.hall import Hall
from handlers.telegram.poller import Poller
from handlers.telegram.routes import Doors, build, ids_of
from storage.sqlite import SqliteStore
from tests.core.kit import engine, speech
from tests.simulation.disk import Disk, store_on
from tests.simulation.fate import Fate, SimulatedChance, SimulatedClock
from tests.simulation.people import CASEWORKER, GROUP
from tests.simulation.wire import SimulatedRequest, Traced, Wire

TOKEN = "424242:" + "S" * 35


class Provident(Poller):
    """Puts on the shelf whatever is more than one update, for families here are few."""

    MANY, NEAR = 2, 0.0


@dataclass(frozen=True)
class Parts:
    """What a process is made of; a mutant swaps one."""

    store: Callable[[Disk, Fate, Any], SqliteStore] = store_on
    relay: type[Relay] = Relay
    poller: type[Poller] = Provident
    channel: Callable[[TelegramChannel], Channel] = lambda channel: channel
    disk: type[Disk] = Disk
    listening: type[Listening] = Listening
    spared: frozenset[str] = frozenset()
    """Calls that never fail: see `test_an_outage_at_the_start_hides_no_staff_group`."""


class House:
    """A process. `tasks` are what it runs."""

    def __init__(self, disk: Disk, wire: Wire, clock: SimulatedClock, parts: Parts) -> None:
        fate = wire.fate
        self._clock, chance = clock, SimulatedChance(fate)
        desk = Desk(Address(channel="telegram", id=str(GROUP)), "en")
        self._store = Watched(parts.store(disk, fate, clock), desk, clock)
        self._hall = hall = Hall(desk, (str(CASEWORKER),), self._store, clock)
        request = SimulatedRequest(wire)
        self._bot = Bot(TOKEN, request=request, get_updates_request=request)
        pace = Pace(clock, 30.0)
        channel = TelegramChannel(self._bot, speech(), clock, pace, hall)
        self.channel = Traced(parts.channel(channel))
        channels = {self.channel.name: self.channel}
        self.relay = parts.relay(self._store, channels, clock, pace, chance, prepared)
        world = World(self._store, clock, chance, self.relay.wake)
        casework = Casework(world, desk, frozenset({str(CASEWORKER)}))
        self._intake = Intake(world, engine(), desk, speech())
        courtesy, heard = Courtesy(self._bot, speech(), pace), self._intake.receive
        doors = Doors(heard, casework.attend, courtesy, clock, hall.ids, hall)
        self._routes = build(self._bot, doors)
        aside = Apology(world, speech().languages)
        process, shelf = self._routes.process_update, Shelf(world)
        self.poller = parts.poller(self._bot, process, aside, shelf, clock, chance)
        self._listening = parts.listening(world, desk, (), lambda: self.poller.answered_at)

    async def run(self) -> None:
        """Log in, then listen and speak."""
        await self._log_in()
        relay = asyncio.create_task(self.relay.run())
        chores = [
            asyncio.create_task(self._repeat(every, do))
            for every, do in (
                (3600.0, self._sweep),
                (60.0, self._listening.note),
                (60.0, self._listening.tell),
                (60.0, self._intake.remind),
            )
        ]
        try:
            await self.poller.run()
        finally:
            for chore in chores:
                chore.cancel()
            await self.relay.stop()
            await relay

    async def stop(self) -> None:
        """End as SIGTERM ends it."""
        await self.poller.stop()

    async def _log_in(self) -> None:
        while True:
            try:
                await self._bot.initialize()
                await self._routes.initialize()
                await self._hall.recall()
                for found in await ids_of(self._bot, self._hall.name) - self._hall.ids:
                    await self._hall.moved(found)
            except Exception:  # noqa: BLE001 -- as Line does, it tries for ever
                await self._clock.sleep(1.0)
            else:
                return

    async def _sweep(self) -> int:
        return await self._store.transact(lambda tx: tx.sweep(self._clock.now()))

    async def _repeat(self, every: float, do: Callable[[], Awaitable[int]]) -> None:
        while True:
            with suppress(StorageError):
                await do()
            await self._clock.sleep(every)
