"""Files on their way from a family to its caseworkers, over HTTP."""

from __future__ import annotations

from pathlib import Path

from bot.core.reference import grouped
from bot.core.scenes.more import ANOTHER
from handlers.sandbox.faults import Fault
from handlers.sandbox.files import Upload
from tests.journeys.scripts import SCRIPTS, SEND
from tests.journeys.test_hiding import MovedClock
from tests.kit import Json, Person, Town, reference_in, town
from tests.processes import until
from tests.test_photographs import photograph


def sends(here: Town, family: Person, name: str, content: bytes, **more: str) -> None:
    """The family sends a file as a file, without waiting."""
    family.looks_away()
    told = {"user_id": family.id, "chat_id": family.id, "kind": "document", **more}
    upload = Upload(name, more.get("mime", "application/octet-stream"), content)
    here.emulator.people.send_file(told, upload)


async def document(here: Town, admin: Person) -> tuple[Json, bytes]:
    """The first document in the staff group, and its bytes."""

    def found() -> list[Json]:
        return [message["document"] for message in admin.heard if "document" in message]

    await until(lambda: bool(found()))
    shown = found()[0]
    content = here.emulator.files.content(here.emulator.world.files[shown["file_id"]])
    assert content is not None
    return shown, content


async def test_a_photograph_sent_as_a_file_reaches_staff_without_its_place(tmp_path: Path) -> None:
    """Sent with the inquiry: what the camera wrote is not in what staff get (fault 76)."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"][:9])
        sends(here, family, "IMG_1.jpg", photograph("JPEG"), mime="image/jpeg")
        assert "show where it was taken" in await family.answer("is kept")
        await family.says(*SCRIPTS["en"][9:], SEND["en"])
        await here.admin.sees("A file from the family")
        shown, content = await document(here, here.admin)
        assert shown["file_name"] == "photograph.jpeg"
        assert b"CANARY" not in content


async def test_a_program_sent_later_is_inert_and_warned_of(tmp_path: Path) -> None:
    """Its words come at once, the file below a warning, under a harmless name (fault 75)."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        sends(here, family, "photo.jpg.exe", b"MZ program", caption="our son")
        await family.answer("Passed on")
        assert "A file will follow" in await here.admin.sees("our son")
        assert "may be a program" in await here.admin.sees("A file from the family")
        shown, content = await document(here, here.admin)
        assert (shown["file_name"], content) == ("file.bin", b"MZ program")


async def test_a_file_that_telegram_does_not_give_out_is_told_of(tmp_path: Path) -> None:
    """Staff do not wait for what never comes."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        refusal = {"method": "getFile", "error_code": 400, "description": "Bad Request: no file"}
        here.emulator.bot_door.faults.plan(Fault.planned(refusal))
        sends(here, family, "letter.pdf", b"%PDF-1.7")
        await family.answer("Passed on")
        await here.admin.sees("could not be fetched")


async def test_a_file_that_is_late_is_told_of_and_comes(tmp_path: Path) -> None:
    """While Telegram does not give it out staff know; once it does, they have it."""
    clock = MovedClock()
    async with town(tmp_path / "data") as here, here.bot(clock):
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        failure = {"method": "getFile", "error_code": 502, "description": "Bad Gateway"}
        here.emulator.bot_door.faults.plan(Fault.planned(failure))
        sends(here, family, "letter.pdf", b"%PDF-1.7")
        await family.answer("Passed on")
        await here.admin.sees("could not be fetched yet")
        clock.skew += 3700
        _, content = await document(here, here.admin)
        assert content == b"%PDF-1.7"


async def test_a_photograph_sent_as_one_goes_at_once(tmp_path: Path) -> None:
    """The sender's Telegram has made it anew, so it goes by its handle, with the words."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        told = {"user_id": family.id, "kind": "photo", "caption": "our son"}
        here.emulator.people.send_file(told, Upload("a.jpg", "image/jpeg", photograph("JPEG")))
        assert "follows" not in await here.admin.sees("our son")
        await until(lambda: any("photo" in message for message in here.admin.heard))


async def test_with_two_inquiries_a_file_reaches_the_one_it_is_about(tmp_path: Path) -> None:
    """The family is asked once for an album, and its files go where it says."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        first = reference_in(family.read)
        await family.says("/start", "More …", ANOTHER.text, *SCRIPTS["en"][2:])
        await family.pick(SEND["en"])
        family.looks_away()
        for number in range(2):
            told = {"user_id": family.id, "kind": "photo", "media_group_id": "album"}
            upload = Upload(f"{number}.jpg", "image/jpeg", photograph("JPEG"))
            here.emulator.people.send_file(told, upload)
        assert "Which inquiry" in await family.answer()
        await until(lambda: not here.emulator.world.updates.pending())
        await family.pick(grouped(first))
        assert family.read == "Passed on to the caseworkers."
        assert grouped(first) in await here.admin.sees("a file without words")
        await until(lambda: sum("photo" in message for message in here.admin.heard) == 2)


async def test_what_nobody_answers_for_reaches_staff_within_the_hour(tmp_path: Path) -> None:
    """Words and a file go to the newest inquiry, marked as uncertain; the family reads nothing."""
    clock = MovedClock()
    async with town(tmp_path / "data") as here, here.bot(clock):
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        await family.says("/start", "More …", ANOTHER.text, *SCRIPTS["en"][2:])
        await family.pick(SEND["en"])
        newest = reference_in(family.read)
        await family.send("He has a scar")
        sends(here, family, "letter.pdf", b"%PDF-1.7", mime="application/pdf")
        assert "Which inquiry" in await family.answer("Which inquiry")
        heard = len(family.heard)
        clock.skew += 3700
        here.emulator.world.move_clock(clock.skew)
        notice = await here.admin.sees("did not say which one")
        assert grouped(newest) in notice
        await document(here, here.admin)
        assert len(family.heard) == heard
