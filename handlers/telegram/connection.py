"""One HTTP/1.1 connection that is asked one thing after the other (RFC 9112)."""

from __future__ import annotations

import asyncio
from typing import NamedTuple, cast

from telegram.error import NetworkError, TimedOut

MOST = 64 * 1024 * 1024
"""Bytes of one answer; the Bot API's are far smaller."""
_HEAD_END = b"\r\n\r\n"
_LINE_END = b"\r\n"


class Answer(NamedTuple):
    """What came back. `is_last` where the server closes the connection behind it."""

    status: int
    body: bytes
    is_last: bool


class Connection(asyncio.Protocol):
    """Writes a request, and reads until its answer is whole."""

    def __init__(self) -> None:
        self.is_open = self.is_ready = False
        self._loop = asyncio.get_running_loop()
        self._buffer = b""
        self._read_limit: float | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._limit: asyncio.TimerHandle | None = None
        self._is_writing = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready for a request."""
        self._transport = cast("asyncio.Transport", transport)
        self.is_open = self.is_ready = True

    async def ask(
        self, request: bytes, read_limit: float | None, write_limit: float | None
    ) -> Answer:
        """Send a request and return the answer to it.

        Raises `TimedOut` where it is not written within `write_limit`, or no byte of an answer
        comes for `read_limit` seconds; `NetworkError` where the connection breaks. In every case
        the server may have done what it was asked to.
        """
        self._waiting, self.is_ready = self._loop.create_future(), False
        self._read_limit = read_limit
        self._transport.write(request)
        self._expect(write_limit if self._is_writing else read_limit)
        try:
            answer = await self._waiting
        finally:
            self._waiting = None
            self._forget_limit()
        self.is_ready = self.is_open and not answer.is_last and not self._buffer
        return answer

    def close(self) -> None:
        """Break it off."""
        self.is_open = self.is_ready = False
        self._transport.abort()

    def pause_writing(self) -> None:
        """The request is too long to be gone at once."""
        self._is_writing = True

    def resume_writing(self) -> None:
        """The request is gone, nearly all of it: now the answer is waited for."""
        self._is_writing = False
        self._expect(self._read_limit)

    def data_received(self, data: bytes) -> None:
        """More of the answer, or of what nobody asked for."""
        self._buffer += data
        if self._waiting is None or len(self._buffer) > MOST:
            self._fail(NetworkError("an answer to nothing, or without end"))
            return
        self._look(is_over=False)
        if not self._waiting.done():
            self._expect(self._read_limit)

    def connection_lost(self, error: Exception | None) -> None:
        """Nothing more will come."""
        self.is_open = self.is_ready = False
        self._look(is_over=True)
        self._fail(NetworkError("the connection broke"))

    def _look(self, *, is_over: bool) -> None:
        """Hand the answer over if it is whole."""
        if self._waiting is None or self._waiting.done():
            return
        try:
            found = _parsed(self._buffer, is_over=is_over)
        except (ValueError, IndexError):
            self._fail(NetworkError("not an answer of HTTP/1.1"))
            return
        if found is not None:
            answer, self._buffer = found
            self._waiting.set_result(answer)

    def _expect(self, seconds: float | None) -> None:
        self._forget_limit()
        if seconds is not None:
            self._limit = self._loop.call_later(seconds, self._give_up)

    def _forget_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _give_up(self) -> None:
        self._fail(TimedOut("no answer in time"))

    def _fail(self, failure: NetworkError) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(failure)
        self.close()


def _parsed(data: bytes, *, is_over: bool) -> tuple[Answer, bytes] | None:
    """An answer and what follows it; None where it is not whole yet. Raises on nonsense."""
    end = data.find(_HEAD_END)
    if end < 0:
        return None
    status, fields = _head(data[:end])
    rest = data[end + len(_HEAD_END) :]
    if 100 <= status < 200:
        return _parsed(rest, is_over=is_over)
    is_last = fields.get(b"connection", b"").lower() == b"close"
    if fields.get(b"transfer-encoding", b"").lower() == b"chunked":
        whole = _unchunked(rest)
        return None if whole is None else (Answer(status, whole[0], is_last), whole[1])
    if b"content-length" not in fields and status not in {204, 304}:
        return (Answer(status, rest, is_last=True), b"") if is_over else None
    size = int(fields.get(b"content-length", b"0"))
    return (Answer(status, rest[:size], is_last), rest[size:]) if len(rest) >= size else None


def _head(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head.split(_LINE_END)
    if not first.startswith(b"HTTP/1.1 "):
        raise ValueError("another version")
    pairs = (line.partition(b":") for line in lines)
    return int(first[9:12]), {name.lower(): value.strip() for name, _, value in pairs}


def _unchunked(data: bytes) -> tuple[bytes, bytes] | None:
    """A body that came in chunks, and what follows it; None where it is not whole yet."""
    body, at = b"", 0
    while (line := data.find(_LINE_END, at)) >= 0:
        size = int(data[at:line].partition(b";")[0], 16)
        begin = line + len(_LINE_END)
        if not size:
            end = data.find(_HEAD_END, line)
            return None if end < 0 else (body, data[end + len(_HEAD_END) :])
        if len(data) < begin + size + len(_LINE_END):
            return None
        body, at = body + data[begin : begin + size], begin + size + len(_LINE_END)
    return None
