"""Which menu of commands a chat shows."""

from handlers.sandbox.facts import Json


def menu_for(settings: Json, chat: Json, language_code: str) -> list[Json]:
    """Give a chat's menu: the narrowest scope wins, then the language (BAPI BotCommandScope)."""
    menus = settings.get("commands", {})
    wide = "all_private_chats" if chat["type"] == "private" else "all_group_chats"
    for kind, chat_id in (("chat", chat["id"]), (wide, ""), ("default", "")):
        for language in dict.fromkeys((language_code, "")):
            if menu := menus.get(f"{kind}:{chat_id}::{language}"):
                return list(menu)
    return []
