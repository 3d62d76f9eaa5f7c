"""In a rush, updates are kept as they came before they are dealt with. Guarantees R3, R4, R8."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import StorageError
from bot.ports import Clock
from bot.world import SystemClock
from handlers.telegram.poller import Poller
from handlers.telegram.updates import fetch, pieces
from tests.kit_clock import FakeChance
from tests.wire.kit import Wire, eventually
from tests.wire.kit_poller import Ear, Hasty, pending, writes

RUSH = [str(number) for number in range(Poller.MANY)]


class Afar(Poller):
    """A poller whose way to Telegram is long."""

    NEAR = -1.0


class Patient(SystemClock):
    """A clock by which a wait lasts until somebody ends it."""

    def __init__(self) -> None:
        self.is_waiting = False

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        self.is_waiting = True
        await asyncio.Event().wait()


@asynccontextmanager
async def polling(
    wire: Wire, ear: Ear, poller: type[Poller] = Afar, clock: Clock | None = None
) -> AsyncIterator[None]:
    """A poller at work, stopped at the end."""
    one = poller(wire.bot, ear.hear, ear, ear.shelf, clock or Hasty(), FakeChance())
    running = asyncio.ensure_future(one.run())
    try:
        yield
    finally:
        await one.stop()
        await running


async def given_away(wire: Wire) -> None:
    """Wait until Telegram keeps nothing any more."""
    for _ in range(500):
        if not await pending(wire):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("Telegram still keeps updates")


async def test_a_rush_is_kept_and_the_next_fetched_before_it_is_dealt_with(wire: Wire) -> None:
    """While handlers are at work, Telegram gave its updates away for good: they are kept here."""
    ear, allowed = Ear(), asyncio.Event()

    async def wait(text: str) -> None:
        await allowed.wait()

    ear.before = wait
    await writes(wire, *RUSH)
    async with polling(wire, ear):
        await eventually(lambda: ear.shelf.stands)
        await writes(wire, "later")
        await given_away(wire)
        kept = [piece for haul in ear.shelf.stands.values() for piece in pieces(haul)]
        assert [piece.body["message"]["text"] for piece in kept if piece.body] == [
            "/start", *RUSH, "later",
        ]  # fmt: skip
        assert ear.texts == []
        allowed.set()
    assert ear.texts == ["/start", *RUSH, "later"]
    assert ear.shelf.stands == {}


async def test_few_updates_need_no_shelf(wire: Wire) -> None:
    """In quiet times nothing is written that need not be, and near a Telegram never."""
    ear = Ear()
    await writes(wire, *RUSH[:3])
    async with polling(wire, ear):
        await eventually(lambda: len(ear.texts) == 4)
    await writes(wire, *RUSH)
    async with polling(wire, ear, type("AtHome", (Poller,), {"NEAR": 60.0})):
        await eventually(lambda: len(ear.texts) == 4 + len(RUSH))
    assert ear.shelf.every == []


async def test_a_start_begins_with_what_stands_on_the_shelf(wire: Wire) -> None:
    """It came before all that waits at Telegram, and is taken off once it is dealt with."""
    ear = Ear()
    await writes(wire, "first")
    before = await fetch(wire.bot, None, patience=0)
    last = max(piece.id or 0 for piece in pieces(before))
    await fetch(wire.bot, last + 1, patience=0)
    ear.shelf.stands["kept"] = before
    await writes(wire, "second")
    async with polling(wire, ear):
        await eventually(lambda: ear.heard("second"))
    assert ear.texts == ["/start", "first", "second"]
    assert ear.shelf.stands == {}


async def test_a_shelf_that_takes_nothing_loses_nothing(wire: Wire) -> None:
    """With the disk full nothing is confirmed; once there is room, everything comes again."""
    ear = Ear()
    ear.shelf.fails = True
    await writes(wire, *RUSH)
    async with polling(wire, ear):
        await asyncio.sleep(0.05)
        assert await pending(wire) == 1 + len(RUSH)
        ear.shelf.fails = False
        await eventually(lambda: len(ear.texts) == 1 + len(RUSH))
    assert ear.texts == ["/start", *RUSH]
    assert await pending(wire) == 0


async def test_what_fails_on_its_way_from_the_shelf_keeps_its_place(wire: Wire) -> None:
    """A store that fails for a while: a family's later words do not overtake those before."""
    ear, failures = Ear(), [StorageError("busy") for _ in range(5)]

    async def fail(text: str) -> None:
        if text == "7" and failures:
            raise failures.pop()

    ear.before = fail
    await writes(wire, *RUSH)
    async with polling(wire, ear):
        await eventually(lambda: ear.heard("7"))
        await writes(wire, "later")
        await eventually(lambda: ear.heard("later"))
    first = {text: ear.texts.index(text) for text in [*RUSH, "later"]}
    assert sorted(first, key=first.__getitem__) == [*RUSH, "later"]
    assert ear.shelf.stands == {}


async def test_a_stop_in_the_midst_of_trouble_leaves_on_the_shelf_what_is_not_done(
    wire: Wire,
) -> None:
    """Telegram does not have it any more: the next life begins with it."""
    ear, clock = Ear(), Patient()

    async def fail(text: str) -> None:
        if text == "7":
            raise StorageError("the disk is full")

    ear.before = fail
    await writes(wire, *RUSH)
    async with polling(wire, ear, clock=clock):
        await eventually(lambda: clock.is_waiting)
    assert ear.shelf.stands
    assert not ear.heard("7")
    ear.before = None
    async with polling(wire, ear):
        await eventually(lambda: ear.heard(RUSH[-1]))
    assert ear.heard("7")
    assert ear.shelf.stands == {}
