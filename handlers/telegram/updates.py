"""getUpdates, answered update by update, so that one that cannot be read spoils no other.

python-telegram-bot parses a whole answer or nothing, and then asks for the same again for ever.
Here the answer is taken as bytes. The request itself is still the library's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import TelegramError

from bot.errors import BotError, Misconfigured, Throttled, Unreachable
from handlers.telegram.failures import plain

KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
BATCH = 100
_ALLOWED = json.dumps(KINDS)
_GRACE = 10.0
_BEGINNING = re.compile(rb'\{\s*"update_id"\s*:\s*(\d{1,10})\b')
_BETWEEN = b" \t\r\n,]}"
_WAIT_IF_UNTOLD = 30.0


class Rival(BotError):
    """Another process asks for the updates of this bot."""


class Piece(NamedTuple):
    """One update. `id` is None where none can be read, `body` where it is no object; `said` is what
    it came as, where that is not simply its body."""

    id: int | None
    body: dict[str, Any] | None
    said: bytes = b""

    @property
    def raw(self) -> bytes:
        """The update as bytes, to be kept."""
        return self.said or _dumped(self.body)

    @property
    def name(self) -> str:
        """What tells it from others: its id, else a digest of its bytes."""
        return str(self.id) if self.id is not None else f"odd-{sha256(self.raw).hexdigest()[:16]}"

    def person(self) -> dict[str, Any]:
        """Whoever caused it, as far as that can be read."""
        return _object(self._content().get("from"))

    def chat(self) -> dict[str, Any]:
        """The chat it belongs to, as far as that can be read."""
        content = self._content()
        return _object(content.get("chat")) or _object(_object(content.get("message")).get("chat"))

    @property
    def is_known(self) -> bool:
        """Whether it is of a kind the bot asks for."""
        return any(kind in (self.body or {}) for kind in KINDS)

    def _content(self) -> dict[str, Any]:
        return next((_object((self.body or {}).get(kind)) for kind in KINDS if self._has(kind)), {})

    def _has(self, kind: str) -> bool:
        return kind in (self.body or {})


async def fetch(bot: Bot, offset: int | None, patience: int, most: int = BATCH) -> bytes:
    """What waits for the bot, as `pieces` reads it; confirms everything below the offset.

    Raises `Misconfigured` where asking again is of no use, `Rival`, `Throttled`, `Unreachable`.
    """
    asked: dict[str, Any] = {"timeout": patience, "limit": most, "allowed_updates": _ALLOWED}
    if offset is not None:
        asked["offset"] = offset
    url = f"{bot.base_url}/getUpdates?{urlencode(asked)}"
    failure: Unreachable
    try:
        status, content = await bot.request.do_request(url, "POST", read_timeout=patience + _GRACE)
    except TelegramError as error:
        failure = Unreachable(plain(error))
    else:
        if not 200 <= status < 300:
            _refused(status, content)
        if b'"result"' in content:
            return content
        failure = Unreachable("not an answer of the Bot API")
    raise failure


def piece_of(raw: bytes) -> Piece:
    """An update as it was kept."""
    try:
        return _piece(_loads(raw))
    except (ValueError, RecursionError):
        return Piece(None, None, raw)


def pieces(content: bytes) -> Iterator[Piece]:
    """The updates in an answer; where it is broken, every one that is not."""
    try:
        answer = _loads(content)
        result = answer["result"]
    except (ValueError, TypeError, KeyError, RecursionError):
        yield from _salvaged(content)
        return
    for body in result if isinstance(result, list) else ():
        yield _piece(body)


def _piece(body: Any) -> Piece:
    known = _object(body)
    return Piece(_id(known.get("update_id")), known or None, b"" if known else _dumped(body))


def _salvaged(content: bytes) -> Iterator[Piece]:
    """Telegram writes `update_id` first, and within a text quotation marks are escaped."""
    starts = [match.start() for match in _BEGINNING.finditer(content)]
    opening = content.find(b"[")
    head = content[opening + 1 : starts[0] if starts else None] if opening >= 0 else content
    if head.strip(_BETWEEN):
        yield Piece(None, None, head.strip(_BETWEEN))
    for start, end in zip(starts, [*starts[1:], len(content)], strict=False):
        yield from _from_slice(content[start:end])


def _from_slice(piece: bytes) -> Iterator[Piece]:
    begun = _BEGINNING.match(piece)
    number = _id(int(begun[1])) if begun else None
    try:
        text = piece.decode()
        body, end = json.JSONDecoder(parse_constant=_no_constant).raw_decode(text)
    except (ValueError, RecursionError):
        yield Piece(number, None, piece)
        return
    yield Piece(number, body, text[:end].encode())
    rest = text[end:].encode().strip(_BETWEEN)
    if rest:
        yield Piece(None, None, rest)


def _refused(status: int, content: bytes) -> NoReturn:
    try:
        answer = _object(_loads(content))
    except (ValueError, RecursionError):
        answer = {}
    said = str(answer.get("description", "")).lower()
    if status in {401, 404}:
        raise Misconfigured("Telegram refuses the token. Set HOMEWARD_TOKEN to the bot's own.")
    if status == 409 and "webhook" in said:
        raise Misconfigured(
            "A webhook is set for this bot, so Telegram gives it no updates by polling. "
            "Whoever set it has to delete it (deleteWebhook), keeping what is pending."
        )
    if status == 409:
        raise Rival("another process polls this bot")
    if status == 429:
        wait = _object(answer.get("parameters")).get("retry_after")
        raise Throttled(float(wait) if isinstance(wait, int | float) else _WAIT_IF_UNTOLD)
    raise Unreachable(f"status {status}")


def _dumped(body: Any) -> bytes:
    return json.dumps(body).encode()


def _loads(content: bytes) -> Any:
    return json.loads(content, parse_constant=_no_constant)


def _no_constant(name: str) -> NoReturn:
    """Refuse NaN and the infinities, which are no JSON."""
    raise ValueError(name)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: Any) -> int | None:
    return value if type(value) is int and 0 < value < 2**31 - 1 else None
