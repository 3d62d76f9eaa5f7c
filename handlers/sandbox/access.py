"""Which chats the bot may reach, and with what words it is refused (TBA check_chat_access)."""

from enum import Enum, auto
from typing import Any

from handlers.sandbox.errors import bad_request, forbidden
from handlers.sandbox.facts import Json
from handlers.sandbox.world import World


class Access(Enum):
    """What the bot wants of a chat."""

    READ = auto()
    EDIT = auto()
    WRITE = auto()


ABSENT = frozenset({"left", "kicked"})
"""What the bot is in a chat where it is not."""


def chat_for(world: World, given: Any, access: Access) -> Json:
    """Find the chat a call names, if the bot may."""
    if given is None or given == "":
        raise bad_request("chat_id is empty")
    chat = world.chats.get(_chat_id(world, given))
    if chat is None:
        raise bad_request("chat not found")
    if chat["type"] == "private":
        _check_private(world, chat, access)
    else:
        _check_group(chat, access)
    return chat


def is_administrator(chat: Json) -> bool:
    """Say whether the bot is an administrator of a group."""
    return chat.get("bot_status") == "administrator"


def _chat_id(world: World, given: Any) -> int:
    if isinstance(given, str) and given.startswith("@"):
        return next(
            (row["id"] for row in world.chats.values() if f"@{row.get('username')}" == given), 0
        )
    try:
        return int(given)
    except (TypeError, ValueError):
        return 0


def _check_private(world: World, chat: Json, access: Access) -> None:
    user = world.users[chat["id"]]
    if not chat.get("started"):
        if any(_shares(group, user["id"]) for group in world.chats.values()):
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
    if user.get("deactivated") and access is not Access.READ:
        raise forbidden("user is deactivated")
    if user.get("blocked") and access is Access.WRITE:
        raise forbidden("bot was blocked by the user")


def _shares(group: Json, user_id: int) -> bool:
    return user_id in group.get("members", ()) and group.get("bot_status") not in ABSENT


def _check_group(chat: Json, access: Access) -> None:
    kind = chat["type"]
    moved_to = chat.get("migrated_to")
    if moved_to and access is Access.WRITE:
        moved = {"migrate_to_chat_id": moved_to}
        raise bad_request("group chat was upgraded to a supergroup chat", moved)
    if access is Access.READ and kind == "group":
        return
    if chat.get("bot_status") == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if chat.get("bot_status") == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
