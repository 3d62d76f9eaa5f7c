"""An update as python-telegram-bot's object, and no more of it than is looked at.

A tap brings along the whole message it was made on: its text, its marks, every button. The library
would make an object of each. In a private chat, of the message only its number and the words on
the tapped button matter: so it is read as one that Telegram no longer shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot, CallbackQuery, Update

_LABEL = "tapped"
_GONE = {"date": 0}
"""How Telegram marks a message that it no longer shows (core.telegram.org/bots/api)."""


def read(body: dict[str, Any], bot: Bot) -> Update:
    """The update. Raises whatever a wrong shape makes the library raise."""
    query = body.get("callback_query")
    shown = query.get("message") if isinstance(query, dict) else None
    if isinstance(query, dict) and isinstance(shown, dict) and _is_private(shown):
        kept = {"message_id": shown.get("message_id"), "chat": shown["chat"], **_GONE}
        kept[_LABEL] = _label(shown.get("reply_markup"), query.get("data"))
        body = {**body, "callback_query": {**query, "message": kept}}
    return Update.de_json(body, bot)


def label_of(query: CallbackQuery) -> str | None:
    """The words on the button that was tapped in a private chat, where they are known."""
    return None if query.message is None else query.message.api_kwargs.get(_LABEL)


def _is_private(message: Mapping[str, Any]) -> bool:
    chat = message.get("chat")
    return isinstance(chat, dict) and chat.get("type") == "private"


def _label(markup: Any, token: object) -> str | None:
    try:
        buttons = (button for row in markup["inline_keyboard"] for button in row)
        label = next(button["text"] for button in buttons if button.get("callback_data") == token)
    except (TypeError, KeyError, AttributeError, StopIteration):
        return None
    return label if isinstance(label, str) else None
