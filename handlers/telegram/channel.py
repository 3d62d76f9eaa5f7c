"""The Channel port on Telegram: a message for one address becomes calls of the Bot API."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

import structlog
from telegram import Bot, InlineKeyboardMarkup
from telegram.error import BadRequest, TelegramError

from bot.core.say import Say, say
from bot.errors import Refused, SendError, Throttled, Uncertain, Unreachable
from bot.pacing import Pace
from bot.ports import Clock, Outgoing, Parcel, StoredFile
from handlers.telegram.failures import translated
from handlers.telegram.keyboard import Speech, keyboard
from handlers.telegram.parts import NO_PREVIEW, Album, OneFile, Part, Place, Words, parts_of

T = TypeVar("T")

log = structlog.get_logger(__name__)

# Translators: above a message that may have arrived before; short, in brackets
SENT_AGAIN = say("sent again", "(sent again, you may see this twice)")

# Translators: above a message whose photograph or file the messenger did not accept
FILE_LOST = say("file lost", "(A file that belongs here could not be sent.)")

SHORT_WAIT = 2.0
"""A part of a long message waits this long for its turn; any longer, the message does."""

_UNCHANGED = "message is not modified"


class TelegramChannel:
    """Sends texts as they are, without markup or link previews.

    Whoever calls `send` has taken the pace of one message; what it takes beyond that is taken here.
    """

    name = "telegram"

    def __init__(self, bot: Bot, speech: Speech, clock: Clock, pace: Pace) -> None:
        self._bot, self._speech, self._clock, self._pace = bot, speech, clock, pace

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Carry one message, from the first part not surely sent; returns the last one's id.

        A failure tells by `parts_sent` how far it came. What may have arrived before is sent
        again with a line that says so, and only once Telegram has answered a harmless call.
        """
        outgoing = parcel.outgoing
        place = Place.of(outgoing.address)
        text = self._speech.prompt(outgoing.prompt, outgoing.locale)
        buttons = keyboard(outgoing.prompt, self._speech, outgoing.locale)
        parts = parts_of(files, text, buttons)
        if not parts:
            raise Refused("nothing to send")
        edited = await self._edited(outgoing, parts, place)
        if edited is not None:
            return edited
        if parcel.uncertain:
            await self._make_sure_of_the_wire()
            parts = self._noted(parts, parcel)
        return await self._send_parts(parts, parcel, place)

    async def _send_parts(
        self, parts: tuple[Part, ...], parcel: Parcel, place: Place
    ) -> str | None:
        surface, paid, lost = None, 1, False
        for number, part in enumerate(parts):
            if number < parcel.parts_sent:
                continue
            try:
                await self._await_turn(parcel.outgoing, part.messages - paid)
                saying = part.noting(self._told(FILE_LOST, parcel)) if lost else part
                surface, paid = await self._send_part(saying, place), 0
                lost = lost and not isinstance(part, Words)
            except Refused:
                if isinstance(part, Words) or part is parts[-1]:
                    raise
                log.warning("file_refused", message=parcel.outgoing.id)
                paid, lost = 0, True
            except SendError as failure:
                failure.parts_sent = number
                raise
        return surface

    async def _send_part(self, part: Part, place: Place) -> str:
        """Send one part. An album that is refused goes file by file, for the sake of the others."""
        try:
            return str((await _tried(part.send(self._bot, place))).message_id)
        except Refused:
            if not isinstance(part, Album):
                raise
        refused, surface = 0, ""
        for file in part.files:
            try:
                surface = await self._send_part(OneFile(file), place)
            except Refused:
                refused += 1
        if refused:
            raise Refused("a file of an album")
        return surface

    def _told(self, line: Say, parcel: Parcel) -> str:
        return self._speech.text(line, parcel.outgoing.locale)

    async def _await_turn(self, outgoing: Outgoing, many: int) -> None:
        while many > 0:
            wait = self._pace.take(outgoing.address, many)
            if wait <= 0:
                return
            if wait > SHORT_WAIT:
                raise Throttled(wait)
            await self._clock.sleep(wait)

    async def _make_sure_of_the_wire(self) -> None:
        """Ask who we are: the one resend must not be lost to an outage that still lasts."""
        try:
            await _tried(self._bot.get_me())
        except Throttled:
            raise
        except SendError as failure:
            raise Unreachable(str(failure)) from None

    def _noted(self, parts: tuple[Part, ...], parcel: Parcel) -> tuple[Part, ...]:
        note = self._told(SENT_AGAIN, parcel)
        noted = list(parts)
        for number in range(parcel.parts_sent, len(parts)):
            part = noted[number]
            if isinstance(part, Words):
                noted[number] = part.noting(note)
                break
        return tuple(noted)

    async def _edited(
        self, outgoing: Outgoing, parts: tuple[Part, ...], place: Place
    ) -> str | None:
        """The id of the message this one took the place of; None where it has to be sent."""
        only = parts[0]
        surface = outgoing.replaces or ""
        if len(parts) > 1 or not isinstance(only, Words) or not surface.isdecimal():
            return None
        if not await self._could_edit(place, int(surface), only.text, only.keyboard):
            return None
        return surface

    async def _could_edit(
        self, place: Place, message_id: int, text: str, buttons: InlineKeyboardMarkup | None
    ) -> bool:
        """Try to edit; what cannot be edited any more is to be sent anew.

        An edit made twice is one edit, so here a lost answer is no uncertainty.
        """
        failure: SendError
        try:
            await self._bot.edit_message_text(
                text,
                place.chat_id,
                message_id,
                reply_markup=buttons,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if _UNCHANGED in error.message.lower():
                return True
            failure = translated(error)
            if isinstance(failure, Refused):
                return False
        except TelegramError as error:
            failure = translated(error)
        else:
            return True
        raise Unreachable(str(failure)) if isinstance(failure, Uncertain) else failure


async def _tried(call: Awaitable[T]) -> T:
    """Await a call; every failure is a `SendError` that remembers nothing of Telegram's."""
    failure: SendError
    try:
        return await call
    except TelegramError as error:
        failure = translated(error)
    except Exception:  # noqa: BLE001 -- python-telegram-bot could not read the answer to a send
        failure = Uncertain("the answer could not be read")
    raise failure
