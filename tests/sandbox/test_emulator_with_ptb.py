"""python-telegram-bot, the real one, over HTTP: what it asks for, the emulator gives."""

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from tests.sandbox.emulator_stage import Stage


@pytest.fixture
async def bot(forum: Stage) -> AsyncIterator[Bot]:
    """A bot of python-telegram-bot that talks to the emulator."""
    url = forum.emulator.url
    bot = Bot(forum.emulator.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    async with bot:
        yield bot


async def test_it_converses(forum: Stage, bot: Bot) -> None:
    """It reads what people write and tap, and sends, edits, answers and deletes."""
    user = await forum.family()
    await forum.do("say", user_id=user, text="/start x")
    update = (await bot.get_updates(allowed_updates=Update.ALL_TYPES))[0]
    assert update.message is not None
    assert update.message.entities[0].type == "bot_command"
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a")]])
    sent = await bot.send_message(user, "x", reply_markup=markup)
    where: Any = {"chat_id": user, "message_id": sent.message_id}
    await forum.do("press", **where, user_id=user, data="a")
    update = (await bot.get_updates(offset=update.update_id + 1))[0]
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert await bot.answer_callback_query(update.callback_query.id, "hi")
    edited = await bot.edit_message_text("y", **where)
    assert not isinstance(edited, bool)
    assert edited.text == "y"
    assert edited.edit_date is not None
    assert await bot.send_chat_action(user, "typing")
    assert await bot.set_message_reaction(user, sent.message_id, "👍")
    assert await bot.pin_chat_message(user, sent.message_id)
    assert await bot.delete_message(user, sent.message_id)


async def test_it_sends_and_fetches_files(forum: Stage, bot: Bot) -> None:
    """Uploads, albums and downloads go through."""
    user = await forum.family()
    sent = await bot.send_document(user, io.BytesIO(b"paper"), filename="a.pdf", caption="c")
    assert sent.document is not None
    assert sent.document.file_name == "a.pdf"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"paper"
    files = [InputMediaDocument(b"one", filename="1"), InputMediaDocument(b"two", filename="2")]
    album = await bot.send_media_group(user, files)
    assert album[0].media_group_id == album[1].media_group_id


async def test_it_understands_groups(forum: Stage, bot: Bot) -> None:
    """Chats, members and topics parse."""
    group, user = forum.emulator.staff_chat_id, await forum.staff()
    chat = await bot.get_chat(group)
    assert (chat.type, chat.is_forum) == ("supergroup", True)
    admins = await bot.get_chat_administrators(group)
    assert admins[0].user.id == bot.id
    assert (await bot.get_chat_member(group, user)).status == "member"
    assert await bot.get_chat_member_count(group) == 2
    topic = await bot.create_forum_topic(group, "Case 7")
    thread = topic.message_thread_id
    sent = await bot.send_message(group, "x", message_thread_id=thread)
    assert sent.is_topic_message
    assert await bot.edit_forum_topic(group, thread, name="B")
    assert await bot.close_forum_topic(group, thread)
    assert await bot.reopen_forum_topic(group, thread)
    assert await bot.delete_forum_topic(group, thread)
    await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    await forum.do("member", chat_id=group, user_id=user, status="kicked")
    kinds = {
        "chat_member" if update.chat_member else "message" for update in await bot.get_updates()
    }
    assert kinds == {"chat_member", "message"}


async def test_it_describes_itself(bot: Bot) -> None:
    """Names, menus and webhooks parse."""
    assert await bot.set_my_commands([BotCommand("start", "Begin")], language_code="uk")
    assert (await bot.get_my_commands(language_code="uk"))[0].description == "Begin"
    assert await bot.set_my_name("Homeward")
    assert (await bot.get_my_name()).name == "Homeward"
    assert await bot.set_my_description("d")
    assert (await bot.get_my_description()).description == "d"
    assert await bot.set_chat_menu_button()
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert await bot.delete_webhook()


async def test_it_meets_the_refusals_it_knows(forum: Stage, bot: Bot) -> None:
    """Refusals come out as the library's own errors."""
    user = await forum.family()
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(user, "x" * 4097)
    await forum.do("enforce", per_chat=True)
    for _ in range(5):
        await bot.send_message(user, "x")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(user, "x")
    assert refusal.value.retry_after == timedelta(seconds=5)
    await forum.do("block", user_id=user, blocked=True)
    await forum.do("enforce")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(user, "x")
    group, _ = forum.emulator.staff_chat_id, await forum.staff()
    moved = await forum.do("migrate", chat_id=group)
    with pytest.raises(ChatMigrated) as migration:
        await bot.send_message(group, "x")
    assert migration.value.new_chat_id == moved["new_chat_id"]
    stranger = Bot("424242:" + "x" * 35, base_url=f"{forum.emulator.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
