"""What happens when nobody writes: reminders, expiry, heartbeats; on a clock that tests move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.case import Address
from bot.core.triggers import ChoicePicked, CommandGiven, TextSent, Trigger
from bot.heartbeat import Heartbeat
from bot.intake import Intake
from bot.notices import Desk
from bot.ports import Delivered, Inbound, Outgoing, Transaction, Urgency, World
from storage.keys import KeyRing
from storage.sqlite import SqliteStore, open_store
from tests.core.kit import engine, speech
from tests.core.practised import PICKED, WRITTEN
from tests.kit_clock import FakeChance, FakeClock

ADDRESS = Address(channel="test", id="1")


class Quiet:
    """A family, the real store and the use cases; the lane is read instead of a wire."""

    def __init__(self, store: SqliteStore, clock: FakeClock) -> None:
        self.store, self.clock, self._keys = store, clock, 0
        self.world = World(store, clock, FakeChance(), lambda: None)
        self.intake = Intake(self.world, engine(), Desk(None, "en"), speech())
        self.heartbeat = Heartbeat(self.world)

    async def do(self, trigger: Trigger) -> None:
        """Do something, and read everything that comes."""
        self._keys += 1
        now = self.clock.now()
        await self.intake.receive(
            Inbound(
                address=ADDRESS, key=f"k{self._keys}", trigger=trigger, at=now, locale_hint="en"
            )
        )
        await self.read()

    async def read(self) -> list[tuple[str, Urgency]]:
        """Read what waits in the lane."""
        texts = []
        while outgoing := await self.store.transact(self._next):
            texts.append((speech().prompt(outgoing.prompt, outgoing.locale), outgoing.urgency))
        return texts

    def _next(self, tx: Transaction) -> Outgoing | None:
        now = self.clock.now()
        for parcel in tx.lease(now, now + timedelta(minutes=1), 1, 1):
            tx.settle(parcel.outgoing.id, Delivered(), now)
            return parcel.outgoing
        return None

    async def until_review(self, mode: str = "push_open") -> None:
        """Answer every question, and do not send."""
        await self.do(CommandGiven(name="start"))
        await self.do(ChoicePicked(token="language=en"))
        for _ in range(30):
            session = await self.store.transact(lambda tx: tx.session(ADDRESS))
            if session is None or session.path is None:
                return
            await self.do(self._answer(session.path, mode))

    def _answer(self, path: str, mode: str) -> Trigger:
        name = path.rpartition(".")[2]
        if name in WRITTEN:
            return TextSent(text=WRITTEN[name]["en"])
        picked = {**PICKED, "contact_mode": mode, "door": "child", "trusted_contact": "~unknown"}
        return ChoicePicked(token=f"{path}={picked[name]}")

    async def days(self, days: float) -> list[tuple[str, Urgency]]:
        """Let time go by, do the chores, and read what comes."""
        self.clock.advance(days * 86_400)
        while await self.intake.remind():
            continue
        while await self.heartbeat.beat():
            continue
        return await self.read()


@pytest.fixture
async def quiet(tmp_path: Path) -> AsyncIterator[Quiet]:
    """A family and nobody else."""
    clock = FakeClock()
    keys = KeyRing({1: bytes(32)}, current=1)
    async with open_store(tmp_path / "data", keys=keys, clock=clock) as store:
        yield Quiet(store, clock)


async def test_a_draft_is_reminded_of_once_then_erased_with_notice(quiet: Quiet) -> None:
    """One gentle reminder after a day; thirty days later the draft is erased, and that is said."""
    await quiet.until_review()
    assert await quiet.days(0.9) == []
    (reminder,) = await quiet.days(0.2)
    assert "nothing has been sent yet" in reminder[0]
    assert await quiet.days(20) == []
    (expired,) = await quiet.days(11)
    assert "has been erased" in expired[0]
    session = await quiet.store.transact(lambda tx: tx.session(ADDRESS))
    assert session is not None
    assert session.answers == {}


async def test_who_wishes_no_messages_is_not_reminded(quiet: Quiet) -> None:
    """Pull only: no reminder and no notice; the draft is erased all the same."""
    await quiet.until_review(mode="pull_only")
    assert await quiet.days(2) == []
    assert await quiet.days(31) == []
    session = await quiet.store.transact(lambda tx: tx.session(ADDRESS))
    assert session is not None
    assert session.answers == {}


async def test_going_on_after_the_reminder_begins_the_waiting_anew(quiet: Quiet) -> None:
    """Whoever goes on is not erased thirty days after the reminder, but after the last message."""
    await quiet.until_review()
    await quiet.days(1.1)
    await quiet.days(20)
    await quiet.do(CommandGiven(name="start"))
    assert await quiet.days(20) == []
    session = await quiet.store.transact(lambda tx: tx.session(ADDRESS))
    assert session is not None
    assert session.answers


async def test_without_consent_nothing_is_kept_for_longer_than_a_day(quiet: Quiet) -> None:
    """Someone who stopped before consenting leaves nothing, and is not written to."""
    await quiet.do(CommandGiven(name="start"))
    await quiet.do(ChoicePicked(token="language=en"))
    await quiet.do(ChoicePicked(token="consent.safe_to_continue=yes"))
    assert await quiet.days(1.1) == []
    session = await quiet.store.transact(lambda tx: tx.session(ADDRESS))
    assert session is not None
    assert session.answers == {}


async def test_an_open_case_is_heard_of_every_four_weeks_as_bulk(quiet: Quiet) -> None:
    """The heartbeat comes at its interval, yields to replies, and names no place and no person."""
    await quiet.until_review()
    await quiet.do(ChoicePicked(token="review=send"))
    assert await quiet.days(27) == []
    ((text, urgency),) = await quiet.days(1.1)
    assert "still open" in text
    assert urgency is Urgency.BULK
    assert "Ivan" not in text
    assert len(await quiet.days(28)) == 1


async def test_the_heartbeat_stops_when_the_family_says_so(quiet: Quiet) -> None:
    """Never means never."""
    await quiet.until_review()
    for token in ("review=send", "home=more", "more=heartbeat", "weeks=0"):
        await quiet.do(ChoicePicked(token=token))
    assert await quiet.days(60) == []


async def test_a_neutral_heartbeat_says_nothing_of_a_search(quiet: Quiet) -> None:
    """Whoever chose neutral messages hears nothing that tells a stranger anything."""
    await quiet.until_review(mode="push_neutral")
    for token in ("review=send", "home=more", "more=heartbeat", "weeks=1"):
        await quiet.do(ChoicePicked(token=token))
    ((text, _),) = await quiet.days(7.1)
    assert text == "There is nothing new. You can write here at any time."
