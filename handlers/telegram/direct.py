"""Plain calls on a bare HTTP/1.1 connection; whatever carries files goes the way of aiohttp.

A call of the Bot API is one small JSON object each way. A general HTTP client spends several times
more on it than the socket does. The body is JSON, which the Bot API takes for every method as long
as no file is uploaded (core.telegram.org/bots/api, "Making requests").
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import ClientTimeout
from telegram.request import RequestData

from handlers.telegram.answer import Answer
from handlers.telegram.connection import Connection
from handlers.telegram.request import (
    AiohttpRequest,
    Limit,
    NotSent,
    NotSentInTime,
    as_object,
    chosen,
)

_PORTS = {"http": 80, "https": 443}
_SECOND_ADDRESS = 0.25
"""Seconds after which the next address of a name is tried as well (RFC 8305)."""


class _Server(NamedTuple):
    host: str
    port: int
    is_secure: bool


class DirectRequest(AiohttpRequest):
    """AiohttpRequest with a shorter way for what is small. Knows no proxy."""

    __slots__ = ("_busy", "_idle")

    def __init__(  # the options both ways have
        self,
        *,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        write_timeout: float | None = 5.0,
        media_write_timeout: float | None = 20.0,
    ) -> None:
        super().__init__(
            connection_pool_size=connection_pool_size,
            read_timeout=read_timeout,
            connect_timeout=connect_timeout,
            pool_timeout=pool_timeout,
            write_timeout=write_timeout,
            media_write_timeout=media_write_timeout,
        )
        self._idle: defaultdict[_Server, list[Connection]] = defaultdict(list)
        self._busy: set[Connection] = set()

    async def shutdown(self) -> None:
        """Close every connection at once, calls in flight included; may be called again."""
        await super().shutdown()
        for connection in (*self._busy, *(one for idle in self._idle.values() for one in idle)):
            connection.close()
        self._idle.clear()

    async def _exchange(
        self,
        method: str,
        url: str,
        asked: RequestData | None,
        write_timeout: Limit,
        within: ClientTimeout,
    ) -> tuple[int, bytes]:
        if method != "POST" or (asked is not None and asked.contains_files):
            return await super()._exchange(method, url, asked, write_timeout, within)
        if self._session is None:
            raise NotSent("The HTTP client is not initialized, or is shut down")
        server, target, host = _place(url)
        connection = await self._connected(server, within.connect)
        self._busy.add(connection)
        try:
            request = _request(target, host, asked, self.USER_AGENT)
            limit = chosen(write_timeout, self._timeouts.write)
            answer = await connection.ask(request, within.sock_read, limit)
        finally:
            self._busy.discard(connection)
            self._keep(server, connection)
        return answer.status, answer.body if _is_quotable(answer) else b""

    async def _connected(self, server: _Server, limit: float | None) -> Connection:
        idle = self._idle[server]
        while idle:
            connection = idle.pop()
            if connection.is_open:
                return connection
        return await _connect(server, limit)

    def _keep(self, server: _Server, connection: Connection) -> None:
        """Use a connection again where nothing is left on it, else close it."""
        if connection.is_ready and self._session is not None:
            self._idle[server].append(connection)
        else:
            connection.close()


async def _connect(server: _Server, limit: float | None) -> Connection:
    """A new connection. No byte of a request was written where there is none."""
    loop, failure = asyncio.get_running_loop(), NotSent("no connection; not sent")
    with suppress(OSError, ValueError):  # also what TLS and a strange name raise
        try:
            async with asyncio.timeout(limit):
                _, connection = await loop.create_connection(
                    Connection,
                    server.host,
                    server.port,
                    ssl=server.is_secure or None,
                    happy_eyeballs_delay=_SECOND_ADDRESS,
                )
                return connection
        except TimeoutError:
            failure = NotSentInTime("no connection in time; not sent")
    raise failure


def _place(url: str) -> tuple[_Server, str, str]:
    """Where a URL leads, and what to ask for there. Raises `NotSent`, which does not quote it."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        server = _Server(parts.hostname or "", port, parts.scheme == "https")
    except (ValueError, KeyError):
        server = _Server("", 0, is_secure=False)
    if not server.host or not url.isascii() or not url.isprintable() or " " in url:
        raise NotSent("not an address; not sent")
    return server, f"{parts.path}?{parts.query}" if parts.query else parts.path, parts.netloc


def _request(target: str, host: str, asked: RequestData | None, agent: str) -> bytes:
    given = {} if asked is None else asked.json_parameters
    body = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
    head = (
        f"POST {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _is_quotable(answer: Answer) -> bool:
    """Whether python-telegram-bot may see it: a strange error page it would quote."""
    return 200 <= answer.status < 300 or as_object(answer.body) is not None
