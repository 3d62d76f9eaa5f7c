"""A poller on the wire, who hears what it fetched, and the shelf it has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Update

from bot.errors import StorageError
from bot.ports.shelf import Shelved
from bot.world import SystemClock
from handlers.telegram.poller import Poller
from handlers.telegram.reading import Glance, Words
from tests.kit_clock import FakeChance
from tests.wire.kit import Wire


@dataclass
class Board:
    """A shelf. What was ever put there stays in `every`, what stands there now in `stands`."""

    stands: dict[str, bytes] = field(default_factory=dict)
    every: list[bytes] = field(default_factory=list)
    fails: bool = False

    async def keep(self, content: bytes, came: datetime, done: Sequence[str] = ()) -> str:
        """Put a haul there."""
        if self.fails:
            raise StorageError("the disk is full")
        await self.clear(done)
        self.every.append(content)
        key = f"haul{len(self.every)}"
        self.stands[key] = content
        return key

    async def clear(self, done: Sequence[str]) -> None:
        """Take off what is done."""
        for key in done:
            del self.stands[key]

    async def remember(self, keys: Sequence[str]) -> None:
        """Nothing is forgotten here."""

    async def left(self) -> tuple[Shelved, ...]:
        """What stands there."""
        return tuple(Shelved(*each) for each in self.stands.items())


@dataclass
class Ear:
    """What was handled, set aside and apologised for. `before` may fail or wait."""

    texts: list[str] = field(default_factory=list)
    aside: list[tuple[str, bytes, str]] = field(default_factory=list)
    sorry: list[tuple[str, str, str | None]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    before: Callable[[str], Awaitable[None]] | None = None
    shelf: Board = field(default_factory=Board)

    async def hear(self, update: Update | Glance) -> None:
        """Handle an update."""
        text = _said(update)
        if self.before is not None:
            await self.before(text)
        self.texts.append(text)

    def heard(self, text: str) -> bool:
        """Whether this was said."""
        return text in self.texts

    async def set_aside(self, key: str, payload: bytes, reason: str) -> None:
        """Keep it."""
        self.aside.append((key, payload, reason))

    async def apologise(
        self, chat_id: str, key: str, locale_hint: str | None, error_id: str
    ) -> None:
        """Say sorry."""
        self.numbers.append(error_id)
        self.sorry.append((chat_id, key, locale_hint))


def _said(update: Update | Glance) -> str:
    if isinstance(update, Words):
        return update.text
    return (isinstance(update, Update) and update.message and update.message.text) or ""


class Hasty(SystemClock):
    """The system's clock, with waits a hundred times shorter."""

    async def sleep(self, seconds: float) -> None:
        """Wait a little."""
        await super().sleep(seconds / 100)


@asynccontextmanager
async def polling(wire: Wire, ear: Ear) -> AsyncIterator[asyncio.Task[None]]:
    """A poller at work on the wire."""
    poller = Poller(wire.bot, ear.hear, ear, ear.shelf, Hasty(), FakeChance())
    running = asyncio.ensure_future(poller.run())
    try:
        yield running
    finally:
        await poller.stop()
        if not running.done():
            await running


async def writes(wire: Wire, *texts: str, user_id: int | None = None) -> None:
    """A family writes."""
    for text in texts:
        await wire.do("say", user_id=user_id or wire.family, text=text)


async def pending(wire: Wire) -> int:
    """How many updates Telegram still keeps."""
    return int((await wire.bot.get_webhook_info()).pending_update_count)
