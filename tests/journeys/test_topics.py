"""A topic per case in the staff group, through the whole bot. R10, R11, faults 15 to 18."""

from __future__ import annotations

from pathlib import Path

from bot.core.reference import grouped
from handlers.sandbox.files import Upload
from tests.journeys.scripts import PASSED_ON, SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town
from tests.kit_desk import Group, until

ERASE = ("/start", "More …", "Erase everything", "Yes, erase everything")
NAMES = ("John", "Anna", "Koval", "Olena")


async def file_inquiry(here: Town, language: str = "en") -> tuple[Person, str]:
    """A family files an inquiry; who it is, and its reference."""
    family = here.family(language=language)
    await family.says(*SCRIPTS[language], SEND[language])
    return family, reference_in(family.read)


async def write_in_vain(here: Town, group: Group) -> tuple[str, str]:
    """A reply to a family that is no more on the messenger: the reference, and what the topic says
    once that is known."""
    family, reference = await file_inquiry(here)
    await until(lambda: group.card(reference))
    here.emulator.people.block({"user_id": family.id, "deactivated": True})
    await group.order(here.admin, reference, "/reply Good day", "Good day")
    thread, failed = group.topic_of(reference), "could not be delivered"
    await until(lambda: any(failed in text for text in group.texts(thread)))
    return reference, next(text for text in group.texts(thread) if failed in text)


async def test_a_case_gets_a_topic_with_a_pinned_card(tmp_path: Path) -> None:
    """Its title is a mark and the reference; the card has the answers, and buttons; nothing of the
    case stands in the general topic."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        _, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        [title] = group.titles.values()
        assert title == f"🆕 {grouped(reference)}"
        assert not any(name in title for name in NAMES)
        card = group.card(reference)
        for line in ("New case", "Nobody works on it yet.", "First name: Anna", "English"):
            assert line in card["text"]
        data = [b["callback_data"] for row in card["reply_markup"]["inline_keyboard"] for b in row]
        assert f"desk:reply:{reference}" in data
        assert all(len(each) <= 64 for each in data)
        assert group.said() == []


async def test_the_family_s_words_and_files_come_into_its_topic(tmp_path: Path) -> None:
    """What a family writes and sends later stands below its card, in order."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await family.send("He has a scar.")
        assert family.read == PASSED_ON["en"]
        told = {"user_id": family.id, "kind": "document", "caption": "His letter"}
        here.emulator.people.send_file(told, Upload("a.pdf", "application/pdf", b"%PDF-1.7"))
        topic = group.topic_of(reference)
        await until(lambda: any("document" in message for message in group.said(topic)))
        said = group.said(topic)
        assert "He has a scar." in said[1]["text"]
        assert "His letter" in said[2]["text"]
        await until(lambda: "1 file attached" in group.card(reference)["text"])
        assert group.said() == []


async def test_the_card_and_the_title_follow_the_status(tmp_path: Path) -> None:
    """Set a status: the card is edited in place, the topic renamed."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        first = group.card(reference)["message_id"]
        here.emulator.people.block({"user_id": family.id, "blocked": True})
        await until(lambda: "cannot be reached" in group.card(reference)["text"])
        assert group.card(reference)["message_id"] == first
        thread = group.topic_of(reference)
        await until(lambda: "has stopped this chat" in group.texts(thread)[-1])


async def test_a_delivered_reply_is_marked(tmp_path: Path) -> None:
    """In its topic a reply needs no reference; once the family has it, the preview its author
    confirmed gets a mark, and no message more."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        await group.order(here.admin, reference, "/reply Good day", "Good day")
        assert "Good day" in await family.sees("a caseworker writes")
        thread = group.topic_of(reference)
        await until(lambda: any(message.get("reactions") for message in group.said(thread)))
        assert "delivered" not in "".join(group.texts(thread))


async def test_what_could_not_be_delivered_is_said(tmp_path: Path) -> None:
    """The family has blocked the bot without a word of it reaching us: the topic says so within the
    minute, the card as well (R10)."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        reference, _ = await write_in_vain(here, group)
        thread = group.topic_of(reference)
        await until(lambda: "cannot be reached" in group.card(reference)["text"])
        await until(lambda: "has stopped this chat" in "".join(group.texts(thread)))


async def test_words_in_a_topic_are_a_note(tmp_path: Path) -> None:
    """Whoever just writes in a topic writes to colleagues: it is noted, the family gets nothing."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        count = len(family.heard)
        note = group.write(here.admin, reference, "2 brothers? Ask the grandmother.")
        await until(lambda: group.marks(note["message_id"]) == ["✍"])
        assert len(group.texts(group.topic_of(reference))) == 1
        group.write(here.admin, reference, "/history")
        thread = group.topic_of(reference)
        await until(lambda: "Ask the grandmother" in "".join(group.texts(thread)))
        assert len(family.heard) == count


async def test_a_closed_case_closes_its_topic(tmp_path: Path) -> None:
    """Closing renames and closes the topic; reopening opens it, in the same place."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        _, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        thread = group.topic_of(reference)
        topics = here.emulator.world.topics
        await group.order(here.admin, reference, "/close duplicate", "Case")
        await until(lambda: topics[group.id, thread]["is_closed"])
        assert group.titles[thread].startswith("⬛")
        here.admin.write(f"/reopen {reference}")
        confirm = "Send to the family"
        await until(lambda: confirm in here.admin.buttons)
        here.admin.tap(here.admin.buttons[confirm])
        await until(lambda: not topics[group.id, thread]["is_closed"])
        await until(lambda: group.titles[thread].startswith("🔁"))


async def test_an_erased_case_leaves_no_topic(tmp_path: Path) -> None:
    """The family has everything erased: the topic is gone, and the general one says just that."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        await family.says(*ERASE)
        await until(lambda: not group.titles)
        await until(lambda: "has had everything erased" in group.texts()[-1])
        assert not any(name in text for text in group.texts() for name in NAMES)


async def test_a_deleted_topic_is_made_anew(tmp_path: Path) -> None:
    """A topic deleted mid-conversation: the next message makes another, card first; none is lost,
    and nothing falls into the general topic."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        before = group.topic_of(reference)
        group.handle(here.admin, reference, "delete")
        await family.send("Is there any news?")
        await until(lambda: "any news" in group.texts(group.topic_of(reference))[-1])
        thread = group.topic_of(reference)
        assert thread != before
        assert "First name: Anna" in group.card(reference)["text"]
        assert "made anew" in group.texts(thread)[1]
        [[button]] = group.said(thread)[1]["reply_markup"]["inline_keyboard"]
        assert button["callback_data"] == f"desk:history:{reference}"
        assert group.said() == []


async def test_a_closed_topic_is_opened_for_what_comes(tmp_path: Path) -> None:
    """Somebody closes the topic of an open case: it is reopened, and the message is in it."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await until(lambda: group.card(reference))
        group.handle(here.admin, reference, "close")
        await family.send("Is there any news?")
        thread = group.topic_of(reference)
        await until(lambda: "any news" in group.texts(thread)[-1])
        assert group.said() == []


async def test_a_group_without_topics_is_one_stream(tmp_path: Path) -> None:
    """Everything works by reference; the card stands in the stream and is edited there."""
    async with town(tmp_path / "data") as here, here.bot():
        group = Group(here)
        family, reference = await file_inquiry(here)
        await here.admin.sees("New case")
        await family.send("Is there any news?")
        assert grouped(reference) in await here.admin.sees("The family writes")
        here.emulator.people.block({"user_id": family.id, "blocked": True})
        await until(lambda: "cannot be reached" in group.texts()[0])
        assert not here.emulator.world.topics


async def test_without_the_right_to_manage_topics_it_is_one_stream(tmp_path: Path) -> None:
    """A forum where the bot is a mere member: one stream, and the admins hear of it once."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        admin = in_private(here)
        bot_id = here.emulator.world.bot_id
        told = {"chat_id": here.group, "user_id": bot_id, "status": "member"}
        here.emulator.people.member(told)
        group = Group(here)
        for _ in range(2):
            family, reference = await file_inquiry(here)
            await until(lambda ref=reference: grouped(ref) in group.texts()[-1])
        await family.send("Is there any news?")
        await until(lambda: "any news" in group.texts()[-1])
        alarms = [m for m in admin.heard if "may not manage topics" in m["text"]]
        assert len(alarms) == 1


async def test_a_migrated_group_gets_everything_at_its_new_id(tmp_path: Path) -> None:
    """The group moves mid-work: topics and cards are made anew there, also after a restart."""
    async with town(tmp_path / "data", forum=True) as here:
        group = Group(here)
        async with here.bot():
            family, reference = await file_inquiry(here)
            await until(lambda: group.card(reference))
            here.emulator.people.migrate({"chat_id": here.group})
            await family.send("Is there any news?")
            await until(lambda: "any news" in group.texts(group.topic_of(reference))[-1])
        async with here.bot(STAFF_CHAT=str(here.group)):
            await family.send("We wait.")
            await until(lambda: "We wait." in group.texts(group.topic_of(reference))[-1])
            assert len(group.titles) == 1
            assert group.said() == []


async def test_put_out_of_the_group_the_bot_tells_the_admins(tmp_path: Path) -> None:
    """The bot is removed: the admins hear it in private, without a word of any case; once it is
    back, what waited comes."""
    async with town(tmp_path / "data", forum=True) as here, here.bot():
        admin = in_private(here)
        bot = {"chat_id": here.group, "user_id": here.emulator.world.bot_id}
        here.emulator.people.member({**bot, "status": "kicked"})
        alarm = await admin.sees("no longer in the staff group")
        _, reference = await file_inquiry(here)
        assert grouped(reference) not in "".join(m["text"] for m in admin.heard)
        assert not any(name in alarm for name in NAMES)
        here.emulator.people.member({**bot, "status": "administrator"})


def in_private(here: Town) -> Person:
    """The admin's private chat with the bot, begun."""
    admin = Person(here.emulator, here.admin.user)
    admin.write("/start")
    return admin
