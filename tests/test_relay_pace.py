"""The relay within the limits of pace."""

from __future__ import annotations

from bot.ports import Parcel, Urgency
from tests.kit_outbox import family, message
from tests.kit_post import post_office

RATE, MANY, SLOW = 30, 120, 3.0


async def test_a_slow_wire_is_never_told_more_than_it_may_get() -> None:
    """What may all arrive at once is no more than a second's; waiting costs next to no work."""
    office, flying, most, turns = post_office(rate=float(RATE)), 0, 0, 0

    async def crawl(parcel: Parcel) -> None:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await office.clock.sleep(SLOW)
        flying -= 1

    def count() -> None:
        nonlocal turns
        turns += 1

    office.wire.before, office.store.fails = crawl, count
    office.put(
        *(message(f"m{n}", family(n), urgency=Urgency.BULK) for n in range(1, MANY + 1)),
    )
    await office.clock.until(lambda: len(office.wire.arrived) == MANY)
    assert most == RATE
    assert office.clock.monotonic() < (SLOW + 1.1) * MANY / RATE
    assert turns < 3 * MANY
    await office.relay.stop()
