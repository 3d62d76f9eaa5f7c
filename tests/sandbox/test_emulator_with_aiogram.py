"""aiogram, another library altogether, lives with the emulator as with Telegram."""

import asyncio

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from tests.sandbox.emulator_stage import Stage

MARKUP = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]]
)


def dispatcher() -> Dispatcher:
    """A small bot: it greets, takes a tap, sends a file back."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def greet(message: Message) -> None:
        await message.answer("Shall we?", reply_markup=MARKUP)

    @dispatcher.callback_query(F.data == "yes")
    async def agree(query: CallbackQuery) -> None:
        await query.answer("Good")
        assert isinstance(query.message, Message)
        await query.message.edit_text("We shall")

    @dispatcher.message(F.document)
    async def give_back(message: Message, bot: Bot) -> None:
        assert message.document is not None
        file = await bot.download(message.document)
        assert file is not None
        await message.reply_document(BufferedInputFile(file.read(), "back.txt"))

    return dispatcher


async def until(stage: Stage, chat: int, text: str) -> None:
    """Wait until the telephone shows a text last."""
    async with asyncio.timeout(5):
        while True:
            line = (await stage.look(f"transcript?chat_id={chat}"))[-1]
            if text in (line["text"], line.get("document", {}).get("file_name")):
                return
            await asyncio.sleep(0.01)


async def test_it_polls_and_answers(stage: Stage) -> None:
    """A real aiogram bot polls, greets, takes a tap, edits, fetches a file and sends one."""
    user = (await stage.do("users", first_name="Olena", kind="family"))["id"]
    api = TelegramAPIServer.from_base(stage.emulator.url)
    async with Bot(stage.emulator.token, session=AiohttpSession(api=api)) as bot:
        running = dispatcher()
        polling = asyncio.create_task(running.start_polling(bot, handle_signals=False))
        await stage.do("say", user_id=user, text="/start")
        await until(stage, user, "Shall we?")
        message_id = (await stage.look(f"transcript?chat_id={user}"))[-1]["message_id"]
        where = {"chat_id": user, "message_id": message_id}
        await stage.do("press", **where, user_id=user, data="yes")
        await until(stage, user, "We shall")
        await stage.send_file(user, b"paper", "paper.txt", kind="document")
        await until(stage, user, "back.txt")
        await running.stop_polling()
        await polling


async def test_it_understands_chats(stage: Stage) -> None:
    """Its strict models take what the emulator tells of chats and members."""
    group, user = stage.emulator.staff_chat_id, await stage.staff()
    api = TelegramAPIServer.from_base(stage.emulator.url)
    async with Bot(stage.emulator.token, session=AiohttpSession(api=api)) as bot:
        assert (await bot.me()).username == "homeward_sandbox_bot"
        assert (await bot.get_chat(group)).title == "Homeward staff"
        assert (await bot.get_chat_member(group, user)).status == "member"
        assert (await bot.get_chat_administrators(group))[0].status == "administrator"
        for status in ("creator", "restricted", "left", "kicked"):
            await stage.do("member", chat_id=group, user_id=user, status=status)
            assert (await bot.get_chat_member(group, user)).status == status
        sent = await bot.send_message(group, "<b>x</b>", parse_mode="HTML")
        assert (sent.text, sent.html_text) == ("x", "<b>x</b>")
