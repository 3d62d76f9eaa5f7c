"""An update as python-telegram-bot's object, and no more of it than is looked at.

The library makes an object of everything that comes: a tap brings along the whole message it was
made on, with all its buttons. What nearly every update is, words in a private chat or a tap there,
is read here: of a tapped message only its number and the words on the button are needed. Whatever
looks any different goes through the library.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

_LABEL = "tapped"
_WORDS = frozenset({"message_id", "from", "chat", "date", "text", "entities"})
_TAP = frozenset({"id", "from", "message", "chat_instance", "data"})


def read(body: dict[str, Any], bot: Bot) -> Update:
    """The update. Raises whatever a wrong shape makes the library raise."""
    match body:
        case {"update_id": int(number), "message": dict(said), **rest}:
            if not rest and (words := _words(said)) is not None:
                return Update(number, message=words)
        case {"update_id": int(number), "callback_query": dict(query), **rest}:
            if not rest and (tap := _tap(query)) is not None:
                return Update(number, callback_query=tap)
    return Update.de_json(body, bot)


def label_of(query: CallbackQuery) -> str | None:
    """The words on the button that was tapped in a private chat, where they are known."""
    return None if query.message is None else query.message.api_kwargs.get(_LABEL)


def _words(said: dict[str, Any]) -> Message | None:
    match said:
        case {
            "message_id": int(number),
            "date": int(date),
            "text": str(text),
            "chat": {"type": "private", "id": int(chat)},
            "from": {"id": int(), "is_bot": bool(), "first_name": str()} as person,
        } if said.keys() <= _WORDS:
            at = datetime.fromtimestamp(date, UTC)
            place, sender = Chat(chat, Chat.PRIVATE), User.de_json(person)
            return Message(number, at, place, from_user=sender, text=text)
    return None


def _tap(query: dict[str, Any]) -> CallbackQuery | None:
    match query:
        case {
            "id": str(name),
            "data": str(token),
            "chat_instance": str(instance),
            "message": {"message_id": int(number), "chat": {"type": "private", "id": int(chat)}},
            "from": {"id": int(), "is_bot": bool(), "first_name": str()} as person,
        } if query.keys() <= _TAP:
            known = {_LABEL: _label(query["message"].get("reply_markup"), token)}
            shown = InaccessibleMessage(Chat(chat, Chat.PRIVATE), number, api_kwargs=known)
            return CallbackQuery(name, User.de_json(person), instance, shown, token)
    return None


def _label(markup: Any, token: object) -> str | None:
    try:
        buttons = (button for row in markup["inline_keyboard"] for button in row)
        label = next(button["text"] for button in buttons if button.get("callback_data") == token)
    except (TypeError, KeyError, AttributeError, StopIteration):
        return None
    return label if isinstance(label, str) else None
