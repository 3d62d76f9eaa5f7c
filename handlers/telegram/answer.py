"""Answers of HTTP/1.1, read from what a connection receives (RFC 9112; the parser is llhttp's)."""

from __future__ import annotations

from typing import NamedTuple

from httptools import HttpParserError, HttpResponseParser

MOST = 64 * 1024 * 1024
"""Bytes of one answer; the Bot API's are far smaller."""
_SAY_WHERE_IT_ENDS = {b"content-length", b"transfer-encoding"}


class Answer(NamedTuple):
    """What came back. `is_last` where the server closes the connection behind it."""

    status: int
    body: bytes
    is_last: bool


class Reader:
    """Reads one answer after the other. `is_between` while nothing of a further one has come."""

    def __init__(self) -> None:
        self.is_between = True
        self._parser = HttpResponseParser(self)
        self._whole: Answer | None = None
        self._begin()

    def read(self, data: bytes) -> Answer | None:
        """The answer, once it is whole. Raises `ValueError` on what is none, or has no end."""
        try:
            self._parser.feed_data(data)
        except HttpParserError as error:
            raise ValueError("not an answer of HTTP/1.1") from error
        if self._size > MOST:
            raise ValueError("an answer without end")
        whole, self._whole = self._whole, None
        return whole

    def end(self) -> Answer | None:
        """The answer that ends with its connection, where that is how it ends."""
        ends_so = self._has_head and not self._says_where_it_ends
        return Answer(self._status, b"".join(self._body), is_last=True) if ends_so else None

    def _begin(self) -> None:
        self._body: list[bytes] = []
        self._size = self._status = 0
        self._has_head = self._says_where_it_ends = self._is_last = False

    # What follows is called by the parser.

    def on_message_begin(self) -> None:
        """A first byte came."""
        self._begin()
        self.is_between = False

    def on_header(self, name: bytes, _value: bytes) -> None:
        """A field of the head came."""
        self._says_where_it_ends |= name.lower() in _SAY_WHERE_IT_ENDS

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._has_head = True
        self._status = self._parser.get_status_code()
        self._is_last = not self._parser.should_keep_alive()

    def on_body(self, part: bytes) -> None:
        """A part of the body came."""
        self._size += len(part)
        self._body.append(part)

    def on_message_complete(self) -> None:
        """All of it came. "100 Continue" and its like only announce the answer.

        A second answer to one request leaves the reader in the middle for good.
        """
        self.is_between, self._has_head = self._whole is None, False
        if self._status >= 200 and self._whole is None:
            self._whole = Answer(self._status, b"".join(self._body), self._is_last)
