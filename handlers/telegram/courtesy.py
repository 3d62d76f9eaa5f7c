"""What nobody waits for, done when there is time: it may be late or never, and blocks nothing.

After a tap the button must stop spinning, and the tapped message shows what was picked. In a
group that is not the staff's, the bot says where it talks, and leaves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.core.case import Address
from bot.core.say import say
from bot.pacing import Pace
from handlers.telegram.calls import Keyboard, call, say_in
from handlers.telegram.failures import seconds_of
from handlers.telegram.keyboard import Speech, picked
from handlers.telegram.reading import Tap

# Translators: said once in a group before leaving it; {link} is a web address
ONLY_IN_PRIVATE = say(
    "group",
    "I talk with one family at a time, in a private chat, so that nobody else can read it. "
    "Please write to me here: {link}",
)

MOST_ANSWERS = 256
MOST_MARKS = 32

log = structlog.get_logger(__name__)


class Courtesy:
    """Does these small things in the background, a bounded number at a time."""

    def __init__(self, bot: Bot, speech: Speech, pace: Pace) -> None:
        self._bot, self._speech, self._pace = bot, speech, pace
        self._going: set[asyncio.Task[None]] = set()
        self._leaving: set[int] = set()

    def answer(self, query: str) -> None:
        """Let the button stop spinning. Telegram sets no limit of messages on this."""
        if len(self._going) < MOST_ANSWERS:
            self._go(call(self._bot, "answerCallbackQuery", callback_query_id=query))

    def mark(self, tap: Tap) -> None:
        """Show only the button that was tapped, unless the bot is busy."""
        keyboard = picked(tap.label, tap.token)
        if keyboard is None or len(self._going) >= MOST_MARKS:
            return
        chat = Address(channel="telegram", id=str(tap.chat))
        if self._pace.spare(chat, flight=tap.query):
            self._go(self._marked(tap, keyboard), chat)

    def leave(self, chat_id: int, locale: str, message_id: int | None = None) -> None:
        """Say once in a group where the bot talks, and leave it.

        What was written there is taken away, where the bot may: others read it who need not.
        """
        if message_id is not None and len(self._going) < MOST_ANSWERS:
            self._go(self._bot.delete_message(chat_id, message_id))
        if chat_id not in self._leaving:
            self._leaving.add(chat_id)
            self._go(self._say_and_leave(chat_id, locale))

    async def stop(self) -> None:
        """Forget what is not done yet."""
        for task in self._going:
            task.cancel()
        await asyncio.gather(*self._going, return_exceptions=True)

    async def _marked(self, tap: Tap, keyboard: Keyboard) -> None:
        where = {"chat_id": tap.chat, "message_id": tap.message_id}
        try:
            with self._pace.timed():
                await call(self._bot, "editMessageReplyMarkup", **where, reply_markup=keyboard)
        finally:
            self._pace.landed(tap.query)

    async def _say_and_leave(self, chat_id: int, locale: str) -> None:
        text = self._speech.text(ONLY_IN_PRIVATE.saying(link=self._bot.link), locale)
        try:
            await say_in(self._bot, chat_id, text)
        finally:
            self._leaving.discard(chat_id)
            await self._bot.leave_chat(chat_id)

    def _go(self, call: Coroutine[Any, Any, object], chat: Address | None = None) -> None:
        task = asyncio.create_task(self._politely(call, chat))
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def _politely(self, call: Coroutine[Any, Any, object], chat: Address | None) -> None:
        try:
            await call
        except RetryAfter as error:
            if chat is not None:
                self._pace.hold(chat, seconds_of(error))
        except TelegramError as error:
            log.debug("courtesy_failed", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 -- a courtesy must never do harm
            log.warning("courtesy_failed", error=type(error).__name__)
