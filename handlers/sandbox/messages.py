"""How a message is put together, whoever sends it, and how the bot sees it."""

from typing import Any, Final, NamedTuple

from handlers.sandbox.facts import Json
from handlers.sandbox.world import World

ENVELOPE: Final = frozenset(
    {
        "message_id",
        "from",
        "chat",
        "date",
        "edit_date",
        "message_thread_id",
        "is_topic_message",
        "reply_to_message",
        "reply_markup",
        "forward_origin",
        "media_group_id",
        "reactions",
    }
)
"""Fields about a message; the others are what it says."""

SERVICE: Final = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "group_chat_created",
        "supergroup_chat_created",
    }
)
"""Fields of messages that Telegram writes itself."""


class Spot(NamedTuple):
    """Where a message goes: a chat, a topic of it, in reply to what."""

    chat_id: int
    thread_id: int | None = None
    reply_to: Json | None = None


def post(world: World, sender_id: int, spot: Spot, content: Json) -> Json:
    """Put a new message into the world."""
    message: Json = {
        "message_id": world.new_message_id(spot.chat_id),
        "from": world.sender(sender_id),
        "chat": world.face(spot.chat_id),
        "date": world.date(),
    }
    reply_to = spot.reply_to
    if spot.thread_id is not None:
        message["message_thread_id"] = spot.thread_id
        message["is_topic_message"] = True
        reply_to = reply_to or world.message(spot.chat_id, spot.thread_id)
    if reply_to is not None:
        message["reply_to_message"] = without_reply(reply_to)
    message.update(content)
    world.keep_message(message)
    return message


def change(world: World, message: Json, content: Json, markup: Json | None) -> Json:
    """Replace what a message says; a keyboard not given goes away (BAPI editMessageText)."""
    kept = {name: message[name] for name in message if name in ENVELOPE}
    kept |= {**content, "edit_date": world.date()}
    kept.pop("reply_markup", None)
    if markup is not None:
        kept["reply_markup"] = markup
    world.keep_message(kept)
    return kept


def content_of(message: Json) -> Json:
    """Give what a message says, without its envelope."""
    return {name: message[name] for name in message if name not in ENVELOPE}


def is_service(message: Json) -> bool:
    """Say whether Telegram itself wrote this message."""
    return not SERVICE.isdisjoint(message)


def without_reply(message: Json) -> Json:
    """Give a message as another one quotes it: one level deep (BAPI Message.reply_to_message)."""
    shown = visible(message)
    return {name: shown[name] for name in shown if name != "reply_to_message"}


def visible(message: Json) -> Json:
    """Give a message as the bot sees it: of keyboards only inline ones (BAPI Message)."""
    markup: Any = message.get("reply_markup")
    if (markup is None or "inline_keyboard" in markup) and "reactions" not in message:
        return message
    hidden = {"reactions"} if markup is None or "inline_keyboard" in markup else _HIDDEN
    return {name: message[name] for name in message if name not in hidden}


_HIDDEN: Final = frozenset({"reactions", "reply_markup"})
