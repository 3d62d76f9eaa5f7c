"""What comes in and what goes out, still independent of any wire."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.core.case import Address
from bot.core.say import Prompt
from bot.core.triggers import FileKind, Trigger
from bot.core.value import Value


class Footprint(NamedTuple):
    """A message that stands in a chat, by the channel's handle of it."""

    address: Address
    surface: str


def is_lane(address: Address) -> bool:
    """Whether an address is one of the staff group's lanes (`bot.notices.Desk`), and no chat."""
    return "/" in address.id


class Inbound(Value):
    """Something a family did, as a channel understood it.

    `key` names the event once and for all, so that a second delivery has no second effect.
    `surface` is the channel's handle of the message whose choice was tapped, `own` that of the
    message the family itself sent.
    """

    address: Address
    key: str
    trigger: Trigger
    at: datetime
    locale_hint: str | None = None
    surface: str | None = None
    own: str | None = None

    @property
    def footprint(self) -> Footprint | None:
        """What it left in the chat."""
        return None if self.own is None else Footprint(self.address, self.own)


DELIVERED_MARK, NOTED_MARK = "👍", "✍"
"""What a message gets whose words arrived, and one that was written down."""


class Urgency(StrEnum):
    """Who waits for a message. Replies overtake bulk, never within one lane."""

    REPLY = "reply"
    BULK = "bulk"


class Document(Value):
    """A file made here, on its way to a member of staff. `content` is base64, to be text."""

    name: str
    content: str
    kind: FileKind = "document"

    @classmethod
    def of(cls, name: str, plain: bytes, kind: FileKind = "document") -> Document:
        """The file of these bytes."""
        return cls(name=name, content=b64encode(plain).decode(), kind=kind)

    @property
    def plain(self) -> bytes:
        """Its bytes."""
        return b64decode(self.content)


class Outgoing(Value):
    """A message on its way to one address, still independent of any wire.

    `replaces` is the surface of a message it should take the place of, where the channel can.
    `files` are file ids of our store, sent before the text. `report_to` is told, in
    `report_locale`, whether the message about `case_id` arrived; `report_on` is the surface of
    its author's own message, which gets a `mark` then: that is what a report `marks`. A `menu` says
    nothing: from then on the chat offers these commands of the desk; without any, it offers what
    every chat does. What
    `gathers` is a list of cases, written when it is sent; what `wipes` says nothing, and takes
    away the topic it is addressed to. `erases` are surfaces of messages to delete before anything
    is said; what `clears` deletes everything in the chat that is older than so many hours.
    """

    id: str
    address: Address
    prompt: Prompt
    locale: str
    urgency: Urgency = Urgency.REPLY
    replaces: str | None = None
    files: tuple[str, ...] = ()
    document: Document | None = None
    case_id: str | None = None
    report_to: Address | None = None
    report_on: str | None = None
    report_locale: str = "en"
    marks: str | None = None
    mark: str = DELIVERED_MARK
    menu: tuple[str, ...] | None = None
    gathers: bool = False
    wipes: bool = False
    erases: tuple[str, ...] = ()
    clears: int | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to be read in it."""
        return not (self.prompt.says or self.files or self.document)


class Topic(Value):
    """Where the staff group shows a case. A cache: what is wrong in it is made anew.

    `thread` is None where the group has no topics, `card` is the surface of the case's card and
    `drawn` a digest of what stands on it. `told` once the group heard of the case in a list;
    `again` where it was shown before, and what stood there is lost; `doubted` while a card may
    stand there whose arrival nobody confirmed.
    """

    case_id: str
    group: str = ""
    thread: str | None = None
    card: str | None = None
    drawn: str | None = None
    title: str | None = None
    is_closed: bool = False
    told: bool = False
    doubted: bool = False
    again: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether the group has not heard of the case at all."""
        return self.card is None and not self.told


class Card(Value):
    """A case as the staff group is to see it now: its topic's title, and the card on top.

    `face` is a digest of what the card says, its age left out.
    """

    title: str
    prompt: Prompt
    face: str
    is_closed: bool
    topic: Topic

    @property
    def is_shown(self) -> bool:
        """Whether the group sees it so already."""
        shown = (self.topic.drawn, self.topic.title, self.topic.is_closed)
        return self.topic.card is not None and shown == (self.face, self.title, self.is_closed)


class Parcel(Value):
    """An outgoing message leased to the relay. `attempts` counts former tries; `uncertain` those
    of them that may have arrived; `parts_sent` the parts of a long message that surely did.

    `card` is there where the message belongs into a case's topic; `covers` are the cases a list
    tells of. `cleared` is the instant up to which the chat holds nothing of ours any more, once it
    is delivered.
    """

    outgoing: Outgoing
    attempts: int = 0
    uncertain: int = 0
    parts_sent: int = 0
    card: Card | None = None
    covers: tuple[str, ...] = ()
    cleared: datetime | None = None
