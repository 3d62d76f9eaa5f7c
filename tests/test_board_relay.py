"""What the relay asks before it sends, and how bulk shares a group with replies."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.core.case import Address
from bot.errors import StorageError
from bot.pacing import FOR_REPLIES, IN_GROUP, Pace
from bot.ports import Parcel, Transaction, Urgency
from bot.relay import Relay
from tests.kit_clock import FakeChance, FakeClock
from tests.kit_outbox import FakeChannel, OutboxInMemory, StoreInMemory, family, message

GROUP = Address(channel="telegram", id="-100123")


def test_bulk_leaves_a_part_of_a_group_to_replies() -> None:
    """Cards take what they may; an answer goes at once all the same, into whichever topic."""
    pace = Pace(FakeClock(), 30)
    most = IN_GROUP[0] - FOR_REPLIES
    for _ in range(most):
        assert pace.take(GROUP, flight="m", urgency=Urgency.BULK) == 0.0
    assert pace.take(GROUP, flight="m", urgency=Urgency.BULK) > 0
    topic = Address(channel="telegram", id=f"{GROUP.id}/case:1")
    for _ in range(FOR_REPLIES):
        assert pace.take(topic, flight="m") == 0.0
    assert pace.take(topic, flight="m") > 0


async def test_what_cannot_be_prepared_holds_up_no_other_lane() -> None:
    """A row that does not open lets its lane wait; what has nothing to say is settled unsent."""

    def prepare(tx: Transaction, parcel: Parcel, now: datetime) -> Parcel | None:
        if parcel.outgoing.id == "broken":
            raise StorageError("it does not open")
        return None if parcel.outgoing.id == "silent" else parcel

    clock, store, wire = FakeClock(), StoreInMemory(), FakeChannel()
    for number, name in enumerate(("broken", "silent", "good"), 1):
        OutboxInMemory(store.kept).enqueue(message(name, family(number)), clock.now())
    relay = Relay(store, {"wire": wire}, clock, Pace(clock, 0.0), FakeChance(), prepare)
    running = asyncio.ensure_future(relay.run())
    await clock.until(lambda: {"silent", "good"} <= store.kept.ended.keys())
    assert wire.arrived == ["good"]
    assert [each.parcel.outgoing.id for each in store.kept.waiting] == ["broken"]
    await relay.stop()
    await running
