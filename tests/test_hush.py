"""A flood: every word is kept and reaches staff, and it is answered together (S10, 71, 72)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.case import Address, HistoryKind
from bot.core.triggers import ChoicePicked, CommandGiven, TextSent
from bot.hush import CALM
from bot.intake import Intake
from bot.notices import Desk
from bot.ports import Delivered, Inbound, Transaction
from bot.quota import MANY
from storage.keys import KeyRing
from storage.sqlite import open_store
from tests.core.kit import engine, speech
from tests.kit_clock import FakeClock
from tests.test_silence import ADDRESS, Quiet

DESK = Desk(Address(channel="test", id="-1"), "en")


class Crowded(Quiet):
    """A family and a staff group; both lanes are read."""

    _sent = 0

    def begin(self) -> None:
        """A process starts, which knows nothing of what came before but what is stored."""
        self.intake = Intake(self.world, engine(), DESK, speech())

    async def file(self) -> None:
        """Fill in the form and send it."""
        await self.until_review()
        await self.send()

    async def another(self) -> None:
        """Fill in one more, a day's tenth part later, and send it."""
        self.clock.advance(3600)
        for token in ("home=more", "more=another"):
            await self.do(ChoicePicked(token=token))
        for _ in range(30):
            session = await self.store.transact(lambda tx: tx.session(ADDRESS))
            if session is None or session.path is None:
                break
            await self.do(self._answer(session.path, "push_open"))
        await self.send()

    async def send(self) -> None:
        """Tap the button below the review, reading nothing."""
        self.clock.advance(0.06)
        self._sent += 1
        tapped, now = ChoicePicked(token="review=send"), self.clock.now()
        inbound = Inbound(address=ADDRESS, key=f"send{self._sent}", trigger=tapped, at=now)
        await self.intake.receive(inbound)

    async def storm(self, many: int, first: int = 0) -> None:
        """Write so many messages, at the speed of a thousand a minute, reading nothing."""
        for number in range(first, first + many):
            self.clock.advance(0.06)
            now = self.clock.now()
            said = TextSent(text=f"word{number}. \u202e")
            inbound = Inbound(address=ADDRESS, key=f"s{number}", trigger=said, at=now)
            await self.intake.receive(inbound)

    async def told(self) -> dict[str, list[str]]:
        """What everyone is told until nothing is left, by chat."""
        heard: dict[str, list[str]] = {}

        def work(tx: Transaction) -> int:
            self.clock.advance(15.0)
            now = self.clock.now()
            parcels = tx.lease(now, now + timedelta(minutes=1), 100, 100)
            for parcel in parcels:
                out = parcel.outgoing
                said = speech().prompt(out.prompt, out.locale)
                heard.setdefault(out.address.id.partition("/")[0], []).append(said)
                tx.settle(out.id, Delivered(), now)
            return len(parcels) or int(tx.next_due() is not None)

        while await self.store.transact(work):
            continue
        return heard

    async def history(self) -> list[str | None]:
        """What the case's history says the family wrote."""

        def work(tx: Transaction) -> list[str | None]:
            (case,) = tx.cases_of(ADDRESS)
            lines = tx.history(case.id)
            written = (line for line in lines if line.kind is HistoryKind.WROTE)
            return [str(line.text).removesuffix(" \u202e") for line in written]

        return await self.store.transact(work)


@pytest.fixture
async def crowded(tmp_path: Path) -> AsyncIterator[Crowded]:
    """A family without a case yet."""
    clock, keys = FakeClock(), KeyRing({1: bytes(32)}, current=1)
    async with open_store(tmp_path / "data", keys=keys, clock=clock) as store:
        found = Crowded(store, clock)
        found.begin()
        yield found


async def test_a_thousand_messages_are_kept_and_answered_together(crowded: Crowded) -> None:
    """All stand in the history in order; the family gets some dozens of answers, one of them
    the neutral one; staff gets every word once, in order, in a fraction of the messages."""
    await crowded.file()
    await crowded.told()
    await crowded.storm(1000)
    words = [f"word{number}." for number in range(1000)]
    assert await crowded.history() == words
    heard = await crowded.told()
    assert len(heard["1"]) < MANY + 15
    assert sum(CALM.text in text for text in heard["1"]) == 1
    assert len(heard["-1"]) < MANY + 30
    assert "\u202e" not in "".join(heard["-1"])
    letters = " ".join(text for text in heard["-1"] if "The family writes" in text).split()
    assert [word for word in letters if word.startswith("word")] == words
    assert max(map(len, heard["-1"])) < 4096


async def test_a_crash_in_a_flood_loses_no_word(crowded: Crowded) -> None:
    """Nothing that waits to be told stands in memory alone."""
    await crowded.file()
    await crowded.told()
    for part in range(4):
        await crowded.storm(100, first=100 * part)
        crowded.begin()
    heard = await crowded.told()
    text = " ".join(heard["-1"])
    assert [text.count(f"word{number}.") for number in range(400)] == [1] * 400


async def test_a_number_is_shown_at_once_in_the_worst_flood(crowded: Crowded) -> None:
    """The receipt is never put off, and never taken for one answer among many."""
    await crowded.until_review()
    await crowded.told()
    await crowded.storm(200)
    await crowded.send()
    await crowded.storm(200, first=200)
    heard = await crowded.told()
    assert sum("Your number:" in text for text in heard["1"]) == 1


async def test_after_a_flood_the_last_question_stands_there(crowded: Crowded) -> None:
    """Whoever floods the form finds the present question below everything else."""
    await crowded.do(CommandGiven(name="start"))
    await crowded.do(ChoicePicked(token="language=en"))
    await crowded.storm(300)
    heard = await crowded.told()
    session = await crowded.store.transact(lambda tx: tx.session(ADDRESS))
    assert session is not None
    assert session.path == "consent.safe_to_continue"
    assert "Question 1" in heard["1"][-1] or "safe" in heard["1"][-1]


async def test_others_are_answered_as_ever(crowded: Crowded) -> None:
    """One family's flood takes nothing from another's conversation."""
    await crowded.storm(300)
    other, now = Address(channel="test", id="2"), crowded.clock.now()
    said = CommandGiven(name="start")
    inbound = Inbound(address=other, key="other", trigger=said, at=now)
    await crowded.intake.receive(inbound)
    leased = await crowded.store.transact(
        lambda tx: tx.lease(now, now + timedelta(minutes=1), 100, 0)
    )
    assert "2" in {parcel.outgoing.address.id for parcel in leased}


async def test_the_eleventh_inquiry_of_a_day_waits_as_a_draft(crowded: Crowded) -> None:
    """It is kept and said kindly; staff hears of it once a day; tomorrow it can be sent."""
    await crowded.file()
    for _ in range(10):
        await crowded.another()
    cases = await crowded.store.transact(lambda tx: tx.cases_of(ADDRESS))
    assert len(cases) == 10
    await crowded.send()
    heard = await crowded.told()
    assert "kept here as it is" in "".join(heard["1"])
    assert sum("very many inquiries" in text for text in heard["-1"]) == 1
    session = await crowded.store.transact(lambda tx: tx.session(ADDRESS))
    assert session is not None
    assert session.has_draft
    crowded.clock.advance(86_400)
    await crowded.send()
    assert len(await crowded.store.transact(lambda tx: tx.cases_of(ADDRESS))) == 11
