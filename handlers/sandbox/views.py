"""Rows of the world as others see them: the page, the tests, the bot."""

import json
from typing import Any, Final

from handlers.sandbox.facts import Json
from handlers.sandbox.menus import menu_for
from handlers.sandbox.world import World

_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
_PERMISSIONS: Final = (
    "is_member",
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member_of(world: World, chat: Json, user_id: int) -> Json:
    """Give a ChatMember (BAPI); in a private chat the bot is kicked when it is blocked."""
    member: Json = {"user": world.sender(user_id), "status": _status(world, chat, user_id)}
    status = member["status"]
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS, True)
        member |= {"can_be_edited": False, "is_anonymous": False}
    elif status == "creator":
        member["is_anonymous"] = False
    elif status == "restricted":
        member |= {**dict.fromkeys(_PERMISSIONS, True), "until_date": 0}
    elif status == "kicked":
        member["until_date"] = 0
    return member


def _status(world: World, chat: Json, user_id: int) -> str:
    if chat["type"] == "private":
        is_blocked = user_id == world.bot_id and world.users[chat["id"]].get("blocked")
        return "kicked" if is_blocked else "member"
    if user_id == world.bot_id:
        return str(chat.get("bot_status", "left"))
    if user_id in chat["members"]:
        return str(chat.get("statuses", {}).get(str(user_id), "member"))
    return "kicked" if chat.get("statuses", {}).get(str(user_id)) == "kicked" else "left"


def bot_view(world: World) -> Json:
    """Give the bot as the page shows it: a User, its menu and what it says of itself."""
    told = {
        what: world.settings[f"{what}:"]
        for what in ("description", "short_description")
        if world.settings.get(f"{what}:")
    }
    menus = world.settings.get("commands", {})
    name = world.settings.get("name:") or world.users[world.bot_id]["first_name"]
    user = {**world.users[world.bot_id], "first_name": name}
    return {**user, "commands": menus.get("default:::", []), **told}


def user_view(world: World, user_id: int) -> Json:
    """Give a person as docs/sandbox.md has them."""
    if user_id == world.bot_id:
        return bot_view(world)
    return {"blocked": False, **world.users[user_id]}


def chat_view(world: World, chat_id: int) -> Json:
    """Give a chat as docs/sandbox.md has it."""
    row = world.chats[chat_id]
    language = world.users.get(chat_id, {}).get("language_code", "")
    return {
        "is_forum": False,
        "members": [chat_id],
        "pinned_message_ids": [],
        **row,
        "topics": world.topics_of(chat_id),
        "commands": menu_for(world.settings, row, language),
    }


def world_view(world: World) -> Json:
    """Give everything the page needs."""
    return {
        "bot": bot_view(world),
        "now": world.now(),
        "cursor": world.feed.cursor,
        "users": [user_view(world, each) for each in world.users if each != world.bot_id],
        "chats": [chat_view(world, each) for each in world.chats],
        "messages": [row for chat in world.messages.values() for row in chat.values()],
    }


def transcript(world: World, chat_id: int) -> list[Json]:
    """Give what a person sees on the telephone, in order."""
    messages = world.messages.get(chat_id, {})
    return [_line(messages[message_id]) for message_id in sorted(messages)]


def _line(message: Json) -> Json:
    line: Json = {
        "message_id": message["message_id"],
        "from": message["from"]["first_name"],
        "from_id": message["from"]["id"],
        "is_bot": message["from"]["is_bot"],
        "text": message.get("text", ""),
        "buttons": _buttons(message.get("reply_markup")),
        "edited": "edit_date" in message,
        "at": message["date"],
    }
    for name in ("caption", "photo", "document", "voice", "message_thread_id"):
        if name in message:
            line[name] = message[name]
    return line


def _buttons(markup: Any) -> list[list[str]]:
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [[button["text"] for button in row] for row in rows]


def change_view(world: World, kind: str, subject: Any) -> Json:
    """Give a change of the feed as docs/sandbox.md has it."""
    if kind == "user":
        return {"type": kind, "user": user_view(world, subject)}
    if kind == "chat":
        return {"type": kind, "chat": chat_view(world, subject)}
    if kind == "message":
        return {"type": kind, "message": subject}
    if kind == "deleted":
        return {"type": kind, "chat_id": subject[0], "message_id": subject[1]}
    if kind == "action":
        return {"type": kind, "chat_id": subject[0], "action": subject[1]}
    if kind == "update":
        return {"type": kind, "update": _read(subject)}
    return {"type": kind, **subject}


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
