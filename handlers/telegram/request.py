"""python-telegram-bot's HTTP, done by aiohttp, and the question its failures must answer.

A message has no idempotency key, so after a failed send there is one thing to know: may it
have been delivered? The failures of this room, uncertain ones first::

    NetworkError            it may have been delivered: the connection broke, the answer was cut
    ├── TimedOut            it may have been delivered: no answer in time
    └── NotSent             it was not: there was no connection to send it on
        └── NotSentInTime   the same, after waiting for one; a TimedOut as well

None of them quotes a URL or chains to an error that does: the URL holds the token.
"""

import asyncio
import errno
import io
import json
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from aiohttp import (
    ClientConnectorError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    MultipartWriter,
    TCPConnector,
)
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload, Payload
from telegram._utils.defaultvalue import DefaultValue  # PTB has these two in no public place
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Limit = ODVInput[float]

_NO_CONNECTION: Final = (ClientConnectorError, ConnectionTimeoutError, ClientHttpProxyError)
_HTTPX_NO_CONNECTION: Final = frozenset(
    {"PoolTimeout", "ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol"}
)
_BREAKS_A_HEADER: Final = frozenset('";\\')


class NotSent(NetworkError):
    """No byte of the request was written: sending it again cannot double a message."""

    __slots__ = ()


class NotSentInTime(NotSent, TimedOut):
    """No connection came free, or none was made, in time; no byte of the request was written."""

    __slots__ = ()


def surely_unsent(error: BaseException) -> bool:
    """Say whether this failure proves that the request never left the house.

    True: send again, freely. False: it may have been delivered. Knows the errors of
    AiohttpRequest and of HTTPXRequest. Ask it only about network trouble: a definite answer
    of Telegram (BadRequest, Forbidden, RetryAfter, …) was of course sent, so it is False too.
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


class _InTime(Payload):
    """A body that must be written within `limit` seconds; aiohttp itself sets no such limit."""

    limit: float | None = None

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        async with asyncio.timeout(self.limit):
            await super().write_with_length(writer, content_length)


class _Form(_InTime, BytesPayload):
    pass


class _Parts(_InTime, MultipartWriter):
    pass


class AiohttpRequest(BaseRequest):
    """A drop-in for HTTPXRequest: the same options, defaults and timeouts, far less CPU.

    Timeouts are in seconds, None waits for ever. `pool_timeout`: for one of the
    `connection_pool_size` connections; `connect_timeout`: for name, TCP, TLS and proxy together;
    `write_timeout`: to write the whole body, `media_write_timeout` if it holds files;
    `read_timeout`: for each piece of the answer.

    `proxy` is an http:// or https:// URL, credentials included; the environment's proxies are
    not looked at. A POST is never repeated and a redirect never followed. A file handle given
    unread is read once and closed.
    """

    __slots__ = ("_gate", "_pool_size", "_proxy", "_session", "_timeouts")

    def __init__(  # noqa: PLR0913 - HTTPXRequest's options, so that a setting can choose
        self,
        *,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 20.0,
        proxy: str | None = None,
    ) -> None:
        if proxy is not None and not proxy.startswith(("http://", "https://")):
            raise ValueError("a proxy must be http:// or https://; for SOCKS use HTTPXRequest")
        self._timeouts = _Timeouts(
            connect_timeout, read_timeout, write_timeout, media_write_timeout, pool_timeout
        )
        self._pool_size = connection_pool_size
        self._proxy = proxy
        self._session: ClientSession | None = None
        self._gate = asyncio.Semaphore(connection_pool_size)

    @property
    def read_timeout(self) -> float | None:
        """The read timeout of a call that names none."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Make ready to send, on the running loop; does nothing when ready already."""
        if self._session is None:
            self._gate = asyncio.Semaphore(self._pool_size)
            self._session = ClientSession(
                connector=TCPConnector(limit=0),  # the gate counts, and tells waiting from failing
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close every connection at once, calls in flight included; may be called again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

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
        usual = self._timeouts
        within = ClientTimeout(
            connect=chosen(connect_timeout, usual.connect),
            sock_read=chosen(read_timeout, usual.read),
        )
        gate = self._gate
        await _enter(gate, chosen(pool_timeout, usual.pool))
        try:
            return await self._exchange(method, url, request_data, write_timeout, within)
        except Exception as error:  # noqa: BLE001 - any of them may quote the URL
            failure = _told(error)
        finally:
            gate.release()
        raise failure  # out here it has no context, so no log can follow it to the URL

    async def _exchange(
        self,
        method: str,
        url: str,
        asked: RequestData | None,
        write_timeout: Limit,
        within: ClientTimeout,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The HTTP client is not initialized, or is shut down")
        body = None
        if asked is not None:
            body = _parts(asked) if asked.contains_files else _form(asked)
            usual = self._timeouts.media_write if asked.contains_files else self._timeouts.write
            body.limit = chosen(write_timeout, usual)
        async with self._session.request(
            method, url, data=body, timeout=within, allow_redirects=False
        ) as answer:
            content = await answer.read()
        quotable = answer.ok or as_object(content) is not None
        return answer.status, content if quotable else b""  # PTB quotes a strange error page

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


def _told(error: Exception) -> NetworkError:
    """Name the failure by its class and errno: messages of aiohttp quote the URL."""
    if isinstance(error, NetworkError):
        return error
    number = error.errno if isinstance(error, OSError) else None
    name = f"aiohttp.{type(error).__name__}" + (
        f" {errno.errorcode.get(number, number)}" if number else ""
    )
    late = isinstance(error, TimeoutError)
    if isinstance(error, _NO_CONNECTION):
        return (NotSentInTime if late else NotSent)(f"{name}: no connection; not sent")
    return TimedOut(f"{name}: timed out") if late else NetworkError(name)


def as_object(content: bytes) -> dict[str, Any] | None:
    """A JSON object, or None where these bytes are none."""
    try:
        found = json.loads(content.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _form(asked: RequestData) -> _Form:
    body = urlencode(asked.json_parameters, errors="replace").encode()
    return _Form(body, content_type="application/x-www-form-urlencoded")


def _parts(asked: RequestData) -> _Parts:
    parts = _Parts("form-data")
    for name, value in asked.json_parameters.items():
        part = parts.append(value.encode("utf-8", "replace").decode())
        part.set_content_disposition("form-data", quote_fields=False, name=name)
    for name, (filename, content, mimetype) in asked.multipart_data.items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        part = parts.append(file, {"Content-Type": mimetype})
        part.set_content_disposition(
            "form-data", quote_fields=False, name=name, filename=_harmless(filename)
        )
    return parts


def _harmless(filename: str) -> str:
    """Keep a file name from ending its header early.

    Telegram's server takes names as raw UTF-8, unescapes nothing, and cuts at every `;`, quoted
    or not (tdnet/td/net/HttpReader.cpp): `a; name=photo` would rename the field.
    """
    return "".join(
        "_" if char in _BREAKS_A_HEADER or not char.isprintable() else char for char in filename
    )
