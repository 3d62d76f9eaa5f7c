"""A Telegram update as what a family or a caseworker did. It decides nothing.

Families write in private chats. `telegram:<update_id>` names an update once and for all; update
ids may begin anew after an idle week, which the store's memory of 48 hours allows for.
"""

from __future__ import annotations

from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from bot.casework import DeskSaid
from bot.core.case import Address
from bot.core.desk import pressed
from bot.core.triggers import Blocked, ChoicePicked, Trigger, UnreadableSent
from bot.ports import Inbound
from handlers.telegram.contents import COMMAND, clean, edit_of, trigger_of, words_of
from handlers.telegram.keyboard import PICKED_TOKEN
from handlers.telegram.reading import Glance, Tap, Words

CHANNEL = "telegram"
_ABSENT = frozenset({ChatMember.LEFT, ChatMember.BANNED})


def key_of(update_id: object) -> str:
    """The name of an update."""
    return f"{CHANNEL}:{update_id}"


def family(update: Update, now: datetime, bot_id: int | None = None) -> Inbound | None:
    """What a family did; None where nobody did anything, or a bot did, or it was in a group.

    `bot_id` is our own, by which a message of ours that was forwarded is known.
    """
    if update.callback_query:
        return _picked(update, update.callback_query, now)
    if update.my_chat_member:
        return _left_or_came(update, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return None
    trigger = trigger_of(message, bot_id) if update.message else edit_of(message)
    return None if trigger is None else _inbound(update, message, trigger)


def at_a_glance(said: Glance, now: datetime) -> Inbound | None:
    """The same of what was read without the library: private words, or a tap in private."""
    return _wrote(said) if isinstance(said, Words) else _tapped(said, now)


def desk(update: Update, bot_name: str) -> DeskSaid | None:
    """The command given to this bot in the staff group or in private, by whom, and where to answer.

    An anonymous administrator is known by the group only, and will be refused like any stranger.
    What somebody else wrote and one passes on is no command of one's own.
    """
    message = update.message or update.edited_message
    if message is not None and message.forward_origin is not None:
        return None
    given = None if message is None else COMMAND.fullmatch(clean(message.text or ""))
    if message is None or given is None or not _is_for(given[2], bot_name):
        return None
    actor = message.sender_chat or message.from_user
    if actor is None:
        return None
    return _written(update, message, actor, given[1].lower(), (given[3] or "").strip())


def answered(update: Update, bot_id: int) -> DeskSaid | None:
    """Words that answer our question what to write to a family: the same as /reply.

    Which case that is says the question's own buttons, which nobody but the bot can make.
    """
    message = update.message or update.edited_message
    asked = None if message is None else message.reply_to_message
    words = "" if message is None else clean(message.text or "").strip()
    if message is None or asked is None or not words or COMMAND.fullmatch(words):
        return None
    actor, asker = message.from_user, asked.from_user
    reference = _asked_about(asked)
    if reference is None or actor is None or asker is None or asker.id != bot_id:
        return None
    return _written(update, message, actor, "reply", f"{reference} {words}")


def _asked_about(asked: Message) -> str | None:
    """The case of a question what to write: its buttons are the ready replies."""
    rows = () if asked.reply_markup is None else asked.reply_markup.inline_keyboard
    for button in (button for row in rows for button in row):
        given = pressed(str(button.callback_data or ""))
        if given is not None and given[0] == "templates":
            return given[1].split()[0] if given[1] else None
    return None


def note(update: Update) -> DeskSaid | None:
    """What a person wrote in a topic of the staff group without commanding anything: a note."""
    message = update.message or update.edited_message
    words = "" if message is None else clean(message.text or message.caption or "").strip()
    if message is None or not words or not message.is_topic_message or COMMAND.fullmatch(words):
        return None
    actor = message.from_user
    if actor is None or actor.is_bot or message.sender_chat is not None:
        return None
    return _written(update, message, actor, "note", words)


def _written(
    update: Update, message: Message, actor: User | Chat, name: str, argument: str
) -> DeskSaid:
    """A command given by writing a message, whatever the message looks like."""
    return DeskSaid(
        key=key_of(update.update_id),
        actor=str(actor.id),
        address=address_in(message),
        name=name,
        argument=argument,
        private=message.chat.type == ChatType.PRIVATE,
        called=clean(getattr(actor, "first_name", None) or ""),
        locale_hint=getattr(actor, "language_code", None),
        message=str(message.message_id),
        edited=update.message is None,
        at=message.date,
    )


def tapped_at_desk(update: Update, now: datetime, desks: set[int]) -> DeskSaid | None:
    """A button of the desk that somebody tapped, in the staff group or in a private chat."""
    query = update.callback_query
    given = None if query is None else pressed(clean(query.data or ""))
    shown = None if query is None else query.message
    if query is None or given is None or shown is None:
        return None
    if shown.chat.type != ChatType.PRIVATE and shown.chat.id not in desks:
        return None
    chat = Address(channel=CHANNEL, id=str(shown.chat.id))
    return DeskSaid(
        key=key_of(update.update_id),
        actor=str(query.from_user.id),
        address=address_in(shown) if isinstance(shown, Message) else chat,
        name=given[0],
        argument=given[1],
        tapped=True,
        private=shown.chat.type == ChatType.PRIVATE,
        surface=str(shown.message_id),
        called=clean(query.from_user.first_name),
        locale_hint=query.from_user.language_code,
        at=now,
    )


def address_in(message: Message) -> Address:
    """The chat of a message, and in a group with topics the topic."""
    topic = message.message_thread_id if message.is_topic_message else None
    chat = str(message.chat.id)
    return Address(channel=CHANNEL, id=chat if topic is None else f"{chat}/{topic}")


def _is_for(name: str | None, bot_name: str) -> bool:
    return name is None or name.lower() == bot_name.lower()


def _inbound(update: Update, message: Message, trigger: Trigger) -> Inbound | None:
    sender = message.from_user
    if sender is None or sender.is_bot:
        return None
    return Inbound(
        address=Address(channel=CHANNEL, id=str(message.chat.id)),
        key=key_of(update.update_id),
        trigger=trigger,
        at=message.edit_date or message.date,
        locale_hint=sender.language_code,
        own=str(message.message_id),
    )


def _wrote(said: Words) -> Inbound:
    return Inbound(
        address=Address(channel=CHANNEL, id=str(said.chat)),
        key=key_of(said.update_id),
        trigger=words_of(said.text),
        at=said.at,
        locale_hint=said.language,
        own=str(said.message_id),
    )


def _tapped(tap: Tap, now: datetime) -> Inbound | None:
    if tap.token == PICKED_TOKEN:
        return None
    return Inbound(
        address=Address(channel=CHANNEL, id=str(tap.chat)),
        key=key_of(tap.update_id),
        trigger=_choice(tap.token),
        at=now,
        locale_hint=tap.language,
        surface=str(tap.message_id),
    )


def _choice(data: str) -> Trigger:
    token = clean(data)
    return ChoicePicked(token=token) if token else UnreadableSent(what="game")


def _picked(update: Update, query: CallbackQuery, now: datetime) -> Inbound | None:
    """A tap carries no time of its own. Old messages come without content, but with their id."""
    shown = query.message
    if query.data == PICKED_TOKEN or (shown and shown.chat.type != ChatType.PRIVATE):
        return None
    return Inbound(
        address=Address(channel=CHANNEL, id=str(shown.chat.id if shown else query.from_user.id)),
        key=key_of(update.update_id),
        trigger=_choice(query.data or ""),
        at=now,
        locale_hint=query.from_user.language_code,
        surface=str(shown.message_id) if shown else None,
    )


def _left_or_came(update: Update, change: ChatMemberUpdated) -> Inbound | None:
    if change.chat.type != ChatType.PRIVATE:
        return None
    return Inbound(
        address=Address(channel=CHANNEL, id=str(change.chat.id)),
        key=key_of(update.update_id),
        trigger=Blocked(blocked=is_absent(change)),
        at=change.date,
        locale_hint=change.from_user.language_code,
    )


def is_absent(change: ChatMemberUpdated) -> bool:
    """Whether a change of membership leaves the bot outside the chat."""
    return change.new_chat_member.status in _ABSENT
