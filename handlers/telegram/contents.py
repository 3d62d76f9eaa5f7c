"""What a Telegram message holds, as a trigger. Every kind of message has an answer here."""

from __future__ import annotations

import re

from telegram import Message

from bot.core.triggers import (
    CommandGiven,
    ContactShared,
    FileKind,
    FileSent,
    Forwarded,
    LocationShared,
    TextEdited,
    TextSent,
    Trigger,
    UnreadableSent,
)

COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_BROKEN = re.compile("[\0\ud800-\udfff]")
_UNREADABLE = (
    "sticker", "poll", "dice", "game", "story", "invoice", "successful_payment", "paid_media",
    "giveaway", "checklist", "gift", "passport_data", "users_shared", "chat_shared",
)  # fmt: skip


def clean(text: str) -> str:
    """A text without NUL and lone surrogates, which neither UTF-8 nor a database can hold."""
    return _BROKEN.sub("", text)


def trigger_of(message: Message, bot_id: int | None = None) -> Trigger | None:
    """What a message means; None for what the service itself writes, as that a title changed."""
    if message.text is not None and message.forward_origin is not None:
        sender = getattr(message.forward_origin, "sender_user", None)
        is_ours = sender is not None and sender.id == bot_id
        return Forwarded(text=clean(message.text), is_ours=is_ours)
    if message.text is not None:
        return words_of(message.text)
    if message.contact:
        return ContactShared(telephone=clean(message.contact.phone_number))
    if message.location:
        return LocationShared(
            latitude=message.location.latitude, longitude=message.location.longitude
        )
    file = file_of(message)
    if file is not None:
        return file
    what = next((kind for kind in _UNREADABLE if getattr(message, kind, None)), None)
    return None if what is None else UnreadableSent(what=what)


def edit_of(message: Message) -> TextEdited | None:
    """What an edited message means; None for a live location on the move and the like."""
    text = message.text if message.text is not None else message.caption
    if text is None:
        return None
    words = clean(text)
    dropped = len(text) - len(words)
    return TextEdited(original=str(message.message_id), text=words, dropped=dropped)


def file_of(message: Message) -> FileSent | None:
    """The file in a message. Of a photograph's sizes, the largest comes last."""
    if message.photo:
        return _file(message, "photo", message.photo[-1])
    for kind in ("animation", "document", "voice", "video", "video_note", "audio"):
        attachment = getattr(message, kind)
        if attachment is not None:
            return _file(message, _KINDS[kind], attachment)
    return None


# Telegram sets `document` beside `animation` and resends either as a document.
_KINDS: dict[str, FileKind] = {
    "animation": "document",
    "document": "document",
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "audio": "audio",
}


def words_of(written: str) -> Trigger:
    """What a written text means."""
    text = clean(written)
    given = COMMAND.fullmatch(text)
    if given is None:
        return TextSent(text=text, dropped=len(written) - len(text))
    return CommandGiven(name=given[1].lower(), argument=(given[3] or "").strip())


def _file(message: Message, kind: FileKind, attachment: object) -> FileSent:
    name, mime = getattr(attachment, "file_name", None), getattr(attachment, "mime_type", None)
    size = getattr(attachment, "file_size", None)
    return FileSent(
        file=kind,
        remote=str(getattr(attachment, "file_id", "")),
        unique=str(getattr(attachment, "file_unique_id", "")),
        name=clean(name) if name else None,
        mime=clean(mime) if mime else None,
        size=size if size is None or size >= 0 else None,
        caption=clean(message.caption or ""),
        album=message.media_group_id,
    )
