"""The HTTP under python-telegram-bot: an answer comes late, is wrong, or never comes."""

from __future__ import annotations

import asyncio
import json
from contextvars import ContextVar
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.core.say import Prompt
from bot.errors import SendError, Uncertain
from bot.notices import MADE_ANEW
from bot.ports import Channel, Parcel, StoredFile
from handlers.telegram.parts import SENT_AGAIN
from handlers.telegram.request import NotSent
from tests.core.kit import speech
from tests.simulation.fate import Fate, Killed
from tests.simulation.forum import Answered
from tests.simulation.telegram import SENDS, Telegram

CARRIED: ContextVar[str | None] = ContextVar("carried", default=None)
"""The message of ours that a call is made for."""

CARD: ContextVar[str] = ContextVar("card", default="")
"""How the card begins that is shown along with it: a card is a view, and may be there twice."""
VIEW = "card:"


class Wire:
    """Between the process and Telegram. `flying` are calls that have left and had no effect yet;
    calls of the `spared` methods never fail."""

    def __init__(self, telegram: Telegram, fate: Fate, spared: frozenset[str]) -> None:
        self.telegram, self.fate, self.spared = telegram, fate, spared
        self.flying: dict[int, tuple[str, dict[str, Any], str | None]] = {}
        self._number = count()

    async def exchange(self, method: str, given: dict[str, Any]) -> tuple[int, bytes]:
        """One call, with whatever befalls it."""
        if self.fate.is_dead:
            raise Killed
        carried, number = _carried(given), next(self._number)
        await asyncio.sleep(self.fate.while_())
        spared = method in self.spared
        trouble = self.fate.pick(*_TROUBLES) if not spared and self.fate.strikes() else None
        if trouble is not None:
            self.fate.note(f"{method}: {trouble}")
            early = self._answer_without_effect(trouble)
            if early is not None:
                return early
        self.flying[number] = (method, given, carried)
        try:
            if trouble == "lost before":
                self._count(method, carried)
                raise TimedOut
            answer = await self._carry_out(method, given, carried)
            del self.flying[number]
            if trouble == "lost after":
                self._count(method, carried)
                raise NetworkError("cut")
            self.fate.may_die(f"after {method}")
            await asyncio.sleep(self.fate.while_())
            return answer
        finally:
            if not self.fate.is_dead:
                self.flying.pop(number, None)

    def _count(self, method: str, carried: str | None) -> None:
        if carried is not None and method in SENDS:
            self.telegram.ambiguous[carried] += 1

    def _answer_without_effect(self, trouble: str) -> tuple[int, bytes] | None:
        if trouble == "refused":
            raise NotSent("no connection")
        if trouble == "throttled":
            wait = self.fate.pick(1, 3, 20)
            said = Answered(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
            return 429, said.body.encode()
        if trouble == "failed":
            return 502, b'{"ok":false,"error_code":502,"description":"Bad Gateway"}'
        return None

    async def _carry_out(
        self, method: str, given: dict[str, Any], carried: str | None
    ) -> tuple[int, bytes]:
        try:
            if method == "getUpdates":
                offset, limit = int(given.get("offset", 0)), int(given["limit"])
                result: Any = await self.telegram.updates(offset, limit, float(given["timeout"]))
            else:
                result = self.telegram.call(method, given, carried)
        except Answered as refusal:
            return refusal.status, refusal.body.encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def cut(self) -> None:
        """The process died: what was flying may still take effect."""
        for method, given, carried in self.flying.values():
            if method in SENDS and self.fate.chance(0.5):
                self.fate.note(f"{method} arrives after death")
                try:
                    self.telegram.call(method, given, carried)
                except Answered:
                    continue
        self.flying.clear()


_TROUBLES = ("refused", "lost before", "lost after", "throttled", "failed")


def _carried(given: dict[str, Any]) -> str | None:
    """The message a call is made for, marked where the call only draws its card or its topic."""
    message, head, text = CARRIED.get(), CARD.get(), str(given.get("text", ""))
    text = text.removeprefix(SENT_AGAIN.text).lstrip()
    is_view = (head and text.startswith(head)) or text.startswith(MADE_ANEW.text)
    return f"{VIEW}{message}" if message and is_view else message


class SimulatedRequest(BaseRequest):
    """python-telegram-bot's door to the wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    @property
    def read_timeout(self) -> float | None:
        """None is kept."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **limits: Any
    ) -> tuple[int, bytes]:
        """Make a call."""
        parts = urlsplit(url)
        given: dict[str, Any] = dict(parse_qsl(parts.query))
        if request_data is not None:
            given |= request_data.json_parameters
        return await self._wire.exchange(parts.path.rpartition("/")[2], given)


class Traced:
    """A channel, and what its tries came to: `open` are tries nobody has settled yet."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self.name = channel, channel.name
        self.open: set[str] = set()

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Send, and note for whom."""
        message = parcel.outgoing.id
        CARRIED.set(message)
        card = parcel.card
        CARD.set("" if card is None else head_of(card.prompt, parcel.outgoing.locale))
        self.open.add(message)
        try:
            return await self._channel.send(parcel, files)
        except SendError as failure:
            # Parts that arrived are written down with the outcome, and forgotten if that is lost.
            if not isinstance(failure, Uncertain) and not failure.parts_sent:
                self.open.discard(message)
            raise


def head_of(prompt: Prompt, locale: str) -> str:
    """The first line of a prompt, as it is shown."""
    return speech().prompt(prompt, locale).strip().partition("\n")[0]
