"""What can happen to a conversation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.core.value import Value

FileKind = Literal["photo", "document", "voice", "video", "audio"]


class TextSent(Value):
    """Someone wrote. `dropped` characters of it can be stored nowhere and are left out."""

    kind: Literal["text"] = "text"
    text: str
    dropped: int = 0


class ChoicePicked(Value):
    """Someone tapped a choice. The token comes from a client and may be old or forged."""

    kind: Literal["choice"] = "choice"
    token: str


class CommandGiven(Value):
    """Someone gave a command, named without its slash, in lower case."""

    kind: Literal["command"] = "command"
    name: str
    argument: str = ""


class FileSent(Value):
    """Someone sent a file. `remote` is the channel's handle of it; `size` is in bytes."""

    kind: Literal["file"] = "file"
    file: FileKind
    remote: str
    unique: str
    name: str | None = None
    mime: str | None = None
    size: int | None = Field(default=None, ge=0)
    caption: str = ""
    album: str | None = None


class Forwarded(Value):
    """Someone passed on a message that was written elsewhere; `is_ours` where the bot wrote it."""

    kind: Literal["forwarded"] = "forwarded"
    text: str
    is_ours: bool = False


class ContactShared(Value):
    """Someone sent a contact card or their own telephone number."""

    kind: Literal["contact"] = "contact"
    telephone: str


class LocationShared(Value):
    """Someone sent a point on the map, in degrees."""

    kind: Literal["location"] = "location"
    latitude: float
    longitude: float


class TextEdited(Value):
    """Someone changed a message sent before; `original` is the key that message came under."""

    kind: Literal["edit"] = "edit"
    original: str
    text: str
    dropped: int = 0


class UnreadableSent(Value):
    """Someone sent what the bot cannot take: a sticker, a poll, a game."""

    kind: Literal["unreadable"] = "unreadable"
    what: str


class DeadlinePassed(Value):
    """The conversation's own deadline came."""

    kind: Literal["deadline"] = "deadline"


class Blocked(Value):
    """The family stopped the bot, or let it back in."""

    kind: Literal["blocked"] = "blocked"
    blocked: bool


Trigger = (
    TextSent
    | ChoicePicked
    | CommandGiven
    | FileSent
    | Forwarded
    | ContactShared
    | LocationShared
    | TextEdited
    | UnreadableSent
    | DeadlinePassed
    | Blocked
)
