"""What a bot at work holds: memory, tasks, file handles, the write-ahead log. None may grow."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bench.process import HOMEWARD, Contender, Running
from bench.telegram import Telegram
from bench.watched import TASKS
from bench.work import at_work
from storage.folder import DATABASE

_COUNT = "tasks"


class Held(NamedTuple):
    """Memory and log in MiB, and how many tasks and handles."""

    memory: float
    tasks: float
    handles: float
    log: float


class Holding:
    """Looks at a bot that is watched."""

    def __init__(self, running: Running, folder: Path) -> None:
        self._running, self._folder = running, folder

    def now(self) -> Held:
        """What it holds. Raises `RuntimeError` where it has ended."""
        self._running.check()
        log = self._folder / "data" / f"{DATABASE}-wal"
        size = log.stat().st_size / 1024**2 if log.exists() else 0.0
        tasks = int((self._folder / _COUNT).read_text("ascii"))
        return Held(self._running.memory("VmRSS"), tasks, self._running.handles(), size)

    def cpu(self) -> float:
        """Seconds of CPU it has used."""
        return self._running.cpu()


@asynccontextmanager
async def watched(
    telegram: Telegram, folder: Path, bot: Contender = HOMEWARD
) -> AsyncIterator[Holding]:
    """The real process at work, told apart from itself only by the task that counts tasks."""
    options = {**bot.options, TASKS: str(folder / _COUNT)}
    seen = replace(bot, command=(sys.executable, "-m", "bench.watched"), options=options)
    async with at_work(telegram, folder, seen) as running:
        yield Holding(running, folder)


def beyond(held: Held, most: Held) -> list[str]:
    """What there is more of than there may be."""
    every = zip(Held._fields, held, most, strict=True)
    return [f"{what}: {has:.1f}, at most {limit:.1f}" for what, has, limit in every if has > limit]
