"""What carries the calls of python-telegram-bot, and the question its failures must answer.

A message has no idempotency key, so after a failed send there is one thing to know: may it
have been delivered? The failures of this room, uncertain ones first::

    NetworkError            it may have been delivered: the connection broke, the answer was cut
    ├── TimedOut            it may have been delivered: no answer in time
    └── NotSent             it was not: there was no connection to send it on
        └── NotSentInTime   the same, after waiting for one; a TimedOut as well

None of them quotes a URL or chains to an error that does: the URL holds the token.
"""

import asyncio
import json
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple, TypeVarTuple

from telegram._utils.defaultvalue import DefaultValue  # PTB has these two in no public place
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Limit = ODVInput[float]
Said = tuple[int, bytes]
"""The status of an answer, and its body."""
Ts = TypeVarTuple("Ts")

_HTTPX_NO_CONNECTION: Final = frozenset(
    {"PoolTimeout", "ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol"}
)


class NotSent(NetworkError):
    """No byte of the request was written: sending it again cannot double a message."""

    __slots__ = ()


class NotSentInTime(NotSent, TimedOut):
    """No connection came free, or none was made, in time; no byte of the request was written."""

    __slots__ = ()


def surely_unsent(error: BaseException) -> bool:
    """Say whether this failure proves that the request never left the house.

    True: send again, freely. False: it may have been delivered. Knows the errors of this room
    and of HTTPXRequest. Ask it only about network trouble: a definite answer of Telegram
    (BadRequest, Forbidden, RetryAfter, …) was of course sent, so it is False too.
    """
    cause = type(error.__cause__)  # httpx is PTB's dependency, not ours: known by its names
    from_httpx = cause.__module__ == "httpx" and cause.__name__ in _HTTPX_NO_CONNECTION
    return isinstance(error, NotSent) or from_httpx


class _Timeouts(NamedTuple):
    connect: float | None
    read: float | None
    write: float | None
    media_write: float | None
    pool: float | None


class Within(NamedTuple):
    """The limits of one call, in seconds; None waits for ever."""

    connect: float | None
    read: float | None
    write: float | None


class GatedRequest(BaseRequest):
    """A drop-in for HTTPXRequest: the same options, defaults and timeouts.

    Timeouts are in seconds, None waits for ever. `pool_timeout`: for one of the
    `connection_pool_size` connections; `connect_timeout`: for name, TCP, TLS and proxy together;
    `write_timeout`: to write the whole body, `media_write_timeout` if it holds files;
    `read_timeout`: for each piece of the answer.

    A POST is never repeated and a redirect never followed. A file handle given unread is read
    once and closed.
    """

    __slots__ = ("_gate", "_is_open", "_pool_size", "_timeouts")

    def __init__(
        self,
        *,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 20.0,
    ) -> None:
        self._timeouts = _Timeouts(
            connect_timeout, read_timeout, write_timeout, media_write_timeout, pool_timeout
        )
        self._pool_size = connection_pool_size
        self._gate = asyncio.Semaphore(connection_pool_size)
        self._is_open = False

    @property
    def read_timeout(self) -> float | None:
        """The read timeout of a call that names none."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Make ready to send, on the running loop; does nothing when ready already."""
        if not self._is_open:
            self._gate, self._is_open = asyncio.Semaphore(self._pool_size), True

    async def shutdown(self) -> None:
        """Close every connection at once, calls in flight included; may be called again."""
        self._is_open = False

    async def do_request(  # noqa: PLR0913, PLR0917 - PTB's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Limit = BaseRequest.DEFAULT_NONE,
        write_timeout: Limit = BaseRequest.DEFAULT_NONE,
        connect_timeout: Limit = BaseRequest.DEFAULT_NONE,
        pool_timeout: Limit = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send once, and give back the status and the body; every failure is a NetworkError."""
        usual, has_files = self._timeouts, request_data is not None and request_data.contains_files
        within = Within(
            chosen(connect_timeout, usual.connect),
            chosen(read_timeout, usual.read),
            chosen(write_timeout, usual.media_write if has_files else usual.write),
        )
        given = (method, url, request_data, within)
        return await self._in_turn(chosen(pool_timeout, usual.pool), self.exchange, *given)

    async def _in_turn(
        self, limit: float | None, exchange: Callable[[*Ts], Awaitable[Said]], *given: *Ts
    ) -> Said:
        """Do it once a connection is free."""
        gate = self._gate
        await _enter(gate, limit)
        try:
            if not self._is_open:
                raise NotSent("The HTTP client is not initialized, or is shut down")
            status, content = await exchange(*given)
        finally:
            gate.release()
        quotable = 200 <= status < 300 or as_object(content) is not None
        return status, content if quotable else b""  # PTB quotes a strange error page

    @abstractmethod
    async def exchange(
        self, method: str, url: str, asked: RequestData | None, within: Within
    ) -> tuple[int, bytes]:
        """Send once, the status and the body. Raises `NetworkError` that quotes no URL."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read Telegram's answer; what is no JSON object is refused, and not quoted in a log."""
        answer = as_object(payload)
        if answer is None:
            raise NetworkError("Invalid server response")
        return answer


async def _enter(gate: asyncio.Semaphore, limit: float | None) -> None:
    if not gate.locked():
        await gate.acquire()  # at once
        return
    try:
        async with asyncio.timeout(limit):
            await gate.acquire()
    except TimeoutError:
        raise NotSentInTime("Pool timeout: every connection is busy; not sent") from None


def chosen(given: Limit, usual: float | None) -> float | None:
    """The limit of one call in seconds: its own, else the usual one."""
    limit = usual if isinstance(given, DefaultValue) else given
    return None if limit is None else max(limit, 0.001)  # aiohttp reads 0 as "for ever"


def as_object(content: bytes) -> dict[str, Any] | None:
    """A JSON object, or None where these bytes are none."""
    try:
        found = json.loads(content.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
