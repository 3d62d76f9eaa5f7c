"""Tests talk like people: a family with a telephone, a caseworker in the staff group.

Everything between them is real: python-telegram-bot over HTTP, the emulator, the store on disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot import app, speech
from bot.core.reference import LENGTH, read_reference
from bot.ports import Clock
from bot.settings import Settings, read_settings
from handlers.sandbox.emulator import Emulator

PATIENCE = 20.0
"""Seconds a person waits for an answer before the test fails."""

Json = dict[str, Any]


class Person:
    """Someone with a telephone, in one chat: the private one with the bot, or the staff group."""

    def __init__(self, emulator: Emulator, user: Json, chat_id: int | None = None) -> None:
        self._emulator, self.user = emulator, user
        self.id: int = user["id"]
        self.chat_id = self.id if chat_id is None else chat_id
        self._seen = self._newest()

    @property
    def messages(self) -> list[Json]:
        """What stands in the chat, in order."""
        found = self._emulator.world.messages.get(self.chat_id, {})
        return sorted(found.values(), key=lambda message: int(message["message_id"]))

    @property
    def heard(self) -> list[Json]:
        """What the bot wrote in the chat, in order."""
        return [m for m in self.messages if m.get("from", {}).get("is_bot")]

    @property
    def read(self) -> str:
        """The text of the bot's last message."""
        return str(self.heard[-1].get("text", "")) if self.heard else ""

    @property
    def buttons(self) -> dict[str, str]:
        """The buttons under the bot's last message: what each says, and its data."""
        keyboard = self.heard[-1].get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in keyboard for button in row}

    def write(self, text: str) -> None:
        """Write, without waiting."""
        self._seen = self._newest()
        self._emulator.people.say({"user_id": self.id, "chat_id": self.chat_id, "text": text})

    def tap(self, data: str, message_id: int | None = None) -> None:
        """Tap a button by its data, without waiting; below the last message, be it there or not."""
        target = self.heard[-1]["message_id"] if message_id is None else message_id
        self._seen = self._newest()
        press = {"user_id": self.id, "chat_id": self.chat_id, "message_id": target, "data": data}
        self._emulator.people.press({**press, "forged": True})

    def looks_away(self) -> None:
        """What stands there now is read; `answer` waits for more."""
        self._seen = self._newest()

    async def send(self, text: str) -> str:
        """Write, and read the answer."""
        self.write(text)
        return await self.answer()

    async def pick(self, label: str) -> str:
        """Tap the button with these words, and read the answer."""
        self.tap(self.buttons[label])
        return await self.answer()

    async def orders(self, text: str, confirming: str = "Send to the family") -> None:
        """Give a command that is shown first, and tap its confirmation."""
        before = self._newest()[0]
        self.write(text)
        async with asyncio.timeout(PATIENCE):
            while True:
                found = self._button(confirming, before)
                if found is not None:
                    return self.tap(found[1], found[0])
                await asyncio.sleep(0.005)

    def _button(self, label: str, after: int) -> tuple[int, str] | None:
        """The newest message with a button of these words, and what the button carries."""
        for message in reversed(self.heard):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label and message["message_id"] > after:
                        return message["message_id"], button["callback_data"]
        return None

    async def says(self, *texts: str) -> str:
        """Do one thing after the other: tap where a button has these words, else write."""
        for text in texts:
            await (self.pick(text) if self.heard and text in self.buttons else self.send(text))
        return self.read

    async def answer(self, containing: str = "") -> str:
        """Wait for a new message of the bot, or one edited; with these words in it, if any."""
        async with asyncio.timeout(PATIENCE):
            while True:
                newest = self._newest()
                if newest != self._seen and containing in self.read:
                    self._seen = newest
                    return self.read
                await asyncio.sleep(0.005)

    async def sees(self, words: str) -> str:
        """Wait until some message of the bot in this chat has these words, and read it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for message in reversed(self.heard):
                    if words in (text := str(message.get("text") or message.get("caption") or "")):
                        return text
                await asyncio.sleep(0.005)

    def _newest(self) -> tuple[int, str]:
        """The last message and its text: a changed keyboard alone is no answer."""
        if not self.heard:
            return 0, ""
        return self.heard[-1]["message_id"], self.read


class Town:
    """An emulator, its people, and the settings of a bot that works there."""

    def __init__(self, emulator: Emulator, data: Path) -> None:
        self.emulator, self.data = emulator, data
        self.group = int(emulator.world.settings["staff"])
        self.admin = self._staff("Mariia")

    def family(self, name: str = "Olena", language: str = "en") -> Person:
        """A family with a telephone."""
        told = {"first_name": name, "language_code": language}
        return Person(self.emulator, self.emulator.people.join(told))

    def stranger(self, name: str = "Stranger") -> Person:
        """Someone in the staff group who is not staff."""
        return self._staff(name)

    def _staff(self, name: str) -> Person:
        told = {"first_name": name, "language_code": "en", "kind": "staff"}
        return Person(self.emulator, self.emulator.people.join(told), self.group)

    @property
    def environment(self) -> dict[str, str]:
        """The settings, as an operator would give them."""
        return {
            "HOMEWARD_TOKEN": self.emulator.token,
            "HOMEWARD_API_BASE": self.emulator.url,
            "HOMEWARD_DATA": str(self.data),
            "HOMEWARD_STAFF_CHAT": str(self.group),
            "HOMEWARD_ADMINS": str(self.admin.id),
            "HOMEWARD_STAFF_LANGUAGE": "en",
            "HOMEWARD_SEND_RATE": "0",
            "HOMEWARD_UNDO_SECONDS": "0",
            "HOMEWARD_LOG_LEVEL": "WARNING",
        }

    def settings(self, **changes: str) -> Settings:
        """The same, read; `changes` by their names without the prefix."""
        named = {f"HOMEWARD_{name}": value for name, value in changes.items()}
        given = {**self.environment, **named}
        return read_settings(given, available=speech.available())

    @asynccontextmanager
    async def bot(self, clock: Clock | None = None, **changes: str) -> AsyncIterator[app.App]:
        """The real bot at work in this town, until the block ends."""
        settings = self.settings(**changes)
        async with app.opened(settings, clock) as bot:
            working = asyncio.create_task(bot.run(settings))
            try:
                yield bot
            finally:
                await bot.stop()
                await working


@asynccontextmanager
async def town(data: Path, **emulator: Any) -> AsyncIterator[Town]:
    """A town without a bot yet; its emulator has these options."""
    async with Emulator(**emulator) as running:
        yield Town(running, data)


def reference_in(text: str) -> str:
    """The reference in a text. Fails where there is none."""
    for line in text.splitlines():
        digits = "".join(char for char in line if char.isdecimal())
        if len(digits) == LENGTH and (reference := read_reference(digits)):
            return reference
    raise AssertionError("no reference in this text")
