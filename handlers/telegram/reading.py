"""An update as python-telegram-bot's object, and no more of it than is looked at.

A tap brings along the whole message it was made on: its text, its marks, every button. The library
would make an object of each; of the message only its place and the tapped button matter here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Bot, Update

_LOOKED_AT = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


def read(body: dict[str, Any], bot: Bot) -> Update:
    """The update. Raises whatever a wrong shape makes the library raise."""
    query = body.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("message"), dict):
        query = {**query, "message": _as_tapped(query["message"], query.get("data"))}
        body = {**body, "callback_query": query}
    return Update.de_json(body, bot)


def _as_tapped(message: Mapping[str, Any], token: object) -> dict[str, Any]:
    kept = {name: message[name] for name in _LOOKED_AT if name in message}
    tapped = _tapped(message.get("reply_markup"), token)
    return kept if tapped is None else {**kept, "reply_markup": {"inline_keyboard": [[tapped]]}}


def _tapped(markup: Any, token: object) -> Any:
    """The button of this token, as it came; None where it cannot be found."""
    try:
        buttons = (button for row in markup["inline_keyboard"] for button in row)
        return next((button for button in buttons if button.get("callback_data") == token), None)
    except (TypeError, KeyError, AttributeError):
        return None
