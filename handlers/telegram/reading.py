"""An update, and no more of it than is looked at.

python-telegram-bot makes an object of everything that comes: a tap brings along the whole message
it was made on, with all its buttons. What nearly every update is, plain words in a private chat or
a family's tap there, is read here at a glance. Whatever looks any different is the library's.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from telegram import Bot, Update

from bot.core.desk import pressed
from handlers.telegram.contents import clean

_WORDS = frozenset({"message_id", "from", "chat", "date", "text", "entities"})
_TAP = frozenset({"id", "from", "message", "chat_instance", "data"})


class Words(NamedTuple):
    """A person wrote a text in private, which is no command."""

    update_id: int
    chat: int
    message_id: int
    text: str
    at: datetime
    language: str | None


class Tap(NamedTuple):
    """A person tapped a button of a family's in private; `label` is what stands on it, if known."""

    update_id: int
    query: str
    chat: int
    message_id: int
    token: str
    label: str | None
    language: str | None


Glance = Words | Tap


def read(body: dict[str, Any], bot: Bot) -> Update | Glance:
    """The update. Raises whatever a wrong shape makes the library raise."""
    match body:
        case {"update_id": int(number), "message": dict(said), **rest}:
            if not rest and (words := _words(number, said)) is not None:
                return words
        case {"update_id": int(number), "callback_query": dict(query), **rest}:
            if not rest and (tap := _tap(number, query)) is not None:
                return tap
    return Update.de_json(body, bot)


def _words(update: int, said: dict[str, Any]) -> Words | None:
    match said:
        case {
            "message_id": int(number),
            "date": int(date),
            "text": str(text),
            "chat": {"type": "private", "id": int(chat)},
            "from": {"id": int(), "is_bot": False, "first_name": str()} as person,
        } if said.keys() <= _WORDS and not clean(text).startswith("/"):
            at = datetime.fromtimestamp(date, UTC)
            return Words(update, chat, number, text, at, _language(person))
    return None


def _tap(update: int, query: dict[str, Any]) -> Tap | None:
    match query:
        case {
            "id": str(name),
            "data": str(token),
            "chat_instance": str(),
            "message": {"message_id": int(number), "chat": {"type": "private", "id": int(chat)}},
            "from": {"id": int(), "is_bot": bool(), "first_name": str()} as person,
        } if query.keys() <= _TAP and pressed(token) is None:
            label = _label(query["message"].get("reply_markup"), token)
            return Tap(update, name, chat, number, token, label, _language(person))
    return None


def _language(person: dict[str, Any]) -> str | None:
    known = person.get("language_code")
    return known if isinstance(known, str) else None


def _label(markup: Any, token: object) -> str | None:
    try:
        buttons = (button for row in markup["inline_keyboard"] for button in row)
        label = next(button["text"] for button in buttons if button.get("callback_data") == token)
    except (TypeError, KeyError, AttributeError, StopIteration):
        return None
    return label if isinstance(label, str) else None
