"""The bot as it is, with one task more: it writes down how many tasks there are, ever and again."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from bot import app
from bot.upkeep.console import given_settings

TASKS = "BENCH_TASKS"
"""Names the file."""
EVERY = 0.2
"""Seconds between two counts."""


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
        await asyncio.sleep(EVERY)


def _note(path: Path) -> None:
    """Write it in one go: whoever reads never finds half of it."""
    fresh = path.with_suffix(".new")
    fresh.write_text(str(len(asyncio.all_tasks())), "ascii")
    fresh.replace(path)


if __name__ == "__main__":
    asyncio.run(run())
