"""What the bot is and says of itself (BAPI getMe, setMyCommands, setMyName and so on)."""

import re
from typing import Any, Final

from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import Json
from handlers.sandbox.registry import JsonValue, method

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}\Z")


@method("getMe")
def get_me(call: Call) -> Json:
    """Tell who the bot is."""
    return {
        **call.world.sender(call.world.bot_id),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("logOut", "close")
def log_out(_: Call) -> bool:
    """Say yes; there is no other server to move to."""
    return True


@method("setMyCommands")
def set_my_commands(call: Call, commands: JsonValue, scope: JsonValue, language_code: str) -> bool:
    """Set the menu of commands for a scope and a language."""
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    menu = [_command(each) for each in commands]
    _keep_commands(call, scope, language_code, menu)
    return True


@method("deleteMyCommands")
def delete_my_commands(call: Call, scope: JsonValue, language_code: str) -> bool:
    """Take a menu away."""
    _keep_commands(call, scope, language_code, None)
    return True


@method("getMyCommands")
def get_my_commands(call: Call, scope: JsonValue, language_code: str) -> list[Json]:
    """Tell the menu of exactly this scope and language."""
    menus = call.world.settings.get("commands", {})
    menu: list[Json] = menus.get(_menu_key(scope, language_code), [])
    return menu


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given.get("command", "")).removeprefix("/").lower()
    told = str(given.get("description", "")).strip()
    if not _COMMAND.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(told) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": told}


def _menu_key(scope: Any, language_code: str) -> str:
    given = scope if isinstance(scope, dict) else {}
    parts = [given.get("type", "default"), given.get("chat_id", ""), given.get("user_id", "")]
    return ":".join(str(part) for part in [*parts, language_code])


def _keep_commands(call: Call, scope: Any, language_code: str, menu: list[Json] | None) -> None:
    menus = dict(call.world.settings.get("commands", {}))
    menus.pop(_menu_key(scope, language_code), None)
    if menu:
        menus[_menu_key(scope, language_code)] = menu
    call.world.keep_setting("commands", menus)
    call.world.feed.add("user", call.world.bot_id)
    for chat_id in call.world.chats:
        call.world.feed.add("chat", chat_id)


def _say(call: Call, what: str, text: str, most: int, refusal: str) -> bool:
    if len(text) > most:
        raise bad_request(refusal)
    name = f"{what}:{call.text('language_code')}"
    call.world.keep_setting(name, text)
    call.world.feed.add("user", call.world.bot_id)
    return True


def _said(call: Call, what: str) -> Json:
    settings = call.world.settings
    languages = dict.fromkeys((call.text("language_code"), ""))
    said = (settings.get(f"{what}:{language}") for language in languages)
    return {what: next((text for text in said if text), "")}


@method("setMyName")
def set_my_name(call: Call, name: str) -> bool:
    """Set the name the bot goes by."""
    return _say(call, "name", name, 64, "BOT_TITLE_INVALID")


@method("getMyName")
def get_my_name(call: Call) -> Json:
    """Tell the name the bot goes by."""
    own = call.world.sender(call.world.bot_id)["first_name"]
    return {"name": _said(call, "name")["name"] or own}


@method("setMyDescription")
def set_my_description(call: Call, description: str) -> bool:
    """Set what an empty chat shows."""
    return _say(call, "description", description, 512, "description is too long")


@method("getMyDescription")
def get_my_description(call: Call) -> Json:
    """Tell what an empty chat shows."""
    return _said(call, "description")


@method("setMyShortDescription")
def set_my_short_description(call: Call, short_description: str) -> bool:
    """Set what the bot's profile shows."""
    refusal = "short description is too long"
    return _say(call, "short_description", short_description, 120, refusal)


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> Json:
    """Tell what the bot's profile shows."""
    return _said(call, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(call: Call, chat_id: int, menu_button: JsonValue) -> bool:
    """Set what the button beside the text field does."""
    call.world.keep_setting(f"menu_button:{chat_id}", menu_button or {"type": "default"})
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call, chat_id: int) -> Json:
    """Tell what the button beside the text field does."""
    button: Json = call.world.settings.get(f"menu_button:{chat_id}") or {"type": "commands"}
    return button
