"""Staff at work in their own chats with the bot, over HTTP; families there are families."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.core.reference import grouped
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import PATIENCE, Person, Town, reference_in, town


def _in_private(here: Town) -> Person:
    return Person(here.emulator, here.admin.user)


async def _gets(who: Person, kind: str) -> None:
    """Wait until someone has a file."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if any(kind in message for message in who.heard):
                return
            await asyncio.sleep(0.01)


async def test_a_case_is_worked_on_without_the_group(tmp_path: Path) -> None:
    """Queue, case, reply by button and confirmation, numbers with a picture, a file."""
    async with town(tmp_path / "data") as here, here.bot():
        family, admin = here.family(), _in_private(here)
        await family.says(*SCRIPTS["en"], SEND["en"])
        reference = reference_in(family.read)
        assert grouped(reference) in await admin.send("/queue")
        assert "First name: Anna" in await admin.send(f"/case {reference}")
        assert "Take it" in admin.buttons or "Assign" in admin.buttons
        asked = await admin.send(f"/reply {reference}")
        assert "answer this message" in asked
        told = {"user_id": admin.id, "text": "Good morning"}
        here.emulator.people.say({**told, "reply_to_message_id": admin.heard[-1]["message_id"]})
        await admin.sees("This is exactly what it would get")
        await admin.pick("Send to the family")
        assert "Good morning" in await family.answer("Good morning")
        await admin.sees("was delivered to the family")
        admin.write("/stats")
        await _gets(admin, "photo")
        assert "The work in numbers" in str(admin.heard)
        admin.write(f"/export {reference} html")
        await _gets(admin, "document")


async def test_a_reply_is_taken_back_in_time(tmp_path: Path) -> None:
    """The family gets nothing, and what is written afterwards arrives."""
    async with town(tmp_path / "data") as here, here.bot(UNDO_SECONDS="3"):
        family, admin = here.family(), _in_private(here)
        await family.says(*SCRIPTS["en"], SEND["en"])
        reference = reference_in(family.read)
        await admin.send(f"/reply {reference} a mistake")
        await admin.pick("Send to the family")
        await admin.pick("Take it back")
        assert "taken back" in admin.read
        await asyncio.sleep(3.5)
        assert "a mistake" not in str([message.get("text") for message in family.heard])


async def test_families_do_not_know_the_desk_s_commands(tmp_path: Path) -> None:
    """The ordinary answer, whether or not a case exists; a forged button changes nothing."""
    async with town(tmp_path / "data") as here, here.bot():
        family, other = here.family(), here.family("Ivan")
        await family.says(*SCRIPTS["en"], SEND["en"])
        reference = reference_in(family.read)
        await other.says("/start", "English")
        for command in ("/queue", f"/case {reference}", f"/reply {reference} Pay now"):
            assert "do not know this command" in await other.send(command)
        other.tap(f"desk:close:{reference}:duplicate")
        await other.answer()
        assert "Pay now" not in str([message.get("text") for message in family.heard])
