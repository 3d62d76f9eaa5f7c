"""What a family can do after its inquiry was sent, over HTTP, with the real client and store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.core.reference import grouped
from handlers.sandbox.files import Upload
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town
from tests.test_photographs import photograph


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
        await family.says("Change an answer", "First name", "Hanna", "Send the changes")
        assert "are updated" in family.read
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
    """Everything kept is sent as a page and as data: what it told, what it was told, and nothing of
    what staff note, prepare or take back."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await here.admin.send(f"/note {reference} secret note")
        await here.admin.orders(f"/reply {reference} We look for her")
        await family.answer("We look for her")
        await family.says("/start", "More …", "See or change my answers", "Change an answer")
        await family.says("First name", "Hanna", "Send the changes", "More …", "Get my data")
        page, data = await _documents(here, family)
        assert "Born: 2015" in page
        assert page.index("Hanna") < page.index("What you answered before") < page.index("Anna")
        assert "a caseworker wrote: We look for her" in page
        assert json.loads(data)["inquiries"][0]["answers"]["persons"][0]["name_first"] == "Hanna"
        assert json.loads(data)["inquiries"][0]["earlier_answers"]
        assert "secret note" not in page + data


async def _documents(here: Town, family: Person) -> tuple[str, str]:
    """The page and the data, once both have come."""
    found: dict[str, str] = {}
    while len(found) < 2:
        for message in family.heard:
            if "document" in message:
                row = here.emulator.world.files[message["document"]["file_id"]]
                plain = here.emulator.files.content(row)
                assert plain is not None
                found[str(row["file_name"])] = plain.decode()
        await asyncio.sleep(0.01)
    return found["data.html"], found["data.json"]


async def test_a_receipt_is_no_dead_end(tmp_path: Path) -> None:
    """Below the receipt, and below everything said of an inquiry, stands what can be done next."""
    async with filed(tmp_path / "data") as (_, family, _reference):
        assert list(family.buttons) == ["What is happening now?", "More …"]
        assert "has been received" in await family.pick("What is happening now?")
        assert "What would you like to do?" in await family.pick("More …")


async def test_a_closed_inquiry_can_be_added_to(tmp_path: Path) -> None:
    """After closing, words, photographs and corrected answers still reach the caseworkers, and the
    earlier answers are kept."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await here.admin.orders(f"/close {reference} untraceable")
        await family.answer("has been closed")
        await family.send("She has called from Warsaw")
        await here.admin.sees("She has called from Warsaw")
        family.looks_away()
        chat = {"user_id": family.id, "chat_id": family.id, "kind": "photo"}
        here.emulator.people.send_file(chat, Upload("now.jpg", "image/jpeg", photograph("JPEG")))
        assert "Passed on" in await family.answer()
        await family.says("/start", "More …", "See or change my answers", "Change an answer")
        await family.says("First name", "Hanna", "Send the changes")
        assert "First name: Hanna" in await here.admin.sees("The family changed its answers")
        assert "has been closed" in await family.send("/status")


@pytest.mark.parametrize("label", ["Never", "Every week", "Every 2 weeks", "Every 4 weeks"])
async def test_the_family_chooses_how_often_it_hears(label: str, tmp_path: Path) -> None:
    """Every interval there is can be chosen, and is confirmed."""
    async with filed(tmp_path / "data") as (_, family, _reference):
        told = await family.says("/start", "More …", "How often to write to me", label)
        assert "Noted" in told
        assert "nothing will come" not in told


async def test_who_wishes_no_messages_is_told_that_none_will_come(tmp_path: Path) -> None:
    """An interval chosen by someone who is never written to first is no empty promise."""
    async with filed(tmp_path / "data") as (_, family, _reference):
        await family.says("/start", "More …", "How to write to me", "Do not write, I will ask")
        told = await family.says("More …", "How often to write to me", "Every week")
        assert "nothing will come" in told


async def test_who_allows_messages_again_gets_what_waited(tmp_path: Path) -> None:
    """A letter held back is sent once the family says that it may be written to."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await family.says("/start", "More …", "How to write to me", "Do not write, I will ask")
        await here.admin.orders(f"/reply {reference} We look for her")
        await here.admin.sees("waits until the family opens it")
        await family.says("More …", "How to write to me", "Write to me here")
        await family.sees("We look for her")


async def test_changing_nothing_leaves_everything(tmp_path: Path) -> None:
    """Who looks at its answers and leaves again has sent nothing, and lost nothing."""
    async with filed(tmp_path / "data") as (here, family, _):
        await family.says("/start", "More …", "See or change my answers", "Leave it as it was")
        assert "stays as you sent it" in await family.pick("Yes, leave it as it was")
        assert "has been received" in await family.pick("What is happening now?")
        told = "".join(str(message.get("text", "")) for message in here.admin.heard)
        assert "changed its answers" not in told


async def test_how_we_may_write_can_be_changed_among_the_answers(tmp_path: Path) -> None:
    """The answer shows what was chosen last, and changing it there is as good as in the menu."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await family.says("/start", "More …", "How to write to me", "Only neutral messages")
        await family.says("More …", "See or change my answers")
        assert "How we may write: Only neutral messages" in family.read
        await family.says("Change an answer", "How we may write", "Do not write, I will ask")
        await family.pick("Send the changes")
        await here.admin.orders(f"/reply {reference} We look for her")
        await here.admin.sees("waits until the family opens it")
        assert "new message" not in family.read


async def test_taking_consent_back_withdraws_the_inquiry(tmp_path: Path) -> None:
    """Who changes the consent to "No" is asked about the inquiry itself, truthfully."""
    async with filed(tmp_path / "data") as (_, family, _reference):
        await family.says("/start", "More …", "See or change my answers", "Change an answer")
        await family.says("Consent", "No")
        assert "The search stops" in family.read
        assert "Nothing you told us has been kept" not in family.read
        assert "is withdrawn" in await family.pick("Yes, withdraw it")


async def test_a_photograph_sent_while_changing_answers_comes_along(tmp_path: Path) -> None:
    """What is sent in the middle of changing answers reaches the caseworkers with the changes."""
    async with filed(tmp_path / "data") as (here, family, reference):
        await family.says("/start", "More …", "See or change my answers")
        family.looks_away()
        chat = {"user_id": family.id, "chat_id": family.id, "kind": "photo"}
        here.emulator.people.send_file(chat, Upload("now.jpg", "image/jpeg", photograph("JPEG")))
        assert "the file is kept" in await family.answer()
        await family.pick("Send the changes")
        await here.admin.sees("(a file without words)")
        assert "sent a file" in await here.admin.send(f"/history {reference}")
