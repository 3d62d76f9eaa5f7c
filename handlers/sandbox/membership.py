"""Who is in a chat, and the updates that tell of changes (BAPI ChatMemberUpdated)."""

from handlers.sandbox.access import ABSENT
from handlers.sandbox.facts import MESSAGE_LIFE, Json
from handlers.sandbox.messages import Spot, post, visible
from handlers.sandbox.updates import Updates
from handlers.sandbox.views import member_of
from handlers.sandbox.world import World


def tell(world: World, message: Json, kind: str = "message") -> None:
    """Queue a message for the bot (TBA add_new_message: it lives 24 h from its date)."""
    since = int(message.get("edit_date") or message["date"])
    life = since + MESSAGE_LIFE - world.now()
    world.updates.add(kind, visible(message), life, message["chat"]["id"])


def bot_becomes(world: World, chat: Json, status: str, who: int) -> None:
    """Change what the bot is in a group, and tell it."""
    before = member_of(world, chat, world.bot_id)
    world.keep_chat({**chat, "bot_status": status})
    _tell_change(world, chat["id"], "my_chat_member", before, who)
    if before["status"] in ABSENT and status not in ABSENT:
        added = {"new_chat_members": [world.sender(world.bot_id)]}
        tell(world, post(world, who, Spot(chat["id"]), added))


def block(world: World, user_id: int, *, blocked: bool) -> None:
    """Let a person block or unblock the bot, and tell it: it is kicked, or a member again."""
    before = member_of(world, world.chats[user_id], world.bot_id)
    world.keep_user({**world.users[user_id], "blocked": blocked})
    _tell_change(world, user_id, "my_chat_member", before, user_id)


def person_becomes(world: World, chat: Json, user_id: int, status: str) -> None:
    """Change what a person is in a group; tell who comes and who goes (BAPI new_chat_members)."""
    before = member_of(world, chat, user_id)
    others = [each for each in chat["members"] if each != user_id]
    members = others if status in ABSENT else [*others, user_id]
    statuses = {**chat.get("statuses", {}), str(user_id): status}
    world.keep_chat({**chat, "members": members, "statuses": statuses})
    _announce(world, chat["id"], user_id, before["status"] not in ABSENT, status not in ABSENT)
    if chat.get("bot_status") == "administrator":
        _tell_change(world, chat["id"], "chat_member", before, user_id)


def _announce(world: World, chat_id: int, user_id: int, was_in: object, is_in: object) -> None:
    if was_in == is_in or world.chats[chat_id].get("bot_status") in ABSENT:
        return
    person = world.sender(user_id)
    content: Json = {"new_chat_members": [person]} if is_in else {"left_chat_member": person}
    tell(world, post(world, user_id, Spot(chat_id), content))


def _tell_change(world: World, chat_id: int, kind: str, before: Json, who: int) -> None:
    subject = before["user"]["id"]
    change = {
        "chat": world.face(chat_id),
        "from": world.sender(who),
        "date": world.date(),
        "old_chat_member": before,
        "new_chat_member": member_of(world, world.chats[chat_id], subject),
    }
    if change["old_chat_member"] != change["new_chat_member"]:
        queue: Updates = world.updates
        queue.add(kind, change, MESSAGE_LIFE, chat_id)
