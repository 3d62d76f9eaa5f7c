"""Calls of the Bot API that somebody waits for, without the library's objects around them.

python-telegram-bot makes a tree of objects of what is sent and of every answer, which for a message
with buttons costs more than the call itself; of the answer, a number is needed. Connection, limits
of time and the reading of errors are the library's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from telegram import Bot, Message
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # what RequestData is made of

from handlers.telegram.direct import DirectRequest

Keyboard = dict[str, list[list[dict[str, str]]]]
Field = str | int | bool | Keyboard | dict[str, bool] | None

_OBJECT: TypeAdapter[Mapping[str, Any]] = TypeAdapter(dict[str, Any])
"""Reads and writes JSON several times as fast as the standard library."""

NO_PREVIEW: dict[str, bool] = {"is_disabled": True}


class _Answered(BaseRequest):
    """What the library makes of an answer that came already."""

    read_timeout = None

    def __init__(self, status: int, content: bytes) -> None:
        self._answer = status, content

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is kept."""

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        """The answer."""
        return self._answer


class Sent(NamedTuple):
    """A message as it stands in its chat; `thread` is None outside topics."""

    message_id: int
    thread: int | None

    @classmethod
    def of(cls, message: Message) -> Sent:
        """The same of the library's message."""
        return cls(message.message_id, message.message_thread_id)


async def call(bot: Bot, method: str, **fields: Field) -> Any:
    """Call a method of the Bot API, and return its result. Raises `TelegramError`."""
    said = {name: value for name, value in fields.items() if value is not None}
    url, client = f"{bot.base_url}/{method}", bot.request
    if not isinstance(client, DirectRequest):
        given = [RequestParameter(name, value, None) for name, value in said.items()]
        return await client.post(url, RequestData(given))
    status, content = await client.ask(url, _body(said))
    if not 200 <= status < 300:
        return await _Answered(status, content).post(url)
    try:
        return _OBJECT.validate_json(content)["result"]
    except (ValueError, TypeError, KeyError):
        failure = NetworkError("Invalid server response")
    raise failure


def _body(fields: Mapping[str, Field]) -> bytes:
    """One JSON object, in UTF-8; half of a surrogate pair, which that cannot hold, as `?`."""
    try:
        return _OBJECT.dump_json(fields)
    except ValueError:
        return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")


async def say_in(
    bot: Bot, chat: int, text: str, keyboard: Keyboard | None = None, thread: int | None = None
) -> Sent:
    """Send a text, without a preview of what it links to."""
    sent = await call(
        bot,
        "sendMessage",
        chat_id=chat,
        message_thread_id=thread,
        text=text,
        reply_markup=keyboard,
        link_preview_options=NO_PREVIEW,
    )
    return Sent(int(sent["message_id"]), sent.get("message_thread_id"))


async def reword(
    bot: Bot, chat: int, message_id: int, text: str, keyboard: Keyboard | None = None
) -> None:
    """Put another text into a message that stands there."""
    await call(
        bot,
        "editMessageText",
        chat_id=chat,
        message_id=message_id,
        text=text,
        reply_markup=keyboard,
        link_preview_options=NO_PREVIEW,
    )
