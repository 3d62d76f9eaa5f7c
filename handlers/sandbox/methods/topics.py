"""Forum topics (BAPI createForumTopic and its neighbours)."""

from typing import Any, Final

from handlers.sandbox.access import is_administrator
from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import MAX_TOPIC_NAME, Json
from handlers.sandbox.forum import open_topic, remove_topic, rename_topic, set_closed
from handlers.sandbox.registry import EditableChat, WritableChat, method

COLORS: Final = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
"""Colours of topic icons (BAPI createForumTopic)."""


@method("createForumTopic")
def create_forum_topic(call: Call, name: str, icon_color: int, chat: WritableChat) -> Json:
    """Open a topic; its id is that of the message that announces it."""
    _check_forum(chat)
    title = name.strip()[:MAX_TOPIC_NAME]
    if not title:
        raise bad_request("TOPIC_TITLE_EMPTY")
    if icon_color and icon_color not in COLORS:
        raise bad_request("invalid forum topic icon color specified")
    topic = open_topic(call.world, call.world.bot_id, chat["id"], title, icon_color or COLORS[0])
    return {name: topic[name] for name in ("message_thread_id", "name", "icon_color")}


@method("editForumTopic")
def edit_forum_topic(call: Call, message_thread_id: int, name: str, chat: EditableChat) -> bool:
    """Rename a topic."""
    topic = _topic(call, chat, message_thread_id)
    title = name.strip()[:MAX_TOPIC_NAME]
    if title and title == topic["name"]:
        raise bad_request("TOPIC_NOT_MODIFIED")
    if title:
        rename_topic(call.world, call.world.bot_id, chat["id"], topic, title)
    return True


@method("closeForumTopic")
def close_forum_topic(call: Call, message_thread_id: int, chat: EditableChat) -> bool:
    """Close a topic."""
    return _set_closed(call, chat, message_thread_id, True)


@method("reopenForumTopic")
def reopen_forum_topic(call: Call, message_thread_id: int, chat: EditableChat) -> bool:
    """Open a closed topic again."""
    return _set_closed(call, chat, message_thread_id, False)


@method("deleteForumTopic")
def delete_forum_topic(call: Call, message_thread_id: int, chat: EditableChat) -> bool:
    """Delete a topic with everything in it."""
    topic = _topic(call, chat, message_thread_id)
    remove_topic(call.world, chat["id"], topic)
    return True


def _set_closed(call: Call, chat: Json, thread_id: int, closed: Any) -> bool:
    topic = _topic(call, chat, thread_id)
    if bool(topic.get("is_closed")) == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    set_closed(call.world, call.world.bot_id, chat["id"], topic, closed=closed)
    return True


def _topic(call: Call, chat: Json, thread_id: int) -> Json:
    _check_forum(chat)
    if thread_id <= 0:
        raise bad_request("invalid message thread identifier specified")
    topic = call.world.topics.get((chat["id"], thread_id))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _check_forum(chat: Json) -> None:
    if not chat.get("is_forum"):
        raise bad_request("the chat is not a forum")
    if not is_administrator(chat):
        raise bad_request("not enough rights to create a topic")
