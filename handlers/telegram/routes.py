"""Which update goes where: python-telegram-bot's handlers and filters are the routing table.

Its `Application` hands a handler's exception to error handlers and goes on. Here the poller must
learn of it, so that the update is tried again or set aside: `process_error`, which the library
calls for this very decision, raises it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import Bot, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.casework import DeskSaid
from bot.ports import Clock, Inbound
from handlers.telegram.courtesy import Courtesy
from handlers.telegram.hall import Hall
from handlers.telegram.inbound import (
    answered,
    at_a_glance,
    desk,
    family,
    is_absent,
    note,
    tapped_at_desk,
)
from handlers.telegram.reading import Glance, Tap

log = structlog.get_logger(__name__)

Context = Any  # nothing of it is used


class Routes(Application[Any, Any, Any, Any, Any, Any]):
    """An Application whose `process_update` raises what a handler raised.

    What was read at a glance goes to its door without a look at the table.
    """

    def __init__(self, *, doors: Doors, **given: Any) -> None:
        super().__init__(**given)
        self._doors = doors

    async def process_update(self, update: object) -> None:
        """Lead an update to its door."""
        if isinstance(update, Glance):
            await self._doors.glanced(update)
        else:
            await super().process_update(update)

    async def process_error(
        self, update: object, error: Exception, job: object = None, coroutine: object = None
    ) -> bool:
        """Raise it."""
        raise error


@dataclass
class Doors:
    """Where updates lead. `receive` answers True where the tapped message is spent: then it shows
    only what was picked. `desks` are the ids of the staff group, which change when it migrates."""

    receive: Callable[[Inbound], Awaitable[bool | None]]
    attend: Callable[[DeskSaid], Awaitable[bool]]
    courtesy: Courtesy
    clock: Clock
    desks: set[int] = field(default_factory=set)
    hall: Hall | None = None

    async def family(self, update: Update, context: Context) -> None:
        """A family wrote, sent, edited, blocked or unblocked; or staff commanded in private."""
        said = desk(update, context.bot.username) or answered(update, context.bot.id)
        if said is not None and said.private and await self._attend(said):
            return
        inbound = family(update, self.clock.now(), context.bot.id)
        if inbound is not None:
            await self.receive(inbound)

    async def glanced(self, said: Glance) -> None:
        """A family wrote, or tapped a button, which stops spinning whatever comes of it."""
        if isinstance(said, Tap):
            self.courtesy.answer(said.query)
        inbound = at_a_glance(said, self.clock.now())
        if inbound is not None and await self.receive(inbound) and isinstance(said, Tap):
            self.courtesy.mark(said)

    async def tapped(self, update: Update, context: Context) -> None:
        """A button was tapped. It stops spinning whatever comes of it."""
        query = update.callback_query
        if query is None:
            return
        self.courtesy.answer(query.id)
        said = tapped_at_desk(update, self.clock.now(), self.desks)
        if said is not None and await self._attend(said):
            return
        inbound = family(update, self.clock.now())
        if inbound is not None:
            await self.receive(inbound)

    async def desk(self, update: Update, context: Context) -> None:
        """Someone wrote in the staff group."""
        bot = context.bot
        said = desk(update, bot.username) or answered(update, bot.id) or note(update)
        if said is not None:
            await self._attend(said)

    async def _attend(self, said: DeskSaid) -> bool:
        """Whether the desk took it."""
        placed = said if self.hall is None else await self.hall.heard(said)
        return placed is None or await self.attend(placed)

    async def _lost(self) -> None:
        log.critical("staff_group_lost")
        if self.hall is not None:
            await self.hall.lost()

    async def moved(self, update: Update, context: Context) -> None:
        """A group became a supergroup, which has another id; both of them are told so."""
        message = update.message
        if message is None:
            return
        ids = {message.chat.id, message.migrate_to_chat_id, message.migrate_from_chat_id} - {None}
        if ids & self.desks and not ids <= self.desks:
            self.desks.update(chat_id for chat_id in ids if chat_id is not None)
            if self.hall is not None:
                await self.hall.moved(message.migrate_to_chat_id or message.chat.id)

    async def elsewhere(self, update: Update, context: Context) -> None:
        """Someone wrote in a group that is not the staff's, or put the bot into one."""
        chat, person = update.effective_chat, update.effective_user
        message, written = update.message, None
        if message is not None and (message.text or message.effective_attachment):
            written = message.message_id
        if chat is not None:
            language = (person and person.language_code) or "en"
            self.courtesy.leave(chat.id, language, written)

    async def membership(self, update: Update, context: Context) -> None:
        """The bot was blocked or unblocked, or put out of the staff group."""
        change = update.my_chat_member
        if change is not None and change.chat.id in self.desks and is_absent(change):
            await self._lost()
        await self.family(update, context)


async def ids_of(bot: Bot, desk: int | None) -> set[int]:
    """The ids a staff group goes by: the one in the settings, and the one it has since it moved.

    Without the second, the bot would take its own staff group for a strange one, and leave it.
    Telegram tells the new id to who wants to write at the old one (TBA, check_chat): so it types.
    Raises `TelegramError` where it cannot be asked, so that the start is tried again.
    """
    if desk is None:
        return set()
    try:
        await bot.send_chat_action(desk, "typing")
    except ChatMigrated as error:
        log.critical("staff_group_moved")
        return {desk, error.new_chat_id}
    except (BadRequest, Forbidden) as error:
        log.critical("staff_group_unknown", error=type(error).__name__)
    return {desk}


class _AtDesk(filters.MessageFilter):
    def __init__(self, desks: set[int]) -> None:
        super().__init__(name="at the desk")
        self._desks = desks

    def filter(self, message: Message) -> bool:
        return message.chat.id in self._desks


def build(bot: Bot, doors: Doors) -> Routes:
    """The table, first fit wins. Feed it with `process_update` once it is initialized."""
    builder = ApplicationBuilder().application_class(Routes, {"doors": doors})
    routes = builder.bot(bot).updater(None).job_queue(None).build()
    at_desk, new = _AtDesk(doors.desks), filters.UpdateType.MESSAGE
    private, group = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    said, status = new | filters.UpdateType.EDITED_MESSAGE, filters.StatusUpdate
    spoken = ~status.ALL | status.NEW_CHAT_MEMBERS | status.CHAT_CREATED
    for handler in (
        MessageHandler(private & said, doors.family),
        MessageHandler(new & status.MIGRATE, doors.moved),
        MessageHandler(said & at_desk, doors.desk),
        MessageHandler(new & group & spoken, doors.elsewhere),
        CallbackQueryHandler(doors.tapped),
        ChatMemberHandler(doors.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ):
        routes.add_handler(handler)
    return routes  # type: ignore[return-value]  # the builder's types forget the class it is given
