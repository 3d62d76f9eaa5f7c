"""What people send besides words, over HTTP: kept, refused or shown as it is, and never lost."""

from __future__ import annotations

import json
from pathlib import Path

from bot.core.reference import grouped
from bot.upkeep.keyring import key_ring
from bot.world import SystemClock
from handlers.sandbox.files import Upload
from handlers.sandbox.groups import found_group
from storage.blobs import Blobs
from storage.sqlite import open_store
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town
from tests.processes import until
from tests.test_photographs import photograph


async def filed(here: Town) -> tuple[Person, str]:
    """A family whose inquiry is with the caseworkers, and its reference."""
    family = here.family()
    await family.says(*SCRIPTS["en"], SEND["en"])
    await here.admin.sees("New case")
    return family, reference_in(family.read)


async def test_a_voice_message_is_kept_and_passed_on_as_it_is(tmp_path: Path) -> None:
    """Staff get the recording itself; it lies sealed, and nobody makes words of it (fault 46)."""
    async with town(tmp_path / "data") as here:
        async with here.bot():
            family, reference = await filed(here)
            told = {"user_id": family.id, "kind": "voice"}
            here.emulator.people.send_file(told, Upload("v.oga", "audio/ogg", b"OggS CANARY"))
            await family.answer("Passed on")
            await until(lambda: any("voice" in message for message in here.admin.heard))
            methods = {call["method"] for call in here.emulator.bot_door.calls}
            await until(lambda: len(list((here.data / "files").glob("*"))) == 1)
        assert "getFile" in methods | {c["method"] for c in here.emulator.bot_door.calls}
        settings = here.settings()
        async with open_store(here.data, keys=key_ring(settings), clock=SystemClock()) as store:
            case = await store.transact(lambda tx: tx.case_by_reference(reference))
            assert case is not None
            [file] = await store.transact(lambda tx: tx.files_of(case.id))
            history = await store.transact(lambda tx: tx.history(case.id))
        blobs = Blobs(here.data / "files")
        assert b"".join(blobs.open(file.blob or "", file.blob_key or "")) == b"OggS CANARY"
        assert all("CANARY" not in (line.text or "") for line in history)


async def test_a_changed_message_reaches_staff_and_both_are_kept(tmp_path: Path) -> None:
    """The new words come as a correction; the history has the old ones as well (fault 48)."""
    async with town(tmp_path / "data") as here, here.bot():
        family, reference = await filed(here)
        await family.send("He has one scar")
        mine = family.messages[-2]
        family.looks_away()
        here.emulator.people.edit(
            {
                "user_id": family.id,
                "chat_id": family.id,
                "message_id": mine["message_id"],
                "text": "He has two scars",
            }
        )
        await family.answer("correction")
        assert "two scars" in await here.admin.sees("corrects what it wrote")
        here.admin.write(f"/history {reference}")
        history = await here.admin.sees("History of case")
        assert "one scar" in history
        assert "two scars" in history


async def test_what_is_hidden_in_a_name_is_shown_to_staff(tmp_path: Path) -> None:
    """On the card and in letters; the family reads its own words as it wrote them (fault 57)."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        script = [word.replace("Koval", "Ko\u2067val") for word in SCRIPTS["en"]]
        await family.says(*script)
        assert "Ko\u2067val" in family.read
        await family.pick(SEND["en"])
        assert "Ko⟨U+2067⟩val" in await here.admin.sees("New case")
        await family.send("zero\u200bwidth")
        assert "zero⟨U+200B⟩width" in await here.admin.sees("width")


async def test_broken_characters_do_no_harm(tmp_path: Path) -> None:
    """NUL and a lone surrogate are left out, which both sides are told (fault 56)."""
    async with town(tmp_path / "data") as here, here.bot():
        family, _ = await filed(here)
        family.looks_away()
        person = {"id": family.id, "is_bot": False, "first_name": "O", "language_code": "en"}
        chat = {"id": family.id, "type": "private", "first_name": "O"}
        said = {"message_id": 7, "date": 1, "chat": chat, "from": person, "text": "a\0b\ud83dc"}
        here.emulator.people.update(json.loads(json.dumps({"message": said})))
        assert "left out" in await family.answer("left out")
        notice = await here.admin.sees("abc")
        assert "were left out" in notice


async def test_a_family_that_writes_in_a_group_is_sent_to_the_private_chat(tmp_path: Path) -> None:
    """The bot takes the words away, says where it talks, and leaves (fault 59)."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says("/start")
        people, world = here.emulator.people, here.emulator.world
        group = found_group(world, {"title": "Relatives"})["id"]
        people.member({"chat_id": group, "user_id": family.id, "status": "member"})
        people.say({"user_id": family.id, "chat_id": group, "text": "My son Ivan Koval"})
        await until(lambda: any(c["method"] == "leaveChat" for c in here.emulator.bot_door.calls))
        texts = " ".join(m.get("text", "") for m in world.messages[group].values())
        assert "private chat" in texts
        assert "Koval" not in texts


async def test_an_album_in_the_form_is_answered_once(tmp_path: Path) -> None:
    """Its items come one by one; what does not fit is explained (fault 49)."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"][:9])
        family.looks_away()
        before = len(family.heard)
        for number in range(6):
            told = {"user_id": family.id, "kind": "photo", "media_group_id": "album"}
            here.emulator.people.send_file(
                told, Upload(f"{number}.jpg", "image/jpeg", photograph("JPEG"))
            )
        await family.answer("files fit here")
        assert len(family.heard) == before + 2


async def test_a_look_alike_name_is_found(tmp_path: Path) -> None:
    """Latin letters in a Cyrillic name, or Cyrillic ones in a Latin name (fault 58)."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        script = [word.replace("Koval", "Kоvаl") for word in SCRIPTS["en"]]
        await family.says(*script, SEND["en"])
        reference = reference_in(family.read)
        await here.admin.sees("New case")
        for name in ("Anna Koval", "Анна Коваль"):
            assert grouped(reference) in await here.admin.send(f"/find {name}")
