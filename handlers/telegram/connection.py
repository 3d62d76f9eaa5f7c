"""One HTTP/1.1 connection that is asked one thing after the other."""

from __future__ import annotations

import asyncio
from typing import cast

from telegram.error import NetworkError, TimedOut

from handlers.telegram.answer import Answer, Reader


class Connection(asyncio.Protocol):
    """Writes a request, and reads until its answer is whole."""

    def __init__(self) -> None:
        self.is_open = self.is_ready = False
        self._loop = asyncio.get_running_loop()
        self._reader = Reader()
        self._read_limit: float | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._until: float | None = None
        self._look: asyncio.TimerHandle | None = None
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
            self._waiting = self._until = None
        self.is_ready = self.is_open and not answer.is_last and self._reader.is_between
        return answer

    def close(self) -> None:
        """Break it off."""
        self.is_open = self.is_ready = False
        if self._look is not None:
            self._look.cancel()
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
        if self._waiting is None or self._waiting.done():
            self._fail("an answer to nothing")
            return
        try:
            answer = self._reader.read(data)
        except ValueError as error:
            self._fail(str(error))
            return
        if answer is None:
            self._expect(self._read_limit)
        else:
            self._waiting.set_result(answer)

    def connection_lost(self, error: Exception | None) -> None:
        """Nothing more will come."""
        answer = None if error is not None else self._reader.end()
        if answer is not None and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(answer)
        self._fail("the connection broke")

    def _expect(self, seconds: float | None) -> None:
        """Something has to happen within this time.

        Nearly every answer comes long before, so the look at the clock is left where it is, and
        says itself when to look again.
        """
        self._until = None if seconds is None else self._loop.time() + seconds
        if self._until is None or (self._look is not None and self._look.when() <= self._until):
            return
        if self._look is not None:
            self._look.cancel()
        self._look = self._loop.call_at(self._until, self._look_again)

    def _look_again(self) -> None:
        self._look = None
        if self._until is None:
            return
        if self._until > self._loop.time():
            self._look = self._loop.call_at(self._until, self._look_again)
        else:
            self._end(TimedOut("no answer in time"))

    def _fail(self, why: str) -> None:
        self._end(NetworkError(why))

    def _end(self, failure: NetworkError) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(failure)
        self.close()
