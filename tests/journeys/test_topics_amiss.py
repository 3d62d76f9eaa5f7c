"""What goes wrong with topics: nothing is lost, nothing falls into the general topic."""

from __future__ import annotations

import json
from pathlib import Path

from bot.core.reference import grouped
from handlers.sandbox.faults import Fault
from tests.journeys.test_topics import file_inquiry, in_private
from tests.kit import Town, town
from tests.kit_desk import Group, until


def plan(here: Town, method: str, description: str = "", **more: object) -> None:
    """Let the bot's next call of a method in the group be refused so, or as told."""
    refusal = {"error_code": 400, "description": f"Bad Request: {description}"}
    told = more or refusal
    fault = Fault.planned({"method": method, "chat_id": here.emulator.staff_chat_id, **told})
    here.emulator.bot_door.faults.plan(fault)


async def test_what_falls_out_of_its_topic_is_taken_away_and_sent_again(tmp_path: Path) -> None:
    """Telegram takes a stale thread without a word and puts the message elsewhere: the bot sees by
    the thread of what it sent, deletes it, and makes the topic anew."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        before = group.topic_of(reference)
        chat = {"id": group.id, "type": "supergroup", "title": "x"}
        fell = {"message_id": 999, "date": 1, "chat": chat, "text": "x"}
        plan(here, "sendMessage", status=200, body=json.dumps({"ok": True, "result": fell}))
        await family.send("Is there any news?")
        await until(lambda: "any news" in group.texts(group.topic_of(reference))[-1])
        assert group.topic_of(reference) != before
        deleted = [c for c in here.emulator.bot_door.calls if c["method"] == "deleteMessage"]
        assert [call["params"]["message_id"] for call in deleted] in ([999], ["999"])
        assert group.said() == []


async def test_a_topic_that_may_not_be_opened_lets_its_messages_wait(tmp_path: Path) -> None:
    """Closed by somebody, and the bot may not open it: the admins hear of it, nothing is said
    elsewhere, and once it is open the message comes."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        admin, group = in_private(here), Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        group.handle(here.admin, reference, "close")
        plan(here, "reopenForumTopic", "not enough rights to manage topics")
        await family.send("Is there any news?")
        alarm = await admin.sees("A topic in the staff group is closed")
        assert grouped(reference) not in alarm
        assert group.said() == []
        assert len(group.texts(group.topic_of(reference))) == 1


async def test_a_lost_answer_about_a_card_doubts_no_message(tmp_path: Path) -> None:
    """The answer to the card is lost: the card may be there twice, the case's topic is one."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        plan(here, "sendMessage", drop="after")
        _, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        assert len(group.titles) == 1
        assert "seen this twice" not in "".join(group.texts(group.topic_of(reference)))


async def test_a_deleted_card_is_sent_again(tmp_path: Path) -> None:
    """Somebody deletes the card; when the case changes, there is a card again, pinned."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        first = group.card(reference)["message_id"]
        here.emulator.world.drop_message(group.id, first)
        here.emulator.people.block({"user_id": family.id, "blocked": True})
        await until(lambda: "cannot be reached" in group.card(reference)["text"])
        assert group.card(reference)["message_id"] != first


async def test_two_topics_at_once_are_never_made_for_a_case(tmp_path: Path) -> None:
    """A family writes while its topic is being made, slowly: one topic, the card first in it."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        plan(here, "createForumTopic", delay=0.3)
        family, reference = await file_inquiry(here)
        await family.send("Is there any news?")
        await until(lambda: "any news" in group.texts(group.topic_of(reference))[-1])
        assert len(group.titles) == 1
        assert "New case" in group.texts(group.topic_of(reference))[0]
