"""The relay on the real store: the two agree on leases, waits and endings."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.errors import Gone, Moved, Throttled, Uncertain
from bot.pacing import Pace
from bot.ports import Transaction, Urgency
from bot.relay import LEASE, Relay
from tests.kit_clock import FakeChance, FakeClock
from tests.kit_outbox import FakeChannel, family, message
from tests.storage.kit import opened

LANES, EACH = 20, 5


async def test_every_lane_is_emptied_in_order_whatever_the_wire_does(tmp_path: Path) -> None:
    """Throttled, moved, uncertain and gone, at the full pace: nothing is left, all in order."""
    clock, wire = FakeClock(), FakeChannel()
    wire.script = {
        "m00-0": [Throttled(20.0)],
        "m01-1": [Uncertain()],
        "m02-0": [Moved("777")],
        "m03-2": [Gone()],
    }
    names = [f"m{lane:02}-{number}" for number in range(EACH) for lane in range(LANES)]

    def put(tx: Transaction) -> None:
        for name in names:
            lane = int(name[1:3])
            urgency = Urgency.BULK if lane % 2 else Urgency.REPLY
            tx.enqueue(message(name, family(lane), urgency=urgency), clock.now())

    async with opened(tmp_path / "data") as store:
        await store.transact(put)
        relay = Relay(store, {"wire": wire}, clock, Pace(clock, 30.0), FakeChance())
        running = asyncio.ensure_future(relay.run())
        await clock.until(lambda: len(wire.arrived) == len(names) - 1)
        await relay.stop()
        await running
        assert await store.transact(lambda tx: tx.next_due()) is None
    assert sorted(wire.arrived) == sorted(set(names) - {"m03-2"})
    for lane in range(LANES):
        arrived = [name for name in wire.arrived if name.startswith(f"m{lane:02}")]
        assert arrived == sorted(arrived)


async def test_a_send_that_a_crash_cut_short_is_repeated_as_a_resend(tmp_path: Path) -> None:
    """The lease runs out, the message counts as perhaps sent, and is sent once more."""
    clock, wire = FakeClock(), FakeChannel()
    async with opened(tmp_path / "data") as store:
        await store.transact(lambda tx: tx.enqueue(message("m"), clock.now()))
        now = clock.now()
        await store.transact(lambda tx: tx.lease(now, now + LEASE, 1, 1))
        relay = Relay(store, {"wire": wire}, clock, Pace(clock, 0.0), FakeChance())
        running = asyncio.ensure_future(relay.run())
        await clock.until(lambda: wire.arrived == ["m"])
        await relay.stop()
        await running
    assert [(each.attempts, each.uncertain) for each in wire.tried] == [(1, 1)]
    assert clock.monotonic() >= LEASE.total_seconds()
