"""What the bot learns of chats and does to them (BAPI getChat, getChatMember, pinChatMessage)."""

from typing import Any, Final

from handlers.sandbox.access import is_administrator
from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import Json
from handlers.sandbox.membership import bot_becomes
from handlers.sandbox.messages import Spot, post, visible, without_reply
from handlers.sandbox.registry import EditableChat, ReadableChat, WritableChat, method
from handlers.sandbox.views import member_of

_GIFTS: Final = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method("getChat")
def get_chat(call: Call, chat: ReadableChat) -> Json:
    """Tell all of a chat (BAPI ChatFullInfo)."""
    world = call.world
    told: Json = {
        **world.face(chat["id"]),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat["type"] != "private":
        told["permissions"] = {"can_send_messages": True}
    pinned = chat.get("pinned_message_ids") or [0]
    if message := world.message(chat["id"], pinned[-1]):
        told["pinned_message"] = visible(message)
    return told


@method("getChatMember")
def get_chat_member(call: Call, user_id: int, chat: ReadableChat) -> Json:
    """Tell what a person is in a chat."""
    if user_id not in call.world.users:
        raise bad_request("user not found" if user_id <= 0 else "PARTICIPANT_ID_INVALID")
    return member_of(call.world, chat, user_id)


@method("getChatAdministrators")
def get_chat_administrators(call: Call, chat: ReadableChat) -> list[Json]:
    """List a group's administrators, the bot among them."""
    if chat["type"] == "private":
        raise bad_request("there are no administrators in the private chat")
    members = (member_of(call.world, chat, each) for each in [call.world.bot_id, *chat["members"]])
    return [member for member in members if member["status"] in {"creator", "administrator"}]


@method("getChatMemberCount", "getChatMembersCount")
def get_chat_member_count(call: Call, chat: ReadableChat) -> int:
    """Count a chat's people, the bot among them."""
    if chat["type"] == "private":
        return 2
    is_in = member_of(call.world, chat, call.world.bot_id)["status"] not in {"left", "kicked"}
    return len(chat["members"]) + is_in


@method("leaveChat")
def leave_chat(call: Call, chat: EditableChat) -> bool:
    """Leave a group."""
    if chat["type"] == "private":
        raise bad_request("chat_id is a private chat")
    bot_becomes(call.world, chat, "left", call.world.bot_id)
    return True


@method("pinChatMessage")
def pin_chat_message(
    call: Call, message_id: int, disable_notification: bool, chat: WritableChat
) -> bool:
    """Pin a message, and say so in the chat."""
    del disable_notification
    message = _pinnable(call, chat, message_id, "pin")
    pinned = [each for each in chat.get("pinned_message_ids", []) if each != message_id]
    call.world.keep_chat({**chat, "pinned_message_ids": [*pinned, message_id]})
    notice = {"pinned_message": without_reply(message)}
    spot = Spot(chat["id"], message.get("message_thread_id"))
    post(call.world, call.world.bot_id, spot, notice)
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call, message_id: int, chat: WritableChat) -> bool:
    """Unpin a message, or the newest pinned one."""
    pinned: list[int] = chat.get("pinned_message_ids", [])
    if message_id:
        _pinnable(call, chat, message_id, "unpin")
    gone = message_id or (pinned[-1] if pinned else 0)
    kept = [each for each in pinned if each != gone]
    call.world.keep_chat({**chat, "pinned_message_ids": kept})
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call, chat: WritableChat) -> bool:
    """Unpin everything."""
    call.world.keep_chat({**chat, "pinned_message_ids": []})
    return True


def _pinnable(call: Call, chat: Json, message_id: int, what: str) -> Json:
    if chat["type"] != "private" and not is_administrator(chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message: Any = call.world.message(chat["id"], message_id)
    if message is None:
        raise bad_request(f"message to {what} not found")
    return dict(message)
