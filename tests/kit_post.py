"""A relay at work, for tests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.core.say import Paragraph, Say
from bot.pacing import Pace
from bot.ports import Outcome, Outgoing
from bot.relay import Relay
from tests.kit_clock import FakeChance, FakeClock
from tests.kit_outbox import STAFF, FakeChannel, OutboxInMemory, StoreInMemory


@dataclass
class Post:
    """A relay at work, with everything around it."""

    clock: FakeClock
    store: StoreInMemory
    wire: FakeChannel
    relay: Relay
    running: asyncio.Task[None]

    def put(self, *messages: Outgoing) -> None:
        """Commit messages, and wake the relay as a use case does."""
        for one in messages:
            OutboxInMemory(self.store.kept).enqueue(one, self.clock.now())
        self.relay.wake()

    async def all_ended(self) -> dict[str, Outcome]:
        """What became of every message, once nothing is left to do."""
        await self.clock.until(lambda: not self.store.kept.waiting, within=14 * 86_400)
        return self.store.kept.ended

    def told(self) -> list[Say]:
        """The reports the author of a message got."""
        reports = (each.outgoing for each in self.wire.tried if each.outgoing.address == STAFF)
        return [line for each in reports for line in each.prompt.says if isinstance(line, Say)]

    def returned(self) -> list[Paragraph]:
        """The words that came back to their author."""
        reports = (each.outgoing for each in self.wire.tried if each.outgoing.address == STAFF)
        return [one for each in reports for one in each.prompt.says if isinstance(one, Paragraph)]


def post_office(rate: float = 0.0) -> Post:
    """A relay that is just starting."""
    clock, store, wire = FakeClock(), StoreInMemory(), FakeChannel()
    relay = Relay(store, {"wire": wire}, clock, Pace(clock, rate), FakeChance())
    return Post(clock, store, wire, relay, asyncio.ensure_future(relay.run()))
