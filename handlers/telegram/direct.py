"""Plain calls on a bare HTTP/1.1 connection; whatever carries files goes the way of aiohttp.

A call of the Bot API is one small JSON object each way. A general HTTP client spends several times
more on it than the socket does. The body is JSON, which the Bot API takes for every method as long
as no file is uploaded (core.telegram.org/bots/api, "Making requests").
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections import defaultdict
from contextlib import suppress
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from telegram.request import RequestData

from handlers.telegram.connection import Connection
from handlers.telegram.request import GatedRequest, NotSent, NotSentInTime, Within

_PORTS = {"http": 80, "https": 443}
_SECOND_ADDRESS = 0.25
"""Seconds after which the next address of a name is tried as well (RFC 8305)."""


class _Server(NamedTuple):
    host: str
    port: int
    is_secure: bool


class DirectRequest(GatedRequest):
    """A shorter way for what is small; the long one, for files, is made for the first of them.

    `trust` says whose certificates count; the system knows by default. Knows no proxy.
    """

    __slots__ = ("_busy", "_files", "_idle", "_trust")

    def __init__(
        self,
        *,
        trust: ssl.SSLContext | None = None,
        connection_pool_size: int = 256,
        **timeouts: float | None,
    ) -> None:
        super().__init__(connection_pool_size=connection_pool_size, **timeouts)
        self._trust = trust
        self._idle: defaultdict[_Server, list[Connection]] = defaultdict(list)
        self._busy: set[Connection] = set()
        self._files: GatedRequest | None = None

    async def shutdown(self) -> None:
        """Close every connection at once, calls in flight included; may be called again."""
        await super().shutdown()
        for connection in (*self._busy, *(one for idle in self._idle.values() for one in idle)):
            connection.close()
        self._idle.clear()
        files, self._files = self._files, None
        if files is not None:
            await files.shutdown()

    async def exchange(
        self, method: str, url: str, asked: RequestData | None, within: Within
    ) -> tuple[int, bytes]:
        """Send once, the status and the body. Raises `NetworkError` that quotes no URL."""
        if method != "POST" or (asked is not None and asked.contains_files):
            return await (await self._long_way()).exchange(method, url, asked, within)
        given = {} if asked is None else asked.json_parameters
        return await self._post(
            url, json.dumps(given, ensure_ascii=False).encode("utf-8", "replace"), within
        )

    async def ask(self, url: str, body: bytes) -> tuple[int, bytes]:
        """Post a JSON object, within the usual limits of time: the status, and what came back.

        Raises `NetworkError` and nothing else.
        """
        usual = self._timeouts
        within = Within(usual.connect, usual.read, usual.write)
        return await self._in_turn(usual.pool, self._post, url, body, within)

    async def _post(self, url: str, body: bytes, within: Within) -> tuple[int, bytes]:
        server, head = _place(url)
        connection = await self._connected(server, within.connect)
        self._busy.add(connection)
        try:
            request = b"%b%d\r\n\r\n%b" % (head, len(body), body)
            answer = await connection.ask(request, within.read, within.write)
        finally:
            self._busy.discard(connection)
            self._keep(server, connection)
        return answer.status, answer.body

    async def _long_way(self) -> GatedRequest:
        make = await asyncio.to_thread(_by_aiohttp)  # nobody waits while it is loaded
        if not self._is_open:
            raise NotSent("The HTTP client is shut down")
        if self._files is None:
            self._files = make()
            await self._files.initialize()
        return self._files

    async def _connected(self, server: _Server, limit: float | None) -> Connection:
        idle = self._idle[server]
        while idle:
            connection = idle.pop()
            if connection.is_open:
                return connection
        trust = (self._trust or _systems_trust()) if server.is_secure else None
        return await _connect(server, trust, limit)

    def _keep(self, server: _Server, connection: Connection) -> None:
        """Use a connection again where nothing is left on it, else close it."""
        if connection.is_ready and self._is_open:
            self._idle[server].append(connection)
        else:
            connection.close()


def _by_aiohttp() -> type[GatedRequest]:
    from handlers.telegram.uploading import AiohttpRequest  # noqa: PLC0415 -- 8 MiB, 100 ms

    return AiohttpRequest


async def _connect(
    server: _Server, trust: ssl.SSLContext | None, limit: float | None
) -> Connection:
    """A new connection. No byte of a request was written where there is none."""
    loop, failure = asyncio.get_running_loop(), NotSent("no connection; not sent")
    with suppress(OSError, ValueError):  # also what TLS and a strange name raise
        try:
            async with asyncio.timeout(limit):
                _, connection = await loop.create_connection(
                    Connection,
                    server.host,
                    server.port,
                    ssl=trust,
                    happy_eyeballs_delay=_SECOND_ADDRESS,
                )
                return connection
        except TimeoutError:
            failure = NotSentInTime("no connection in time; not sent")
    raise failure


@cache
def _systems_trust() -> ssl.SSLContext:
    """Read once: it takes 28 ms and 0.8 MiB, which asyncio would spend on every connection."""
    return ssl.create_default_context()


@lru_cache(maxsize=64)
def _place(url: str) -> tuple[_Server, bytes]:
    """Where a URL leads, and how a request for it begins, up to the length of its body.

    Raises `NotSent`, which does not quote it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        server = _Server(parts.hostname or "", port, parts.scheme == "https")
    except (ValueError, KeyError):
        server = _Server("", 0, is_secure=False)
    if not server.host or not url.isascii() or not url.isprintable() or " " in url:
        raise NotSent("not an address; not sent")
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    head = (
        f"POST {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"User-Agent: {GatedRequest.USER_AGENT}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
    )
    return server, head.encode()
