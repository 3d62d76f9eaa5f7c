"""What the staff see in their group: its topics, the cards in them, what fell outside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.core.reference import grouped, read_reference
from tests.kit import PATIENCE, Person, Town

Json = dict[str, Any]


class Group:
    """The staff group of a town, wherever it is at present."""

    def __init__(self, here: Town) -> None:
        self._emulator = here.emulator

    @property
    def id(self) -> int:
        """Its id at present."""
        return self._emulator.staff_chat_id

    @property
    def titles(self) -> dict[int, str]:
        """Its topics: thread and title."""
        every = self._emulator.world.topics.items()
        return {thread: topic["name"] for (chat, thread), topic in every if chat == self.id}

    @property
    def pinned(self) -> list[int]:
        """The messages pinned in it."""
        return list(self._emulator.world.chats[self.id].get("pinned_message_ids", []))

    def topic_of(self, reference: str) -> int:
        """The thread of a case, the newest if there are several. Fails where there is none."""
        name = grouped(reference)
        return max(thread for thread, title in self.titles.items() if title.endswith(name))

    def said(self, thread: int | None = None) -> list[Json]:
        """What the bot wrote in a topic; without one, in the general topic."""
        found = self._emulator.world.messages.get(self.id, {}).values()
        mine = [m for m in found if m["from"]["is_bot"] and m.get("message_thread_id") == thread]
        return sorted((m for m in mine if not _is_service(m)), key=lambda m: int(m["message_id"]))

    def texts(self, thread: int | None = None) -> list[str]:
        """The texts of these."""
        return [str(m.get("text") or m.get("caption") or "") for m in self.said(thread)]

    def marks(self, message_id: int) -> list[str]:
        """The emojis put to a message."""
        message = self._emulator.world.messages[self.id][message_id]
        return [str(one["emoji"]) for one in message.get("reactions", [])]

    def written(self, thread: int, text: str) -> int:
        """The message of a person in a topic that reads so. Fails where there is none."""
        found = self._emulator.world.messages[self.id].values()
        mine = (m for m in found if m.get("message_thread_id") == thread and m.get("text") == text)
        return next(int(m["message_id"]) for m in mine if not m["from"]["is_bot"])

    def card(self, reference: str) -> Json:
        """The pinned card of a case."""
        inside = [m for m in self.said(self.topic_of(reference)) if m["message_id"] in self.pinned]
        return inside[-1]

    def handle(self, who: Person, reference: str, action: str) -> None:
        """Let a member of staff close, reopen or delete a case's topic."""
        thread = self.topic_of(reference)
        told = {"user_id": who.id, "chat_id": self.id, "message_thread_id": thread}
        from handlers.sandbox.staging import Staging  # noqa: PLC0415 -- one place needs it

        Staging(self._emulator.world, self._emulator.people).topic({**told, "action": action})

    def write(self, who: Person, reference: str, text: str) -> Json:
        """Let a member of staff write in a case's topic."""
        told = {"user_id": who.id, "chat_id": self.id, "thread_id": self.topic_of(reference)}
        return self._emulator.people.say({**told, "text": text})

    def answer(self, who: Person, message_id: int, text: str) -> None:
        """Let a member of staff answer a message in the group."""
        thread = self._emulator.world.messages[self.id][message_id]["message_thread_id"]
        told = {"user_id": who.id, "chat_id": self.id, "thread_id": thread, "text": text}
        self._emulator.people.say({**told, "reply_to_message_id": message_id})

    async def order(
        self, who: Person, reference: str, text: str, words: str, label: str = "Send to the family"
    ) -> None:
        """Let a member of staff give a command in a case's topic, and confirm what comes back,
        which holds these words."""
        self.write(who, reference, text)
        await self.confirm(who, reference, words, label)

    async def confirm(
        self, who: Person, reference: str, words: str, label: str = "Send to the family"
    ) -> None:
        """Let a member of staff confirm what came into a case's topic, with these words in it."""
        thread = self.topic_of(reference)
        await until(lambda: self._button(thread, words, label), f"no preview of {words}")
        message_id, data = self._button(thread, words, label)
        told = {"user_id": who.id, "chat_id": self.id, "message_id": message_id}
        self._emulator.people.press({**told, "data": data})

    def _button(self, thread: int, words: str, label: str) -> tuple[int, str]:
        for message in reversed(self.said(thread)):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if button["text"] == label and words in str(message.get("text", "")):
                    return int(message["message_id"]), str(button["callback_data"])
        raise ValueError("there is no such button")


async def until(is_so: Callable[[], object], what: str = "it did not come true") -> None:
    """Wait until something is so; what is not there yet is not so."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not _holds(is_so):
        assert loop.time() < end, what
        await asyncio.sleep(0.01)


def _holds(is_so: Callable[[], object]) -> bool:
    try:
        return bool(is_so())
    except (ValueError, IndexError, KeyError):
        return False


def _is_service(message: Json) -> bool:
    return not {"text", "caption", "photo", "document", "voice", "video"} & message.keys()


def references_in(text: str) -> list[str]:
    """Every reference in a text, in order."""
    lines = ("".join(c for c in line if c.isdecimal()) for line in text.splitlines())
    return [reference for line in lines if (reference := read_reference(line))]
