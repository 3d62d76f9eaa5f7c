"""A family files an inquiry and hears back, over HTTP, with the real client and a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.reference import grouped
from tests.journeys.scripts import PASSED_ON, SCRIPTS, SEARCHING, SEND
from tests.kit import reference_in, town


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_a_family_files_an_inquiry_and_hears_back(language: str, tmp_path: Path) -> None:
    """From /start to the receipt; a reply and a status arrive, the status in the family's language;
    the caseworker learns that they were delivered."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family(language=language)
        await family.says(*SCRIPTS[language])
        receipt = await family.pick(SEND[language])
        reference = reference_in(receipt)
        card = await here.admin.sees("New case")
        assert grouped(reference) in card

        await here.admin.orders(f"/reply {grouped(reference)} Ми читаємо Ваш запит. <b>&amp;</b>")
        assert "Ми читаємо Ваш запит. <b>&amp;</b>" in await family.answer()
        await here.admin.sees("was delivered to the family")

        await here.admin.orders(f"/status {reference} tracing")
        assert SEARCHING[language] in await family.answer()

        await family.send("Дякую, чекаю. У нього шрам на руці.")
        assert family.read == PASSED_ON[language]
        assert "У нього шрам на руці" in await here.admin.sees("The family writes")


async def test_the_conversation_goes_on_after_everything_was_closed(tmp_path: Path) -> None:
    """Close the bot and start it again at any question: the conversation continues there."""
    async with town(tmp_path / "data") as here:
        family = here.family()
        script = SCRIPTS["en"]
        async with here.bot():
            await family.says(*script[:8])
        async with here.bot():
            await family.says(*script[8:])
            assert "Please check all your answers" in family.read
            await family.pick(SEND["en"])
            assert reference_in(family.read)


async def test_a_stranger_in_the_group_learns_nothing(tmp_path: Path) -> None:
    """Someone who is not staff gets one and the same answer, whether or not a case exists."""
    async with town(tmp_path / "data") as here, here.bot():
        family, stranger = here.family(), here.stranger()
        await family.says(*SCRIPTS["en"], SEND["en"])
        reference = reference_in(family.read)
        await here.admin.sees("New case")
        real = await stranger.send(f"/case {reference}")
        wrong = await stranger.send("/case 0123 456 789 01 23 450")
        said = await stranger.send(f"/reply {reference} You must pay")
        assert real == wrong == said == "This is not available."
        assert "You must pay" not in family.read


async def test_an_undeliverable_reply_is_told(tmp_path: Path) -> None:
    """The family blocks the bot: the caseworker learns it, and of the reply that did not arrive."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        reference = reference_in(family.read)
        here.emulator.people.block({"user_id": family.id, "blocked": True})
        await here.admin.sees("has stopped this chat")
        await here.admin.orders(f"/reply {reference} Hello")
        await here.admin.sees("could not be delivered")
        assert "cannot be reached" in await here.admin.send(f"/case {reference}")


async def test_a_family_that_wishes_no_messages_gets_none_until_it_asks(tmp_path: Path) -> None:
    """Pull only: nothing is pushed; /status brings the status and the letters that wait."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        script = [*SCRIPTS["en"]]
        script[3] = "Do not write, I will ask"
        await family.says(*script, SEND["en"])
        reference = reference_in(family.read)
        count = len(family.heard)
        await here.admin.orders(f"/reply {reference} We have a question")
        await here.admin.sees("waits until the family opens it")
        assert len(family.heard) == count
        family.write("/status")
        assert "We have a question" in await family.sees("a caseworker writes")
        await here.admin.sees("was delivered to the family")


async def test_a_neutral_message_reveals_nothing(tmp_path: Path) -> None:
    """Neutral: the push says only that there is a message; a tap shows it."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        script = [*SCRIPTS["en"]]
        script[3] = "Only neutral messages"
        await family.says(*script, SEND["en"])
        reference = reference_in(family.read)
        await here.admin.orders(f"/reply {reference} We have a question")
        assert await family.answer() == "You have a new message."
        await family.pick("Read")
        assert "We have a question" in family.read


async def test_the_queue_and_the_case_are_shown(tmp_path: Path) -> None:
    """The queue lists open cases; /case shows the answers; an illegal step is refused."""
    async with town(tmp_path / "data") as here, here.bot():
        family = here.family()
        await family.says(*SCRIPTS["en"], SEND["en"])
        reference = reference_in(family.read)
        await here.admin.sees("New case")
        assert grouped(reference) in await here.admin.send("/queue")
        assert "First name: Anna" in await here.admin.send(f"/case {reference}")
        assert "cannot go from" in await here.admin.send(f"/status {reference} reunified")
        assert "a digit may be wrong" in await here.admin.send("/case 123")
        assert "/reply" in await here.admin.send("/help")
