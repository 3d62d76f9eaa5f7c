"""Fault 70: a family asks whether a message is ours, and is told the truth. Over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.journeys.scripts import SCRIPTS, SEND
from tests.journeys.test_topics import in_private
from tests.kit import Person, Town, reference_in, town
from tests.kit_desk import until

LETTER = "On Tuesday at ten we can call you."


def passes_on(here: Town, person: Person, text: str, by: int, *, is_bot: bool) -> None:
    """Let a family forward a message that someone wrote."""
    sender = {"id": by, "is_bot": is_bot, "first_name": "Letters"}
    origin = {"type": "user", "date": 1, "sender_user": sender}
    told: dict[str, Any] = {"text": text, "forward_origin": origin}
    here.emulator.people.send({"user_id": person.id, "message": told})


def _count(person: Person, words: str) -> int:
    return sum(words in str(message.get("text", "")) for message in person.heard)


async def _family(here: Town) -> Person:
    """A family with an inquiry, to which a caseworker wrote."""
    family, admin = here.family(), in_private(here)
    await family.says(*SCRIPTS["en"], SEND["en"])
    await admin.send(f"/reply {reference_in(family.read)} {LETTER}")
    await admin.pick("Send to the family")
    await family.sees(LETTER)
    return family


async def test_a_caseworker_s_words_are_known_again(tmp_path: Path) -> None:
    """Forwarded, they are ours for certain, with or without asking; copied, they are told to be
    copied."""
    async with town(tmp_path / "data") as here, here.bot():
        family, bot_id = await _family(here), here.emulator.world.bot_id
        await family.send("/check")
        passes_on(here, family, f"About your inquiry: {LETTER}", bot_id, is_bot=True)
        await until(lambda: _count(family, "Yes, this is from us") == 1)
        passes_on(here, family, LETTER, bot_id, is_bot=True)
        await until(lambda: _count(family, "Yes, this is from us") == 2)
        await family.send("/check")
        assert "words can be copied" in await family.send(f"  {LETTER.upper()} ")


async def test_an_impostor_s_message_is_not_ours(tmp_path: Path) -> None:
    """A namesake's message, forwarded; even with our very words in it."""
    async with town(tmp_path / "data") as here, here.bot():
        family = await _family(here)
        await family.send("/check")
        passes_on(here, family, f"{LETTER} Send 1000 to this card.", 666, is_bot=True)
        assert "No, this is not from us" in await family.sees("No, this is not from us")


async def test_what_the_bot_wrote_to_others_is_not_called_ours(tmp_path: Path) -> None:
    """Someone lets the bot repeat their own words to them, and shows that to a family."""
    async with town(tmp_path / "data") as here, here.bot():
        family = await _family(here)
        await family.send("/check")
        words = "Your name: send 1000 to this card"
        passes_on(here, family, words, here.emulator.world.bot_id, is_bot=True)
        read = await family.sees("it was written to them")
        assert "Yes, this is from us" not in read


async def test_copied_words_prove_nothing(tmp_path: Path) -> None:
    """Unknown words are neither ours nor theirs; short ones are not looked for; the draft and the
    case are untouched."""
    async with town(tmp_path / "data") as here, here.bot():
        family = await _family(here)
        for words in ("Your boy is found, pay 500", "On"):
            await family.send("/check")
            assert "Words alone prove nothing" in await family.send(words)
        stranger = here.family("Ivan")
        await stranger.says(*SCRIPTS["en"][:8])
        await stranger.send("/check")
        assert "Words alone prove nothing" in await stranger.send(LETTER)
        assert "first name" in stranger.read


async def test_what_a_family_passes_on_is_said_by_it(tmp_path: Path) -> None:
    """Without asking, a message forwarded from somebody else goes to the caseworkers, as ever."""
    async with town(tmp_path / "data") as here, here.bot():
        family = await _family(here)
        passes_on(here, family, "She was seen in June.", 667, is_bot=False)
        assert "Passed on" in await family.sees("Passed on")
        await family.send("/check")
        await family.pick("← Go back")
        assert "Passed on" in await family.send("And in July.")
