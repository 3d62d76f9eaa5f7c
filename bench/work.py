"""A bot at work on a load server, for as long as a block lasts."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bench.heat import START_LIMIT
from bench.process import HOMEWARD, SCRATCH, Contender, Running
from bench.telegram import Telegram


@contextmanager
def room() -> Iterator[Path]:
    """A fresh folder on the disk of the checkout."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SCRATCH, ignore_cleanup_errors=True) as name:
        yield Path(name)


@asynccontextmanager
async def at_work(
    telegram: Telegram, folder: Path, bot: Contender = HOMEWARD
) -> AsyncIterator[Running]:
    """The real process, from its first poll until the block ends."""
    telegram.forget()
    running = await Running.start(bot, f"http://127.0.0.1:{await telegram.listen()}", folder)
    try:
        async with asyncio.timeout(START_LIMIT):
            await telegram.polled.wait()
        yield running
    finally:
        await running.stop()
