"""The Bot API, as much of it as a form needs; every call takes `latency` seconds.

A call takes effect when its answer is written. A long poll that waited is answered `latency`
after the first update came, and brings along what came until then.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, Protocol

from bench.wire import Answer, Fields, Line

BOT = {"id": 123456789, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
RIGHTS = {"can_join_groups": True, "can_read_all_group_messages": True}
TRUE = b'{"ok":true,"result":true}'
_TOO_MANY = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d",'
    b'"parameters":{"retry_after":%d}}'
)
DATE = 1_700_000_000


class Crowd(Protocol):
    """Whoever the bot talks to."""

    def hear(self, chat: int, message: dict[str, Any]) -> None:
        """A message of the bot is new, or changed its text."""
        ...


class Refuses(Protocol):
    """Whoever keeps the limits."""

    def admit(self, method: str, fields: Fields) -> int:
        """Count a call, and return 0; or the seconds to wait, where it is one too many."""
        ...


class Telegram:
    """The server's side: updates that wait, and what each method answers."""

    def __init__(self, limits: Refuses | None = None) -> None:
        self.latency = 0.0
        self._limits = limits
        self.calls: Counter[str] = Counter()
        self.polled = asyncio.Event()
        self.crowd: Crowd | None = None
        self._updates: deque[tuple[int, bytes]] = deque()
        self._next_update, self._next_message = 1, 1
        self._poll: tuple[Answer, int] | None = None
        self._server: asyncio.Server | None = None
        self._methods: dict[str, Callable[[Fields], bytes]] = {
            "getMe": lambda _: _result({**BOT, **RIGHTS}),
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "editMessageReplyMarkup": lambda fields: _result(_message(fields)),
            "getWebhookInfo": lambda _: _result(
                {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            ),
            "getMyCommands": lambda _: _result([]),
            "getChat": _chat,
            "getChatMember": lambda _: _result({"status": "administrator", "user": BOT}),
            "createForumTopic": self._topic,
        }

    async def listen(self) -> int:
        """Serve on a free port of this machine; returns the port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Line(self.handle), "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def hang_up(self) -> None:
        """Serve no more."""
        if self._server is not None:
            self._server.close()

    def forget(self) -> None:
        """Be as new, for the next bot."""
        self.calls.clear()
        self._updates.clear()
        self._poll, self.polled = None, asyncio.Event()

    def tell(self, update: dict[str, Any]) -> None:
        """Make an update available to the bot."""
        number, self._next_update = self._next_update, self._next_update + 1
        self._updates.append((number, json.dumps({"update_id": number, **update}).encode()))
        if self._poll is not None:
            (answer, most), self._poll = self._poll, None
            self._soon(partial(self._hand_over, answer, most))

    def number(self) -> int:
        """The id of a new message."""
        self._next_message += 1
        return self._next_message

    def handle(self, method: str, fields: Fields, answer: Answer) -> None:
        """Answer a call, in its time."""
        self.calls[method] += 1
        if method == "getUpdates":
            self._wait(fields, answer)
        elif self.latency:
            self._soon(partial(self._carry_out, method, fields, answer))
        else:
            self._carry_out(method, fields, answer)

    def _soon(self, work: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        if self.latency:
            loop.call_later(self.latency, work)
        else:
            loop.call_soon(work)

    def _carry_out(self, method: str, fields: Fields, answer: Answer) -> None:
        wait = self._limits.admit(method, fields) if self._limits else 0
        if wait:
            answer(_TOO_MANY % (wait, wait), 429)
            return
        carry_out = self._methods.get(method)
        answer(carry_out(fields) if carry_out else TRUE)

    def _wait(self, fields: Fields, answer: Answer) -> None:
        self.polled.set()
        offset = int(fields.get("offset") or 0)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        most, patience = int(fields.get("limit") or 100), float(fields.get("timeout") or 0)
        if self._updates or not patience:
            self._soon(partial(self._hand_over, answer, most))
            return
        waiting = self._poll = (answer, most)
        asyncio.get_running_loop().call_later(patience, self._give_up, waiting)

    def _give_up(self, waiting: tuple[Answer, int]) -> None:
        if self._poll is waiting:
            self._poll = None
            self._hand_over(*waiting)

    def _hand_over(self, answer: Answer, most: int) -> None:
        updates = b",".join(body for _, body in islice(self._updates, most))
        answer(b'{"ok":true,"result":[%b]}' % updates)

    def _send(self, fields: Fields) -> bytes:
        fields["message_id"] = self.number()
        return self._edit(fields)

    def _edit(self, fields: Fields) -> bytes:
        message = _message(fields)
        if self.crowd is not None:
            self.crowd.hear(message["chat"]["id"], message)
        return _result(message)

    def _topic(self, fields: Fields) -> bytes:
        topic = {"message_thread_id": self.number(), "name": "", "icon_color": 0}
        return _result({**topic, "name": fields.get("name", "")})


def _result(value: object) -> bytes:
    return b'{"ok":true,"result":%b}' % json.dumps(value).encode()


def _message(fields: Fields) -> dict[str, Any]:
    chat = int(fields["chat_id"])
    kind = {"type": "private", "first_name": "Ольга"} if chat > 0 else {"type": "supergroup"}
    message: dict[str, Any] = {
        "message_id": int(fields["message_id"]),
        "from": BOT,
        "chat": {"id": chat, **kind},
        "date": DATE,
        "text": fields.get("text", ""),
    }
    if fields.get("message_thread_id"):
        message |= {"message_thread_id": int(fields["message_thread_id"]), "is_topic_message": True}
    markup = fields.get("reply_markup")
    if markup:
        message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
    return message


def _chat(fields: Fields) -> bytes:
    chat = {"id": int(fields["chat_id"]), "type": "supergroup", "title": "Staff", "is_forum": True}
    return _result({**chat, "accent_color_id": 0, "max_reaction_count": 0})
