"""The bot as it is, with one task more: it writes down how many tasks there are, every second."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from bot import app
from bot.upkeep.console import given_settings

TASKS = "BENCH_TASKS"
"""Names the file."""


async def run() -> None:
    """Run the bot of this environment until it is told to stop."""
    counting = asyncio.create_task(_count(Path(os.environ[TASKS])))
    try:
        await app.run(given_settings())
    finally:
        counting.cancel()


async def _count(path: Path) -> None:
    while True:
        _note(path)
        await asyncio.sleep(1.0)


def _note(path: Path) -> None:
    path.write_text(str(len(asyncio.all_tasks())), "ascii")


if __name__ == "__main__":
    asyncio.run(run())
