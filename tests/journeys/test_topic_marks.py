"""What a topic shows beside words: marks, what waits to be opened, corrections. R10, fault 69."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.scripts import SCRIPTS, SEND
from tests.journeys.test_topics import file_inquiry, write_in_vain
from tests.journeys.test_topics_amiss import plan
from tests.kit import reference_in, town
from tests.kit_desk import Group, until


async def test_a_note_that_cannot_be_marked_is_answered(tmp_path: Path) -> None:
    """Reactions may be forbidden in a group: then a word says that it is noted."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        _, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        plan(here, "setMessageReaction", "REACTION_INVALID")
        group.write(here.admin, reference, "Ask the grandmother.")
        await until(lambda: "does not see it" in group.texts(group.topic_of(reference))[-1])


async def test_what_the_family_has_not_opened_stands_on_its_card(tmp_path: Path) -> None:
    """A family that reads on request only: the card says what waits, until it was opened."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group, script = Group(here), list(SCRIPTS["en"])
        script[3] = "Only neutral messages"
        family = here.family()
        await family.says(*script, SEND["en"])
        reference = reference_in(family.read)
        await until(lambda: group.card(reference))
        await group.order(here.admin, reference, "/reply Good day", "Good day")
        await until(lambda: "1 message waits" in group.card(reference)["text"])
        await family.pick("Read")
        await family.sees("Good day")
        await until(lambda: "message waits" not in group.card(reference)["text"])


async def test_a_changed_reply_is_offered_as_a_correction(tmp_path: Path) -> None:
    """Fault 69: the author edits the message in the topic after the family got it."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        await group.order(here.admin, reference, "/reply On Tuesday", "On Tuesday")
        await family.sees("On Tuesday")
        thread = group.topic_of(reference)
        mine = group.written(thread, "/reply On Tuesday")
        told = {"user_id": here.admin.id, "chat_id": group.id, "message_id": mine}
        here.emulator.people.edit({**told, "text": "/reply On Wednesday"})
        await group.confirm(here.admin, reference, "On Wednesday")
        assert "corrects an earlier message" in await family.sees("On Wednesday")


async def test_the_reply_button_takes_the_answer_to_it(tmp_path: Path) -> None:
    """Tap Reply, answer what the bot asks: a preview, then the family has it; the same words
    beside it are a note."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        thread, card = group.topic_of(reference), group.card(reference)["message_id"]
        told = {"user_id": here.admin.id, "chat_id": group.id, "message_id": card}
        here.emulator.people.press({**told, "data": f"desk:reply:{reference}"})
        await until(lambda: "answer this message" in group.texts(thread)[-1])
        asked = group.said(thread)[-1]["message_id"]
        group.answer(here.admin, asked, "Good day, Olena")
        await group.confirm(here.admin, reference, "Good day, Olena")
        await family.sees("Good day, Olena")
        note = group.write(here.admin, reference, "Good day, Olena")["message_id"]
        await until(lambda: group.marks(note) == ["✍"])
        assert sum("Good day, Olena" in str(m.get("text")) for m in family.heard) == 1


async def test_what_could_not_be_delivered_comes_back(tmp_path: Path) -> None:
    """Its author has the words again, to send them another way."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        _, report = await write_in_vain(here, Group(here))
        assert "This is what you wrote" in report
        assert "Good day" in report
