"""Families that fill in a form, each in a closed loop: read the bot's message, answer at once.

Whoever has seen a reference number of 17 digits is done; a new family takes their place. What to
answer is data: `answers.json`.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from pathlib import Path
from typing import Any

from bench.telegram import DATE, Telegram

RULES = json.loads(Path(__file__).with_name("answers.json").read_text("utf-8"))
_NOT_TAPPED = re.compile(RULES["not_tapped"])
_TYPED = [(re.compile(pattern), answer) for pattern, answer in RULES["typed"]]
_REFERENCE = re.compile(r"(?:\d\s?){17}")
_LOST = 60
"""Updates after which a family gives up: no form asks that much."""


class Families:
    """Everyone at once, and what they waited for; each thinks so many seconds before an answer."""

    def __init__(self, telegram: Telegram, think: float = 0.0) -> None:
        self._telegram, self._think = telegram, think
        self._asking: dict[int, Family] = {}
        self._next_chat = 10_000_001
        self.waits: list[float] = []
        self.forms: list[int] = []
        self.lost = 0
        telegram.crowd = self

    def come(self, many: int) -> None:
        """Let families begin."""
        for _ in range(many):
            chat, self._next_chat = self._next_chat, self._next_chat + 1
            self._asking[chat] = Family(chat, self._telegram)

    @property
    def said(self) -> dict[int, int]:
        """How much each of those here has said, by chat."""
        return {chat: family.said for chat, family in self._asking.items()}

    def leave(self) -> None:
        """Let everyone go: what the bot still says is heard by nobody."""
        self._asking.clear()

    def reset(self) -> None:
        """Begin to measure."""
        self.waits, self.forms, self.lost = [], [], 0

    def hear(self, chat: int, message: dict[str, Any]) -> None:
        """Someone got a message, and answers it."""
        family = self._asking.get(chat)
        if family is None or family.asked_at is None:
            return
        self.waits.append(time.perf_counter() - family.asked_at)
        family.asked_at = None
        is_done = _REFERENCE.search(message["text"]) is not None
        if not is_done and family.said < _LOST:
            self._let_answer(family, message)
            return
        del self._asking[chat]
        if is_done:
            self.forms.append(family.said)
        else:
            self.lost += 1
        self.come(1)

    def _let_answer(self, family: Family, message: dict[str, Any]) -> None:
        if self._think:
            asyncio.get_running_loop().call_later(self._think, family.answer, message)
        else:
            family.answer(message)


class Family:
    """One chat. `said` counts their updates; `asked_at` is when the last was made available."""

    def __init__(self, chat: int, telegram: Telegram) -> None:
        self.said = 0
        self.asked_at: float | None = time.perf_counter()
        self._chat, self._telegram = chat, telegram
        self._person = {"id": chat, "is_bot": False, "first_name": "Ольга", "language_code": "uk"}
        self._last, self._refusals = "", 0
        self.write("/start")

    def rest(self) -> None:
        """Be answered."""
        self.asked_at = None

    def answer(self, message: dict[str, Any]) -> None:
        """Tap a button that leads on, else write."""
        rows = message.get("reply_markup", {}).get("inline_keyboard", ())
        buttons = [button for row in rows for button in row]
        for button in buttons:
            if not _NOT_TAPPED.search(f"{button['callback_data']}\n{button['text']}"):
                return self._tap(button["callback_data"], message)
        asked = message["text"][-40:]
        self._refusals = self._refusals + 1 if asked == self._last else 0
        self._last = asked
        return self.write(self._fitting(message["text"]))

    def _fitting(self, text: str) -> str:
        fits = [answer for pattern, answer in _TYPED if pattern.search(text)]
        every = [*fits[:1], *RULES["otherwise"]]
        return every[self._refusals % len(every)]

    def write(self, text: str) -> None:
        """Write a text."""
        message: dict[str, Any] = {
            "message_id": self._telegram.number(),
            "from": self._person,
            "chat": {"id": self._chat, "first_name": "Ольга", "type": "private"},
            "date": DATE,
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"offset": 0, "length": len(text), "type": "bot_command"}]
        self._say({"message": message})

    def _tap(self, token: str, message: dict[str, Any]) -> None:
        query = {
            "id": str(self._telegram.number()),
            "from": self._person,
            "message": message,
            "chat_instance": str(self._chat),
            "data": token,
        }
        self._say({"callback_query": query})

    def _say(self, update: dict[str, Any]) -> None:
        self.said += 1
        self.asked_at = time.perf_counter()
        self._telegram.tell(update)
