"""What a family can do after its inquiry was sent, over HTTP, with the real client and store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.core.reference import grouped
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town


@asynccontextmanager
async def filed(data: Path) -> AsyncIterator[tuple[Town, Person, str]]:
    """A town where one family has filed an inquiry, and its reference."""
    async with town(data) as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        await here.admin.sees("New case")
        yield here, family, reference_in(family.read)


async def test_answers_can_be_corrected_after_sending(tmp_path: Path) -> None:
    """A corrected answer reaches the caseworkers as a new version of the inquiry."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await family.says("/start", "More …", "See or change my answers")
        assert "First name: Anna" in family.read
        await family.says("Change an answer", "First name", "Hanna", SEND["en"])
        assert "are renewed" in family.read
        card = await here.admin.sees("The family changed its answers")
        assert "First name: Hanna" in card
        assert grouped(reference) in card


async def test_with_two_inquiries_a_message_reaches_the_one_it_is_about(tmp_path: Path) -> None:
    """A family with two inquiries is asked once which one its words are about."""
    async with filed(tmp_path / "data") as (here, family, first):
        await family.says("/start", "More …", "Ask about someone else", *SCRIPTS["en"][2:])
        await family.pick(SEND["en"])
        second = reference_in(family.read)
        await family.send("He has a scar")
        assert "Which inquiry" in family.read
        await family.pick(grouped(first))
        notice = await here.admin.sees("He has a scar")
        assert grouped(first) in notice
        assert grouped(second) not in notice


async def test_the_status_shows_the_way_so_far(tmp_path: Path) -> None:
    """/status names what is now, what comes next, and the public steps with their days."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await here.admin.orders(f"/status {reference} tracing")
        await family.answer("The search continues.")
        shown = await family.send("/status")
        assert "Inquiry " + grouped(reference) in shown
        assert "So far:" in shown
        assert shown.index("has been received") < shown.rindex("The search continues.")


async def test_withdrawing_is_explained_asked_and_done(tmp_path: Path) -> None:
    """The family takes its inquiry back; the caseworkers learn it, and the status says so."""
    async with filed(tmp_path / "data") as (here, family, _):
        await family.says("/start", "More …", "Withdraw the inquiry", "No, leave everything")
        assert "goes to them" in family.read
        await family.says("More …", "Withdraw the inquiry", "Yes, withdraw it")
        assert "is withdrawn" in family.read
        await here.admin.sees("has withdrawn case")
        assert "has been closed" in await family.send("/status")


async def test_everything_is_erased_on_request(tmp_path: Path) -> None:
    """After erasing, nothing of the family is left in the store's files, and it may begin anew."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await family.says("/start", "More …", "Erase everything", "Yes, erase everything")
        assert "is erased" in family.read
        await here.admin.sees("has had everything erased")
        assert "not available" in await here.admin.send(f"/case {reference}")
        assert "choose your language" in await family.send("/start")


async def test_a_family_gets_its_data(tmp_path: Path) -> None:
    """Everything kept is sent as a page and as data."""
    async with filed(tmp_path / "data") as (_, family, _reference):
        await family.says("/start", "More …", "Get my data")
        names = {m["document"]["file_name"] for m in family.heard if "document" in m}
        while len(names) < 2:
            await family.answer()
            names = {m["document"]["file_name"] for m in family.heard if "document" in m}
        assert names == {"data.html", "data.json"}


@pytest.mark.parametrize(("weeks", "label"), [(0, "Never"), (1, "Every week")])
async def test_the_family_chooses_how_often_it_hears(
    weeks: int, label: str, tmp_path: Path
) -> None:
    """The interval of the heartbeat is the family's choice."""
    async with filed(tmp_path / "data") as (_, family, _reference):
        await family.says("/start", "More …", "How often you write to me", label)
        assert "Noted" in family.read
        assert weeks in {0, 1}
