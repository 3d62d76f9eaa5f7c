"""The relay against a wire and a store that fail at random: guarantees R5 and R6, by seed."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict

import pytest

from bot.core.case import Address
from bot.errors import Gone, Refused, Throttled, Uncertain, Unreachable
from bot.pacing import Pace
from bot.ports import Delivered, Parcel, StoredFile, Undeliverable, Urgency
from bot.relay import Relay
from tests.kit_clock import FakeChance, FakeClock
from tests.kit_outbox import STAFF, OutboxInMemory, StoreInMemory, a_case, family, message

LANES, MESSAGES = 5, 40


class StormyWire:
    """Loses, refuses, hangs and lies the way a real wire does; knows what truly arrived."""

    name = "wire"

    def __init__(self, seed: int, clock: FakeClock) -> None:
        self._random, self._clock = random.Random(seed), clock  # noqa: S311 -- repeatable
        self.arrived: list[tuple[Address, str]] = []
        self.ambiguous: Counter[str] = Counter()
        self.resent_unmarked: list[str] = []

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Do one of the things a wire does."""
        message_id = parcel.outgoing.id
        if self.ambiguous[message_id] and not parcel.uncertain:
            self.resent_unmarked.append(message_id)
        await self._clock.sleep(self._random.choice((0.0, 0.05, 0.3)))
        match self._random.choices(range(8), (60, 8, 8, 8, 6, 2, 2, 4))[0]:
            case 1:
                raise Throttled(self._random.uniform(0.5, 40.0))
            case 2:
                raise Unreachable
            case 3:
                self.ambiguous[message_id] += 1
                raise Uncertain
            case 4:
                self.ambiguous[message_id] += 1
                self.arrived.append((parcel.outgoing.address, message_id))
                raise Uncertain
            case 5:
                raise Refused
            case 6:
                raise Gone
            case 7:
                raise ZeroDivisionError
        self.arrived.append((parcel.outgoing.address, message_id))
        return message_id


async def storm(seed: int) -> tuple[StormyWire, StoreInMemory]:
    """Run until every message has come to its end."""
    clock, store = FakeClock(), StoreInMemory()
    wire, draw = StormyWire(seed, clock), random.Random(seed + 1)  # noqa: S311 -- repeatable

    def fail() -> None:
        if draw.random() < 0.05:
            raise OSError("disk full")

    store.kept.cases["case"] = a_case()
    for number in range(MESSAGES):
        urgency = draw.choice(list(Urgency))
        one = message(
            f"m{number:02}",
            family(number % LANES),
            urgency=urgency,
            report_to=STAFF,
            case_id="case",
        )
        OutboxInMemory(store.kept).enqueue(one, clock.now())
    store.fails = fail
    relay = Relay(store, {"wire": wire}, clock, Pace(clock, 30.0), FakeChance(seed))
    running = asyncio.ensure_future(relay.run())
    await clock.until(lambda: not store.kept.waiting, within=7 * 86_400)
    store.fails = lambda: None
    await relay.stop()
    await running
    return wire, store


@pytest.mark.parametrize("seed", range(40))
async def test_every_message_comes_to_an_end_in_order_and_is_accounted_for(seed: int) -> None:
    """Whatever fails: an end, a report, order within a lane, a marked copy per doubt at most."""
    wire, store = await storm(seed)
    copies = Counter(message_id for _, message_id in wire.arrived)
    lanes: dict[Address, list[str]] = defaultdict(list)
    for address, message_id in wire.arrived:
        lanes[address].append(message_id)
    for number in range(MESSAGES):
        message_id = f"m{number:02}"
        outcome = store.kept.ended[message_id]
        assert isinstance(outcome, Delivered | Undeliverable)
        assert copies[message_id] <= 2
        assert copies[message_id] <= 1 + wire.ambiguous[message_id]
        if isinstance(outcome, Delivered):
            assert copies[message_id] >= 1
    assert not wire.resent_unmarked
    assert all(lanes[family(n)] == sorted(lanes[family(n)]) for n in range(LANES))
    assert len(store.kept.history) == MESSAGES
    assert len(store.kept.ended) == 2 * MESSAGES
