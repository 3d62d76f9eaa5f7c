"""The real process, killed while more comes in than it can deal with at once (R1, R3, R4)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bench.families import Families
from bench.process import HOMEWARD, Running
from bench.telegram import Telegram
from storage.folder import DATABASE

FAMILIES, STEPS = 80, 160
"""Families that answer at once, and the steps after which the process is killed once more."""
WAY = 0.05
"""Seconds to Telegram and back: long enough to ask for the next updates meanwhile."""
MOMENTS = tuple(number * 0.009 for number in range(10))
"""Seconds after those steps: between an answer of the bot and the next lies the work."""
ANYWHERE = replace(HOMEWARD, core=None)


class Place:
    """A load server that outlives the bots, and the folder they have one after the other."""

    def __init__(self, folder: Path, api: str, telegram: Telegram) -> None:
        self._folder, self._api, self._telegram = folder, api, telegram

    async def open(self) -> Running:
        """A bot that polls."""
        self._telegram.polled = asyncio.Event()
        running = await Running.start(ANYWHERE, self._api, self._folder)
        await running.until(self._telegram.polled)
        return running

    def shelved(self) -> int:
        """How much stands on the shelf that the dead left."""
        with closing(sqlite3.connect(self._folder / "data" / DATABASE)) as database:
            (count,) = database.execute("SELECT count(*) FROM shelf").fetchone()
        return int(count)


async def until(holds: Callable[[], bool], running: Running) -> None:
    """Wait until something holds, for as long as the bot lives and the test may take."""
    while not holds():
        await asyncio.sleep(0.01)
        running.check()


@pytest.mark.timeout(180)
async def test_whoever_waits_when_the_process_dies_is_answered_by_the_next(tmp_path: Path) -> None:
    """What Telegram was told we have is dealt with, though nobody was there any more to do it."""
    telegram = Telegram()
    place = Place(tmp_path, f"http://127.0.0.1:{await telegram.listen()}", telegram)
    telegram.latency, families, shelved = WAY, Families(telegram), 0
    running = await place.open()
    families.come(FAMILIES)
    for moment in MOMENTS:
        before = len(families.waits)
        await until(lambda before=before: len(families.waits) >= before + STEPS, running)
        await asyncio.sleep(moment)
        await running.kill()
        shelved += place.shelved()
        left = families.said
        running = await place.open()
        await until(lambda left=left: not left.items() & families.said.items(), running)
    await running.stop()
    telegram.hang_up()
    assert shelved
    assert not families.lost
