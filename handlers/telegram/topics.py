"""A topic per case: opened, named, its card pinned and kept right, closed with the case.

Telegram lists no topics and tells nobody that one was deleted, so whatever the map says is tried,
and what turns out wrong is made anew, the message with it. A message whose thread Telegram did not
know any more was once let fall into the general topic without a word (tdlib/telegram-bot-api#854):
the thread of everything sent is checked, and what fell is taken away and sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol, TypeVar
from weakref import WeakValueDictionary

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.core.say import Prompt
from bot.errors import Refused, SendError, Throttled, Uncertain, Unreachable
from bot.notices import anew
from bot.ports import Card, Parcel, Topic
from handlers.telegram.failures import ThreadLost, ThreadShut, tried
from handlers.telegram.hall import Hall
from handlers.telegram.keyboard import Speech, keyboard
from handlers.telegram.length import split
from handlers.telegram.parts import SENT_AGAIN, Place, Words
from handlers.telegram.purse import Purse

TRIES = 3
TITLE_LIMIT = 128
_SAME = "not_modified"
_NO_FORUM = "not a forum"

T = TypeVar("T")


class Say(Protocol):
    """Says the message itself; all of it where the topic is new."""

    async def __call__(self, place: Place, *, is_new: bool) -> str | None:
        """Say it, and return its surface."""
        ...


Send = Callable[[Words, Place], Awaitable[str]]
Edit = Callable[[Place, int, Words], Awaitable[bool]]

log = structlog.get_logger(__name__)


class Topics:
    """Shows cases in the staff group. `send` and `edit` are the channel's own."""

    def __init__(self, bot: Bot, speech: Speech, hall: Hall, send: Send, edit: Edit) -> None:
        self._bot, self._speech, self._hall = bot, speech, hall
        self._send, self._edit = send, edit
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(self, card: Card, parcel: Parcel, purse: Purse, say: Say) -> str | None:
        """Say something in a case's topic, the topic and its card being right before and after.

        `say` is told where; it may be called again where a topic turned out to be gone.
        """
        case_id = card.topic.case_id
        lock = self._locks.setdefault(case_id, asyncio.Lock())
        async with lock:
            for _ in range(TRIES):
                topic = await self._hall.topic(case_id)
                try:
                    return await self._visit(topic, card, parcel, purse, say)
                except ThreadLost:
                    log.warning("topic_lost", case=case_id)
                    await self._hall.keep(Topic(case_id=case_id, told=topic.told, again=True))
                except ThreadShut:
                    await self._reopen(topic)
        raise Unreachable("the topic is not to be had")

    async def _visit(
        self, topic: Topic, card: Card, parcel: Parcel, purse: Purse, say: Say
    ) -> str | None:
        is_new = topic.thread is None and self._hall.has_topics
        if is_new:
            topic = await self._opened(topic, card, purse)
        place = Place(self._hall.present, None if topic.thread is None else int(topic.thread))
        topic = await self._carded(topic, card, parcel, purse, place)
        surface = await say(place, is_new=is_new)
        try:
            await self._labelled(topic, card, purse)
        except (Throttled, Unreachable):
            # What was said would be said again. The case's next message, or its card, sees to it.
            if surface is None:
                raise
        return surface or topic.card

    async def _opened(self, topic: Topic, card: Card, purse: Purse) -> Topic:
        """A new topic for the case, or none where the group has no topics."""
        await purse.spend()
        title = card.title[:TITLE_LIMIT]
        try:
            made = await _tried(self._bot.create_forum_topic(self._hall.present, title))
        except Refused as refusal:
            await self._hall.without_topics(is_forum=_NO_FORUM not in str(refusal).lower())
            return topic
        fresh = {"thread": str(made.message_thread_id), "card": None, "title": card.title}
        opened = topic.model_copy(update={**fresh, "is_closed": False})
        await self._hall.keep(opened)
        return opened

    async def _carded(
        self, topic: Topic, card: Card, parcel: Parcel, purse: Purse, place: Place
    ) -> Topic:
        """The card shown as it is to be: edited where it stands, else sent and pinned."""
        if topic.card is not None and topic.drawn == card.face:
            return topic
        locale = parcel.outgoing.locale
        first, *rest = self._pieces(card.prompt, locale)
        if topic.again:
            rest += self._pieces(anew(card), locale)
        if topic.card is None and topic.doubted:
            first = first.noting(self._speech.text(SENT_AGAIN, locale))
        surface = topic.card
        await purse.spend()
        if surface is None or not await self._edit(place, int(surface), first):
            if surface is not None:
                await purse.spend()
            surface = await self._put_up(topic, first, place)
            await self._pin(place, int(surface))
            for piece in rest:
                await purse.spend()
                await _surely(self._send(piece, place))
        drawn = {"card": surface, "drawn": card.face, "again": False, "doubted": False}
        shown = topic.model_copy(update=drawn)
        await self._hall.keep(shown)
        return shown

    async def _put_up(self, topic: Topic, first: Words, place: Place) -> str:
        """Send a card. Should it be there twice, the second says so.

        The doubt is kept before the try: whoever is killed in the middle of it, and goes on with
        another message of the case, knows of it. It is no doubt about the message below the card.
        """
        await self._hall.keep(topic.model_copy(update={"doubted": True}))
        try:
            return await self._send(first, place)
        except Uncertain as doubt:
            failure = Unreachable(str(doubt))
        except SendError:
            await self._hall.keep(topic)
            raise
        raise failure

    def _pieces(self, prompt: Prompt, locale: str) -> tuple[Words, ...]:
        """A card in pieces that fit; the first is the one that is pinned and has the buttons."""
        first, *rest = split(self._speech.prompt(prompt, locale))
        buttons = keyboard(prompt, self._speech, locale)
        return (Words(first, buttons), *(Words(piece) for piece in rest))

    async def _pin(self, place: Place, message_id: int) -> None:
        """Pin a card in its topic. That may fail: a card that is not pinned is still a card."""
        if place.message_thread_id is None:
            return
        with suppress(TelegramError):
            await self._bot.pin_chat_message(place.chat_id, message_id, disable_notification=True)

    async def _labelled(self, topic: Topic, card: Card, purse: Purse) -> None:
        """The topic's title and door as they are to be. A closed case has a closed topic."""
        if topic.thread is None:
            return
        thread, chat = int(topic.thread), self._hall.present
        if topic.title != card.title:
            await purse.spend()
            await _settled(self._bot.edit_forum_topic(chat, thread, name=card.title[:TITLE_LIMIT]))
        if topic.is_closed != card.is_closed:
            turn = self._bot.close_forum_topic if card.is_closed else self._bot.reopen_forum_topic
            await _settled(turn(chat, thread))
        changed = {"title": card.title, "is_closed": card.is_closed}
        labelled = topic.model_copy(update=changed)
        if labelled != topic:
            await self._hall.keep(labelled)

    async def _reopen(self, topic: Topic) -> None:
        """Open a topic that somebody closed; where the bot may not, its messages wait."""
        thread = int(topic.thread or 0)
        try:
            await _tried(self._bot.reopen_forum_topic(self._hall.present, thread))
        except ThreadLost:
            topic = Topic(case_id=topic.case_id, told=topic.told, again=True)
        except Refused as refusal:
            if _SAME not in str(refusal).lower():
                await self._hall.shut()
                raise Throttled(60.0, is_ours=True) from None
        await self._hall.keep(topic.model_copy(update={"is_closed": False}))


async def _tried(call: Awaitable[T]) -> T:
    """Await a call of the Bot API. A topic made twice is a pity, but no doubt about a message."""
    return await _surely(tried(call))


async def _surely(call: Awaitable[T]) -> T:
    """Send the rest of a card: that is no doubt about the message below it."""
    try:
        return await call
    except Uncertain as doubt:
        failure = Unreachable(str(doubt))
    raise failure


async def _settled(call: Awaitable[bool]) -> None:
    """Change a topic's title or door. What is so already is well, and what may not be stays."""
    try:
        await _tried(call)
    except ThreadLost:
        raise
    except Refused as refusal:
        log.debug("topic_not_changed", reason=str(refusal))
