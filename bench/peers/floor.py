"""The floor: no library and no product, only what must be done for as many durable writes.

A step is durable before it is answered: the update noted, the answers kept, the message queued, in
one commit for all who wait (synchronous=FULL). What was sent is noted with the next commit.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bench.peers import form

SCHEMA = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
CREATE TABLE seen (id INTEGER PRIMARY KEY);
CREATE TABLE kept (chat INTEGER PRIMARY KEY, answers TEXT);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, body BLOB);
"""
NOTE = "INSERT OR IGNORE INTO seen VALUES (?)"
KEEP = "INSERT OR REPLACE INTO kept VALUES (?, ?)"
QUEUE = "INSERT INTO outbox VALUES (?, ?)"
SENT = "DELETE FROM outbox WHERE id = ?"
Row = tuple[str, tuple[Any, ...]]


class Line(asyncio.Protocol):
    """A connection that carries one call at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be ready."""
        self.transport: Any = transport
        self.told: Callable[[bytes], None] = len
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        """Hand over an answer that is complete."""
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        size = int(head.rpartition(b"Content-Length: ")[2]) if found else 0
        if found and len(body) >= size:
            self._buffer = b""
            self.told(body)


class Wire:
    """Calls of the Bot API on as many connections as needed."""

    def __init__(self) -> None:
        self._free: list[Line] = []
        self._to = urlsplit(form.API)

    async def call(self, method: str, body: bytes) -> bytes:
        """Make one call."""
        line = self._free.pop() if self._free else await self._new()
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        line.told = answer.set_result
        line.transport.write(
            b"POST /bot%b/%b HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b"
            % (form.TOKEN.encode(), method.encode(), len(body), body)
        )
        got = await answer
        self._free.append(line)
        return got

    async def _new(self) -> Line:
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(Line, self._to.hostname, self._to.port)
        return line


class Books:
    """What is durable. Rows of everyone who waits go into one commit."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(
            form.DATA / "kept.sqlite3", isolation_level=None, check_same_thread=False
        )
        self._db.executescript(SCHEMA)
        self._rows: list[Row] = []
        self._waiting: list[asyncio.Future[None]] = []
        self._busy = False

    def write(self, *rows: Row) -> asyncio.Future[None]:
        """Write rows; the future is done when they are durable."""
        loop = asyncio.get_running_loop()
        durable = loop.create_future()
        self._rows.extend(rows)
        self._waiting.append(durable)
        if not self._busy:
            self._busy = True
            self._task = loop.create_task(self._drain())
        return durable

    async def _drain(self) -> None:
        while self._rows:
            rows, self._rows = self._rows, []
            waiting, self._waiting = self._waiting, []
            await asyncio.to_thread(self._commit, rows)
            for durable in waiting:
                durable.set_result(None)
        self._busy = False

    def _commit(self, rows: list[Row]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        for statement, values in rows:
            self._db.execute(statement, values)
        self._db.execute("COMMIT")


class Bot:
    """Fills in the form with everyone who writes."""

    def __init__(self) -> None:
        self._wire, self._books = Wire(), Books()
        self._answers: dict[int, list[str]] = {}
        self._going: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Poll for ever; an offset moves only past what is durable."""
        offset = 0
        while True:
            asked = json.dumps({"offset": offset, "timeout": 30}).encode()
            updates = json.loads(await self._wire.call("getUpdates", asked))["result"]
            durable = [self._take(update) for update in updates]
            if durable:
                await durable[-1]
                offset = updates[-1]["update_id"] + 1

    def _take(self, update: dict[str, Any]) -> asyncio.Future[None]:
        number, query = update["update_id"], update.get("callback_query")
        chat = (query or update)["message"]["chat"]["id"]
        if query:
            self._go(self._wire.call("answerCallbackQuery", _packed(callback_query_id=query["id"])))
        body = self._step(chat, query["data"] if query else None, update)
        durable = self._books.write(
            (NOTE, (number,)),
            (KEEP, (chat, json.dumps(self._answers[chat]))),
            (QUEUE, (number, body)),
        )
        durable.add_done_callback(lambda _: self._go(self._send(number, body)))
        return durable

    def _step(self, chat: int, token: str | None, update: dict[str, Any]) -> bytes:
        text = "" if token else update["message"]["text"]
        if text == "/start":
            self._answers[chat] = []
        answers = self._answers[chat]
        if token == form.SEND:
            return _packed(chat_id=chat, text=form.receipt())
        step = len(answers)
        answer = form.tapped(step, token) if token else form.typed(step, text)
        is_new = answer is not None and text != "/start"
        if is_new:
            answers.append(str(answer))
        said = form.asked(len(answers), answers, refused=not is_new and text != "/start")
        rows = [[{"text": w, "callback_data": t}] for w, t in form.buttons(len(answers))]
        return _packed(chat_id=chat, text=said, reply_markup={"inline_keyboard": rows})

    async def _send(self, number: int, body: bytes) -> None:
        await self._wire.call("sendMessage", body)
        self._books.write((SENT, (number,)))

    def _go(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._going.add(task)
        task.add_done_callback(self._going.discard)


def _packed(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


if __name__ == "__main__":
    asyncio.run(Bot().run())
