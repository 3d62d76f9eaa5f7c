"""What of a reply_markup Telegram accepts, and what becomes of it.

The first check is TBA get_reply_markup's and get_inline_keyboard_button's, the second TD
ReplyMarkup.cpp's, the last the server's (BUTTON_DATA_INVALID).
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import MAX_CALLBACK_DATA, Json

_ROW: Final = 12
_TOTAL: Final = 300
_LINK: Final = re.compile(r"(?:https?://[^\s/]*[^\s/.]\S*|tg://\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?)\Z")
_OTHER_ACTIONS: Final = (
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
_PRIVATE_ONLY: Final = {
    "request_contact": "Phone number can be requested in private chats only",
    "request_location": "Location can be requested in private chats only",
    "request_poll": "Poll can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
    "request_users": "Users can be requested in private chats only",
    "request_chat": "Chats can be requested in private chats only",
}


def markup_of(given: object) -> Json | None:
    """Read a reply_markup as it came: JSON, or text of JSON; give what Telegram would keep."""
    if given is None or given == "":
        return None
    value = _decoded(given) if isinstance(given, str) else given
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    keyboard = _rows(value, "keyboard", 'Field "keyboard" must be an Array of Arrays', _key)
    inline = _rows(value, "inline_keyboard", _INLINE_SHAPE, _button)
    if keyboard:
        return {**value, "keyboard": keyboard}
    if inline:
        return {"inline_keyboard": inline}
    if value.get("remove_keyboard"):
        return {"remove_keyboard": True}
    return value if value.get("force_reply") else None


_INLINE_SHAPE: Final = (
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
)


def inline_only(markup: Json | None) -> Json | None:
    """Refuse any other keyboard where a message is edited (TD only_inline_keyboard)."""
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def fit_for(markup: Json | None, chat_type: str) -> Json | None:
    """Refuse buttons that ask for what only a private chat may give (TD get_keyboard_button)."""
    if markup is None or chat_type == "private" or "keyboard" not in markup:
        return markup
    for button in _each(markup["keyboard"]):
        for wish, refusal in _PRIVATE_ONLY.items():
            if button.get(wish):
                raise bad_request(refusal)
    return markup


def offers(markup: Json | None, data: str) -> bool:
    """Say whether a keyboard holds a button with this callback_data."""
    rows = (markup or {}).get("inline_keyboard", ())
    return any(button.get("callback_data") == data for button in _each(rows))


def _decoded(given: str) -> Any:
    try:
        return json.loads(given)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None


def _rows(
    value: Json, field: str, shape: str, read: Callable[[Any], Json | None]
) -> list[list[Json]]:
    rows = value.get(field)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise bad_request(f'Field "{field}" must be of type Array')
    kept: list[list[Json]] = []
    left = _TOTAL
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(shape)
        buttons = [button for button in map(read, row) if button is not None]
        buttons = buttons[: min(_ROW, left)]
        left -= len(buttons)
        if buttons:
            kept.append(buttons)
    return kept


def _key(button: Any) -> Json | None:
    if isinstance(button, str):
        return {"text": button} if button else None
    if not isinstance(button, dict):
        raise bad_request(
            "can't parse keyboard button: KeyboardButton must be a String or an Object"
        )
    return button if _text(button, "keyboard button") else None


def _button(button: Any) -> Json | None:
    if not isinstance(button, dict):
        raise _wrong("InlineKeyboardButton must be an Object")
    text = _text(button, "inline keyboard button")
    if url := button.get("url"):
        if not _LINK.match(str(url)):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    elif data := button.get("callback_data"):
        if not isinstance(data, str):
            raise _wrong('Field "callback_data" must be of type String')
        if len(data.encode("utf-8", "surrogatepass")) > MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif not any(action in button for action in _OTHER_ACTIONS):
        raise _wrong("Text buttons are unallowed in the inline keyboard")
    return button if text else None


def _text(button: Json, what: str) -> str:
    text = button.get("text")
    if text is None:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    return text


def _wrong(why: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {why}")


def _each(rows: Iterable[Iterable[Json]]) -> Iterable[Json]:
    return (button for row in rows for button in row)
