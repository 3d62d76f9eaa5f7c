"""Groups come to be."""

from handlers.sandbox.facts import Json
from handlers.sandbox.world import World

_SUPERGROUP = -1_000_000_000_000


def found_group(world: World, told: Json) -> Json:
    """Found a group or supergroup, the bot its administrator, under a free id (BAPI Chat.id)."""
    kind = told.get("type", "supergroup")
    row = {
        "title": "Group",
        "is_forum": False,
        "members": [],
        "pinned_message_ids": [],
        "bot_status": "administrator",
        **told,
        "type": kind,
        "id": _free_id(world, kind),
    }
    world.keep_chat(row)
    return row


def _free_id(world: World, kind: str) -> int:
    base = _SUPERGROUP - 1_000_000_000 if kind == "supergroup" else -4_000_000_000
    while (chat_id := base - world.chance(900_000_000)) in world.chats:
        continue
    return chat_id
