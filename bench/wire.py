"""HTTP/1.1 on bare asyncio, as much of it as Bot API clients speak."""

from __future__ import annotations

import asyncio
import json
from binascii import a2b_qp
from collections.abc import Callable
from email.parser import BytesParser
from typing import Any

Fields = dict[str, Any]
Answer = Callable[..., None]
"""Takes the body, and the status where that is not 200."""
Handle = Callable[[str, Fields, Answer], None]

_HEAD = b"HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
_LENGTH = b"content-length:"


class Line(asyncio.Protocol):
    """One connection. Requests on it are answered in turn, as clients without pipelining ask."""

    def __init__(self, handle: Handle) -> None:
        self._handle, self._buffer = handle, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        """Hand over every request that is complete."""
        buffer = self._buffer + data
        while (end := buffer.find(b"\r\n\r\n")) >= 0:
            head, begin = buffer[:end], end + 4
            size = _size(head)
            if len(buffer) < begin + size:
                break
            body, buffer = buffer[begin : begin + size], buffer[begin + size :]
            self._take(head, body)
        self._buffer = buffer

    def answer(self, body: bytes, status: int = 200) -> None:
        """Write an answer, if someone is still there."""
        if not self._transport.is_closing():
            self._transport.write(_HEAD % (status, len(body), body))

    def _take(self, head: bytes, body: bytes) -> None:
        path, _, query = head.split(b" ", 2)[1].partition(b"?")
        fields = _form(query) if query else {}
        if body:
            fields.update(_fields(head, body))
        self._handle(path.rpartition(b"/")[2].decode(), fields, self.answer)


def _size(head: bytes) -> int:
    at = head.lower().find(_LENGTH)
    if at < 0:
        return 0
    return int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0])


def _fields(head: bytes, body: bytes) -> Fields:
    if body[:1] == b"{":
        found: Fields = json.loads(body)
        return found
    return _parts(head, body) if b"multipart/" in head else _form(body)


def _form(body: bytes) -> Fields:
    """Percent-encoding read by the quoted-printable decoder, which is the same but for one sign."""
    fields = {}
    for pair in body.split(b"&"):
        name, _, value = pair.partition(b"=")
        plain = a2b_qp(value.replace(b"+", b" ").replace(b"%", b"="))
        fields[name.decode()] = plain.decode()
    return fields


def _parts(head: bytes, body: bytes) -> Fields:
    _, _, headers = head.partition(b"\r\n")
    message = BytesParser().parsebytes(headers + b"\r\n\r\n" + body)
    return {
        str(part.get_param("name", header="content-disposition")): bytes(
            part.get_payload(decode=True) or b""
        ).decode()
        for part in message.get_payload()
        if not isinstance(part, str)
    }
