"""A message as the calls it takes: files first, albums together, then the text in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from telegram import (
    Bot,
    InputFile,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)

from bot.core.case import Address
from bot.core.say import say
from bot.errors import Refused
from bot.ports import Document, StoredFile
from handlers.telegram.calls import Keyboard, Sent, say_in
from handlers.telegram.length import TEXT_LIMIT, split, units

ALBUM_LIMIT = 10

# Translators: above a message that may have arrived before; short, in brackets
SENT_AGAIN = say("sent again", "(sent again, you may see this twice)")


@dataclass(frozen=True)
class Place:
    """Where a message goes: a chat, and in a group with topics one of them."""

    chat_id: int
    message_thread_id: int | None = None

    @classmethod
    def of(cls, address: Address) -> Place:
        """The place of an address, which is `chat` or `chat/topic`. Raises `Refused`.

        What follows the chat and is no number is a lane's name, and no place of its own.
        """
        chat, _, topic = address.id.partition("/")
        try:
            return cls(int(chat), int(topic) if topic.isdecimal() else None)
        except ValueError:
            raise Refused("not an address of Telegram") from None


@dataclass(frozen=True)
class Words:
    """A piece of text, never parsed as markup; the last one carries the buttons."""

    text: str
    keyboard: Keyboard | None = None
    messages: int = 1

    def noting(self, note: str) -> Words:
        """The same with a line above, if both fit."""
        text = f"{note}\n\n{self.text}"
        return Words(text, self.keyboard) if units(text) <= TEXT_LIMIT else self

    async def send(self, bot: Bot, place: Place) -> tuple[Sent, ...]:
        """Send it."""
        thread = place.message_thread_id
        return (await say_in(bot, place.chat_id, self.text, self.keyboard, thread),)


@dataclass(frozen=True)
class OneFile:
    """A file by itself."""

    file: StoredFile
    messages: int = 1

    def noting(self, note: str) -> OneFile:
        """The same: a file says nothing."""
        return self

    async def send(self, bot: Bot, place: Place) -> tuple[Sent, ...]:
        """Send it."""
        return (Sent.of(await self._send(bot, place)),)

    async def _send(self, bot: Bot, place: Place) -> Message:
        chat, remote, topic = place.chat_id, self.file.remote, place.message_thread_id
        match self.file.kind:
            case "photo":
                return await bot.send_photo(chat, remote, message_thread_id=topic)
            case "voice":
                return await bot.send_voice(chat, remote, message_thread_id=topic)
            case "video":
                return await bot.send_video(chat, remote, message_thread_id=topic)
            case "audio":
                return await bot.send_audio(chat, remote, message_thread_id=topic)
            case "document":
                return await bot.send_document(chat, remote, message_thread_id=topic)


@dataclass(frozen=True)
class Album:
    """Two to ten photographs and videos shown together. Telegram counts each as a message."""

    files: tuple[StoredFile, ...]

    @property
    def messages(self) -> int:
        """How many messages it is."""
        return len(self.files)

    def noting(self, note: str) -> Album:
        """The same: a file says nothing."""
        return self

    async def send(self, bot: Bot, place: Place) -> tuple[Sent, ...]:
        """Send it, and return its messages."""
        media = [
            InputMediaPhoto(file.remote) if file.kind == "photo" else InputMediaVideo(file.remote)
            for file in self.files
        ]
        sent = await bot.send_media_group(
            place.chat_id, media, message_thread_id=place.message_thread_id
        )
        return tuple(map(Sent.of, sent))


@dataclass(frozen=True)
class Made:
    """A file made here."""

    document: Document
    messages: int = 1

    def noting(self, note: str) -> Made:
        """The same: a file says nothing."""
        return self

    async def send(self, bot: Bot, place: Place) -> tuple[Sent, ...]:
        """Send it."""
        chat, topic, name = place.chat_id, place.message_thread_id, self.document.name
        file = InputFile(self.document.plain, filename=name)
        if self.document.kind == "photo":
            return (Sent.of(await bot.send_photo(chat, file, message_thread_id=topic)),)
        return (Sent.of(await bot.send_document(chat, file, message_thread_id=topic)),)


Part = Words | OneFile | Album | Made


def parts_of(
    files: Sequence[StoredFile],
    text: str,
    keyboard: Keyboard | None,
    document: Document | None = None,
) -> tuple[Part, ...]:
    """The calls a message takes, in order. The same message always takes the same ones."""
    *pieces, last = split(text) or ("",)
    words = [Words(piece) for piece in pieces]
    if last:
        words.append(Words(last, keyboard))
    made = () if document is None else (Made(document),)
    return (*_files(files), *words, *made)


def _files(files: Sequence[StoredFile]) -> Iterator[Part]:
    for is_visual, run in groupby(files, key=lambda file: file.kind in {"photo", "video"}):
        several = tuple(run)
        size = ALBUM_LIMIT if is_visual else 1
        for start in range(0, len(several), size):
            chunk = several[start : start + size]
            yield OneFile(chunk[0]) if len(chunk) == 1 else Album(chunk)
