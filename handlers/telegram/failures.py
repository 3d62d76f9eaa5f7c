"""What Telegram's errors mean for a message, in words of `bot.errors`.

`BadRequest` is a `NetworkError` to python-telegram-bot, so what is final is tested first. The
rest turns on one question, whether the message may have been delivered:

- `surely_unsent` of `request` knows what never left the house: `Unreachable`.
- 500, 502, 503 are answers: the Bot API server, or the proxy before it, says that it did not do
  it. They are `Unreachable`; that a server falls over between sending and answering is rare.
- 504, a timeout and a broken connection are no answers: `Uncertain`.

A description of Telegram is quoted only where it is plain words, so that it holds no id.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable
from datetime import timedelta
from http import HTTPStatus
from typing import TypeVar

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.errors import Gone, Moved, Refused, SendError, Throttled, Uncertain, Unreachable
from handlers.telegram.request import surely_unsent

_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user is deactivated",
    "chat was deactivated",
    "group chat was deleted",
    "input_user_deactivated",
    "chat_id is empty",
)
_FAILED = ("internal server error", "bad gateway", "service unavailable")
_TOO_MANY = re.compile(r"too many requests(?:: retry after (\d+))?", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z _',.:/()-]{0,79}")
_NOT_LASTING = frozenset({408, 409, 425, 429})
_REFUSALS = tuple(
    status.phrase.lower()
    for status in HTTPStatus
    if 400 <= status < 500 and status not in _NOT_LASTING
)
_WAIT_IF_UNTOLD = 30.0

_NO_THREAD = ("message thread not found", "topic_id_invalid", "topic_deleted")
_SHUT_THREAD = "topic_closed"

T = TypeVar("T")

log = structlog.get_logger(__name__)


class ThreadLost(Refused):
    """The topic is no more."""


class ThreadShut(Refused):
    """The topic is closed."""


async def tried(call: Awaitable[T]) -> T:
    """Await a call; every failure is a `SendError` that remembers nothing of Telegram's."""
    failure: SendError
    try:
        return await call
    except TelegramError as error:
        failure = translated(error)
    except Exception:  # noqa: BLE001 -- python-telegram-bot could not read the answer to a send
        failure = Uncertain("the answer could not be read")
    raise failure


def translated(error: TelegramError) -> SendError:
    """What a failed call means for the message it carried."""
    if isinstance(error, RetryAfter):
        return Throttled(seconds_of(error))
    if isinstance(error, ChatMigrated):
        return Moved(str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return Gone(plain(error))
    if isinstance(error, InvalidToken):
        log.critical("token_refused")
        return Unreachable("the token is refused")
    if isinstance(error, BadRequest):
        return _of_bad_request(error)
    return _of_trouble(error)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def plain(error: TelegramError) -> str:
    """A description without anything that could be personal, or the error's kind."""
    said = _PLAIN.fullmatch(error.message)
    return said[0] if said else type(error).__name__


def _of_bad_request(error: BadRequest) -> SendError:
    said = error.message.lower()
    if any(words in said for words in _NO_THREAD):
        return ThreadLost(plain(error))
    if _SHUT_THREAD in said:
        return ThreadShut(plain(error))
    nobody = any(words in said for words in _NOBODY_THERE)
    return Gone(plain(error)) if nobody else Refused(plain(error))


def _of_trouble(error: TelegramError) -> SendError:
    said = error.message.lower()
    many = _TOO_MANY.match(said)
    if many:
        return Throttled(float(many[1]) if many[1] else _WAIT_IF_UNTOLD)
    if surely_unsent(error) or isinstance(error, Conflict):
        return Unreachable(plain(error))
    if isinstance(error, TimedOut):
        return Uncertain("no answer in time")
    if said.startswith(_FAILED):
        return Unreachable("the server failed")
    return Refused(plain(error)) if said.startswith(_REFUSALS) else Uncertain("no answer")
