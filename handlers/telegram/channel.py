"""The Channel port on Telegram: a message for one address becomes calls of the Bot API."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, TelegramError

from bot.core.desk import DESK_MENU
from bot.core.say import Say, say
from bot.errors import Gone, Moved, Refused, SendError, Throttled, Uncertain, Unreachable
from bot.pacing import Pace
from bot.ports import Clock, Outgoing, Parcel, StoredFile
from bot.ports.mail import DELIVERED_MARK
from handlers.telegram.calls import Sent, reword
from handlers.telegram.erasing import erased
from handlers.telegram.failures import ThreadLost, ThreadShut, translated, tried
from handlers.telegram.hall import Hall
from handlers.telegram.keyboard import Speech, keyboard
from handlers.telegram.parts import SENT_AGAIN, Album, OneFile, Part, Place, Words, parts_of
from handlers.telegram.purse import Purse
from handlers.telegram.topics import Topics

log = structlog.get_logger(__name__)

# Translators: above a message whose photograph or file the messenger did not accept
FILE_LOST = say("file lost", "(A file that belongs here could not be sent.)")

_UNCHANGED = "message is not modified"


LOST_FOR = 60.0
"""Seconds to leave a staff group alone in which the bot is not."""


class TelegramChannel:
    """Sends texts as they are, without markup or link previews.

    Whoever calls `send` has taken the pace of one message; what it takes beyond that is taken here.
    `hall` is the staff group, where there is one.
    """

    name = "telegram"

    def __init__(
        self, bot: Bot, speech: Speech, clock: Clock, pace: Pace, hall: Hall | None = None
    ) -> None:
        self._bot, self._speech, self._clock, self._pace = bot, speech, clock, pace
        self._hall, self._topics = (
            hall,
            (
                None
                if hall is None
                else Topics(bot, speech, hall, self._send_words, self._could_edit)
            ),
        )

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Carry one message, from the first part not surely sent; returns the last one's id.

        A failure tells by `parts_sent` how far it came. What may have arrived before is sent
        again with a line that says so, and only once Telegram has answered a harmless call.
        """
        hall, outgoing = self._hall, parcel.outgoing
        purse = Purse(outgoing, self._clock, self._pace)
        if hall is None or not hall.has(outgoing.address):
            return await self._carry(parcel, files, Place.of(outgoing.address), purse)
        failure: SendError
        try:
            return await self._carry_to_hall(parcel, files, purse, hall)
        except Moved as moved:
            await hall.moved(int(moved.to))
            failure = Unreachable("the staff group has another id now")
        except Gone:
            await hall.lost()
            failure = Throttled(LOST_FOR)
        raise failure

    async def _carry_to_hall(
        self, parcel: Parcel, files: tuple[StoredFile, ...], purse: Purse, hall: Hall
    ) -> str | None:
        card, outgoing = parcel.card, parcel.outgoing
        if outgoing.wipes:
            await self._wipe(hall.place(outgoing.address))
            return None
        if card is None or self._topics is None:
            return await self._carry(parcel, files, hall.place(outgoing.address), purse)
        says_nothing = not (outgoing.prompt.says or files or outgoing.document)

        async def say(place: Place, *, is_new: bool) -> str | None:
            if says_nothing:
                return None
            whole = parcel.model_copy(update={"parts_sent": 0}) if is_new else parcel
            return await self._carry(whole, files, place, purse)

        return await self._topics.show(card, parcel, purse, say)

    async def _wipe(self, place: Place) -> None:
        """Take a topic away, with all that stands in it. What may not be, stays for staff to do."""
        try:
            await tried(self._bot.delete_forum_topic(place.chat_id, place.message_thread_id or 0))
        except Refused as refusal:
            log.warning("topic_not_wiped", reason=str(refusal))

    async def _carry(
        self, parcel: Parcel, files: tuple[StoredFile, ...], place: Place, purse: Purse
    ) -> str | None:
        outgoing = parcel.outgoing
        if outgoing.erases:
            await erased(self._bot, place, outgoing.erases)
            if outgoing.says_nothing:
                return None
        if outgoing.menu is not None:
            await self._offer(outgoing.menu, outgoing.locale, place)
            return None
        if outgoing.marks is not None and await self._marked(outgoing, place, purse):
            return outgoing.marks
        text = self._speech.prompt(outgoing.prompt, outgoing.locale)
        buttons = keyboard(outgoing.prompt, self._speech, outgoing.locale)
        parts = parts_of(files, text, buttons, outgoing.document)
        if not parts:
            raise Refused("nothing to send")
        edited = await self._edited(outgoing, parts, place, purse)
        if edited is not None:
            return edited
        if parcel.uncertain:
            await self._make_sure_of_the_wire()
            parts = self._noted(parts, parcel)
        return await self._send_parts(parts, parcel, place, purse)

    async def _marked(self, outgoing: Outgoing, place: Place, purse: Purse) -> bool:
        """Put a mark to a caseworker's message. In a topic that says enough."""
        with suppress(TelegramError, ValueError):
            message = int(outgoing.marks or "")
            await self._bot.set_message_reaction(place.chat_id, message, outgoing.mark)
            if outgoing.mark == DELIVERED_MARK:
                await purse.spend()
                await self._without_buttons(message, place)
            return place.message_thread_id is not None
        return False

    async def _without_buttons(self, message_id: int, place: Place) -> None:
        """What arrived cannot be taken back any more, so nothing offers that."""
        with suppress(TelegramError), self._pace.timed():
            await self._bot.edit_message_reply_markup(place.chat_id, message_id)

    async def _offer(self, menu: tuple[str, ...], locale: str, place: Place) -> None:
        """Let a chat offer these commands; without any, what every chat offers."""
        scope = BotCommandScopeChat(place.chat_id)
        if not menu:
            await tried(self._bot.delete_my_commands(scope=scope))
            return
        commands = [BotCommand(name, self._speech.text(DESK_MENU[name], locale)) for name in menu]
        await tried(self._bot.set_my_commands(commands, scope=scope))

    async def _send_parts(
        self, parts: tuple[Part, ...], parcel: Parcel, place: Place, purse: Purse
    ) -> str | None:
        surfaces, lost = list[str](), False
        for number, part in enumerate(parts):
            if number < parcel.parts_sent:
                continue
            try:
                await purse.spend(part.messages)
                saying = part.noting(self._told(FILE_LOST, parcel)) if lost else part
                surfaces += await self._send_part(saying, place)
                lost = lost and not isinstance(part, Words)
            except (ThreadLost, ThreadShut):
                raise
            except Refused:
                if isinstance(part, Words) or part is parts[-1]:
                    raise
                log.warning("file_refused", message=parcel.outgoing.id)
                lost = True
            except SendError as failure:
                failure.parts_sent, failure.surface = number, _handle(surfaces)
                raise
        return _handle(surfaces)

    async def _send_words(self, words: Words, place: Place) -> str:
        """Send a piece of text by itself; its handle."""
        return (await self._send_part(words, place))[-1]

    async def _send_part(self, part: Part, place: Place) -> list[str]:
        """Send one part; the handles of its messages. An album that is refused goes file by file,
        for the sake of the others.
        """
        try:
            with self._pace.timed():
                sent = await tried(part.send(self._bot, place))
        except (ThreadLost, ThreadShut):
            raise
        except Refused:
            if not isinstance(part, Album):
                raise
        else:
            await self._check_thread(sent, place)
            return [str(each.message_id) for each in sent]
        refused, surfaces = 0, list[str]()
        for file in part.files:
            try:
                surfaces += await self._send_part(OneFile(file), place)
            except (ThreadLost, ThreadShut):
                raise
            except Refused:
                refused += 1
        if refused:
            raise Refused("a file of an album")
        return surfaces

    async def _check_thread(self, sent: tuple[Sent, ...], place: Place) -> None:
        """Take away what was let fall out of its topic. Raises `ThreadLost`."""
        thread = place.message_thread_id
        if thread is None or all(one.thread == thread for one in sent):
            return
        log.critical("fell_out_of_topic", count=len(sent))
        for one in sent:
            with suppress(TelegramError):
                await self._bot.delete_message(place.chat_id, one.message_id)
        raise ThreadLost("fell out of its topic")

    def _told(self, line: Say, parcel: Parcel) -> str:
        return self._speech.text(line, parcel.outgoing.locale)

    async def _make_sure_of_the_wire(self) -> None:
        """Ask who we are: the one resend must not be lost to an outage that still lasts."""
        try:
            await tried(self._bot.get_me())
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
        self, outgoing: Outgoing, parts: tuple[Part, ...], place: Place, purse: Purse
    ) -> str | None:
        """The id of the message this one took the place of; None where it has to be sent."""
        only = parts[0]
        surface = outgoing.replaces or ""
        if len(parts) > 1 or not isinstance(only, Words) or not surface.isdecimal():
            return None
        await purse.spend()
        if not await self._could_edit(place, int(surface), only):
            return None
        return surface

    async def _could_edit(self, place: Place, message_id: int, words: Words) -> bool:
        """Try to edit; what cannot be edited any more is to be sent anew.

        An edit made twice is one edit, so here a lost answer is no uncertainty.
        """
        failure: SendError
        try:
            with self._pace.timed():
                await reword(self._bot, place.chat_id, message_id, words.text, words.keyboard)
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


def _handle(surfaces: Sequence[str]) -> str | None:
    """One handle for several messages."""
    return " ".join(surfaces) or None
