"""A day without Telegram, and clocks that jump: what may be lost is told, once (R9, fault 25)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.case import Address, Case, ContactMode
from bot.core.session import Answer, Session
from bot.core.triggers import TextSent
from bot.notices import Desk
from bot.outages import Listening
from bot.ports import Inbound, Transaction, World
from storage.keys import KeyRing
from storage.sqlite import SqliteStore, open_store
from tests.core.kit import speech
from tests.kit_clock import FakeChance, FakeClock
from tests.storage.kit import case, inquiry, letter
from tests.test_hush import Crowded
from tests.test_silence import ADDRESS

DAY = 86_400.0
GROUP = Address(channel="telegram", id="-100")
CONSENT = {
    "consent.consent_for_tracing": Answer(value=True),
    "consent.contact_mode": Answer(value="push_neutral"),
}


class Wrong(FakeClock):
    """A clock whose wall time somebody sets."""

    def __init__(self) -> None:
        super().__init__()
        self.off = 0.0

    def now(self) -> datetime:
        """The instant it shows."""
        return super().now() + timedelta(seconds=self.off)


class House:
    """A store, a clock, and the processes that come and go."""

    def __init__(self, store: SqliteStore, clock: Wrong) -> None:
        self.store, self.clock = store, clock
        self.answered: float | None = None
        self.begin()

    def begin(self) -> None:
        """A process starts."""
        world = World(self.store, self.clock, FakeChance(), lambda: None)
        self.answered = None
        self.listening = Listening(world, Desk(GROUP, "en"), (), lambda: self.answered)

    async def minute(self, *, hears: bool = True) -> None:
        """A minute at work, Telegram answering or not."""
        self.clock.advance(60)
        self.answered = self.clock.monotonic() if hears else self.answered
        await self.listening.note()
        while await self.listening.tell():
            continue

    async def told(self) -> list[str]:
        """Who is told what, by address."""

        def work(tx: Transaction) -> list[str]:
            later = self.clock.now() + timedelta(days=1)
            parcels = tx.lease(later, later, 1000, 1000)
            return sorted(
                f"{p.outgoing.address.id}: {speech().prompt(p.outgoing.prompt, p.outgoing.locale)}"
                for p in parcels
            )

        return await self.store.transact(work)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A bot that was heard once."""
    clock = Wrong()
    keys = KeyRing({1: bytes(32)}, current=1)
    async with open_store(tmp_path / "data", keys=keys, clock=clock) as store:
        found = House(store, clock)
        await found.minute()
        yield found


def family(number: int, **changes: object) -> Callable[[Transaction], None]:
    """A family with a case."""
    address = Address(channel="telegram", id=str(number))
    opened = {"address": address, "contact_mode": ContactMode.PUSH_OPEN, "locale": "en"}
    kept: Case = case(number).model_copy(update={**opened, **changes})
    return lambda tx: tx.open_case(kept, inquiry())


def draft(number: int, answers: dict[str, Answer]) -> Callable[[Transaction], None]:
    """A family in the middle of the form."""
    address = Address(channel="telegram", id=str(number))
    kept = Session(step="question", answers=answers, revision=1)
    return lambda tx: tx.save_session(address, kept)


async def everyone(house: House) -> None:
    """Families of every kind."""
    for work in (
        family(1),
        family(2, contact_mode=ContactMode.PUSH_NEUTRAL),
        family(3, contact_mode=ContactMode.PULL_ONLY),
        family(4, reachable=False),
        draft(5, CONSENT),
        draft(6, {"consent.safe_to_continue": Answer(value="yes")}),
    ):
        await house.store.transact(work)


async def test_a_long_outage_is_told_to_whom_it_concerns(house: House) -> None:
    """Open cases and drafts of those who may be written to; staff as well; nobody else."""
    await everyone(house)
    house.clock.advance(2 * DAY)
    await house.minute()
    told = await house.told()
    assert [line.partition(":")[0] for line in told] == ["-100", "1", "2", "5"]
    assert "could not reach us" in told[1]
    assert "1 March 2026" in told[1]
    assert "Ivan" not in "".join(told)


async def test_it_is_told_once_however_often_the_bot_starts(house: House) -> None:
    """Killed after the notice, started again, and after a later outage told anew."""
    await everyone(house)
    house.clock.advance(2 * DAY)
    await house.minute()
    for _ in range(3):
        house.begin()
        await house.minute()
    assert len(await house.told()) == 4


async def test_killed_in_the_middle_of_telling_it_goes_on(house: House) -> None:
    """The place it came to is durable: the rest is told, and nobody twice."""
    for number in range(1, 251):
        await house.store.transact(family(number))
    house.clock.advance(2 * DAY)
    house.clock.advance(60)
    house.answered = house.clock.monotonic()
    await house.listening.note()
    await house.listening.tell()
    house.begin()
    await house.minute()
    told = await house.told()
    assert len(told) == 251
    assert len({line.partition(":")[0] for line in told}) == 251


async def test_an_outage_over_a_restart_counts(house: House) -> None:
    """The machine was off for two days: the durable time tells it."""
    await everyone(house)
    house.begin()
    house.clock.advance(2 * DAY)
    house.begin()
    await house.minute()
    assert len(await house.told()) == 4


async def test_a_short_outage_is_no_gap(house: House) -> None:
    """Telegram keeps everything for a day."""
    await everyone(house)
    for _ in range(20):
        house.begin()
        house.clock.advance(0.9 * DAY)
        await house.minute()
    assert await house.told() == []


async def test_a_clock_set_forth_while_running_is_no_gap(house: House) -> None:
    """A running process counts for itself."""
    await everyone(house)
    house.clock.off = 30 * DAY
    for _ in range(3):
        await house.minute()
    assert await house.told() == []


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_clock_that_was_set_back_hides_no_gap(house: House, restarts: bool) -> None:
    """Two days off, and the clock stands in 1970 until it is set: the gap is found then."""
    await everyone(house)
    if restarts:
        house.begin()
    house.clock.advance(2 * DAY)
    house.clock.off = -20_000 * DAY
    for _ in range(3):
        await house.minute()
    house.clock.off = 0.0
    await house.minute()
    assert len(await house.told()) == 4


async def test_an_hour_in_the_past_makes_no_gap(house: House) -> None:
    """Set back while running, set right after a restart: nothing was missed, nothing is told."""
    await everyone(house)
    house.clock.off = -20_000 * DAY
    for _ in range(20):
        await house.minute()
    house.clock.off = 0.0
    house.begin()
    await house.minute()
    assert await house.told() == []


async def test_a_clock_that_stays_behind_is_believed_after_an_hour(house: House) -> None:
    """It was ahead before: from then on gaps are found by the new time."""
    await everyone(house)
    house.clock.off = -30 * DAY
    house.begin()
    for _ in range(70):
        await house.minute()
    house.begin()
    house.clock.advance(2 * DAY)
    await house.minute()
    assert len(await house.told()) == 4


@pytest.mark.parametrize("restarts", [False, True])
async def test_nothing_in_the_outbox_waits_for_a_clock_set_back(
    house: House, restarts: bool
) -> None:
    """Two hours back: what was due, or leased, goes within a minute as before."""
    now = house.clock.now()
    await house.minute()
    await house.store.transact(lambda tx: tx.enqueue(letter("a", 1), now))
    await house.store.transact(lambda tx: tx.enqueue(letter("b", 1), now))
    await house.store.transact(lambda tx: tx.enqueue(letter("c", 2), now))
    await house.store.transact(lambda tx: tx.lease(now, now + timedelta(minutes=1), 1, 0))
    house.clock.off = -7200.0
    if restarts:
        house.begin()
    await house.minute()
    await house.minute()
    soon = house.clock.now() + timedelta(minutes=1)
    leased = await house.store.transact(lambda tx: tx.lease(soon, soon, 10, 0))
    assert sorted(parcel.outgoing.id for parcel in leased) == ["a", "c"]


async def test_words_that_waited_say_so_to_staff(tmp_path: Path) -> None:
    """After an outage of an hour the queue is worked off, and staff sees what is old (fault 24)."""
    clock = Wrong()
    keys = KeyRing({1: bytes(32)}, current=1)
    async with open_store(tmp_path / "late", keys=keys, clock=clock) as store:
        crowd = Crowded(store, clock)
        crowd.begin()
        await crowd.file()
        await crowd.told()
        for number, late in enumerate((0, 60, 3000, 4 * 3600)):
            at = clock.now() - timedelta(seconds=late)
            said = TextSent(text=f"word{number}.")
            await crowd.intake.receive(
                Inbound(address=ADDRESS, key=f"late{number}", trigger=said, at=at)
            )
        heard = [text for text in (await crowd.told())["-1"] if "The family writes" in text]
        assert [text.partition("word")[2][3:].strip() for text in heard] == [
            "",
            "",
            "Written 50 minutes before it reached us: the bot was not at work.",
            "Written 4 hours before it reached us: the bot was not at work.",
        ]
