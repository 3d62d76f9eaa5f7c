"""A bot at work on a load server, for as long as a block lasts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path

from bench import rooms
from bench.process import HOMEWARD, SCRATCH, Contender, Running
from bench.telegram import Telegram


def room() -> AbstractContextManager[Path]:
    """A fresh folder on the disk of the checkout, for as long as a block lasts."""
    return rooms.room(SCRATCH)


@asynccontextmanager
async def at_work(
    telegram: Telegram, folder: Path, bot: Contender = HOMEWARD
) -> AsyncIterator[Running]:
    """The real process, from its first poll until the block ends."""
    telegram.forget()
    api = f"http://127.0.0.1:{await telegram.listen()}"
    try:
        running = await Running.start(bot, api, folder)
        try:
            await running.until(telegram.polled)
            yield running
        finally:
            await running.stop()
    finally:
        telegram.hang_up()
