"""The emulator and a bot on it, for tests of what goes over the wire."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, FormData
from telegram import Bot

from bot.core.case import Address
from bot.core.say import Line, Prompt, Say, Verbatim
from bot.pacing import Pace
from bot.ports import Outgoing, Parcel
from handlers.sandbox import Emulator
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.uploading import AiohttpRequest
from tests.kit_clock import FakeClock

PATIENCE = 0.5
"""Seconds the bot waits for an answer that never comes."""


class PlainSpeech:
    """Says every line in English, as it stands in the code."""

    def text(self, line: Line, locale: str) -> str:
        """A line in a language."""
        if isinstance(line, Say):
            return line.text.format(**line.params)
        assert isinstance(line, Verbatim)
        return line.verbatim

    def prompt(self, prompt: Prompt, locale: str) -> str:
        """The paragraphs of a prompt, with blank lines between."""
        return "\n\n".join(self.text(line, locale) for line in prompt.says)


@dataclass
class Wire:
    """The emulator and its control door (docs/sandbox.md), a bot and a channel, one family."""

    emulator: Emulator
    http: ClientSession
    bot: Bot
    clock: FakeClock
    pace: Pace
    channel: TelegramChannel
    family: int = 0

    @property
    def address(self) -> Address:
        """The family's address."""
        return Address(channel="telegram", id=str(self.family))

    @property
    def desk(self) -> Address:
        """The staff group's address."""
        return Address(channel="telegram", id=str(self.emulator.staff_chat_id))

    async def do(self, what: str, **body: Any) -> Any:
        """Let somebody do something, or plan a fault."""
        async with self.http.post(f"{self.emulator.url}/_/{what}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def raw_update(self, text: str) -> None:
        """Queue a text as an update."""
        async with self.http.post(f"{self.emulator.url}/_/update?raw=1", data=text) as answer:
            assert answer.status == 200, await answer.text()

    async def sends_file(self, kind: str, content: bytes = b"x", **more: str) -> Any:
        """The family sends a file."""
        form = FormData({"user_id": str(self.family), "kind": kind, **more})
        form.add_field("file", content, filename="letter.pdf", content_type="application/pdf")
        async with self.http.post(f"{self.emulator.url}/_/send", data=form) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def look(self, what: str) -> Any:
        """Look at something through the control door."""
        async with self.http.get(f"{self.emulator.url}/_/{what}") as answer:
            return await answer.json()

    async def seen(self, chat_id: int | None = None) -> list[dict[str, Any]]:
        """What the bot has shown in a chat, oldest first."""
        lines = await self.look(f"transcript?chat_id={chat_id or self.family}")
        return [line for line in lines if line["is_bot"]]

    async def texts(self, chat_id: int | None = None) -> list[str]:
        """The texts the bot has shown in a chat."""
        return [line["text"] for line in await self.seen(chat_id)]

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The bot's calls of a method."""
        known = await self.look("calls?after=0")
        return [call for call in known if call["method"].lower() == method.lower()]


def parcel(prompt: Prompt, address: Address, **more: Any) -> Parcel:
    """A message on its way."""
    counts = ("attempts", "uncertain", "parts_sent")
    known = {name: more.pop(name) for name in counts if name in more}
    outgoing = Outgoing(id="m", address=address, prompt=prompt, locale="en", **more)
    return Parcel(outgoing=outgoing, **known)


async def eventually(is_so: Callable[[], object]) -> None:
    """Wait until something is so; the test's own time limit ends it otherwise."""
    while not is_so():  # noqa: ASYNC110 -- what is awaited happens on the wire
        await asyncio.sleep(0.005)


@asynccontextmanager
async def wired(rate: float = 0.0) -> AsyncIterator[Wire]:
    """An emulator and a bot on it, to which a family has said /start."""
    async with Emulator() as emulator, ClientSession() as http:
        bot = Bot(
            emulator.token,
            base_url=f"{emulator.url}/bot",
            request=AiohttpRequest(read_timeout=PATIENCE),
            get_updates_request=AiohttpRequest(),
        )
        async with bot:
            clock = FakeClock()
            pace = Pace(clock, rate)
            channel = TelegramChannel(bot, PlainSpeech(), clock, pace)
            wire = Wire(emulator, http, bot, clock, pace, channel)
            joined = await wire.do("users", first_name="Olena", language_code="uk")
            wire.family = joined["id"]
            await wire.do("say", user_id=wire.family, text="/start")
            yield wire
