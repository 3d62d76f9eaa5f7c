"""One noisy user and a wave of spam (S10): `python -m bench.noise [--seconds N]`.

The real process against the load server. First families alone, then the same beside one user who
writes 1,000 messages a minute and 500 strangers who each fill in the form and send an inquiry.
Printed: the families' wait in both cases, how many of those inquiries were stored, and how much the
disk grew for each message that came.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bench.families import Families, Family
from bench.heat import percentiles
from bench.process import HOMEWARD, Running
from bench.telegram import Telegram
from bench.work import room

PER_MINUTE, SPAM, CALM = 1000, 500, 20
NOISY, STRANGERS = 5_000_001, 6_000_001
LIMIT = 2.0
"""Seconds that 95 of 100 waits of the others must not exceed."""


class Strangers(Families):
    """Each sends one inquiry, and nobody comes in their place."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__(telegram)
        self._next_chat = STRANGERS
        self.said = 0

    def come(self, many: int) -> None:
        """Nobody comes by themselves."""

    def arrive(self) -> None:
        """Somebody begins."""
        super().come(1)

    def hear(self, chat: int, message: dict[str, Any]) -> None:
        """Somebody got a message, and answers it."""
        self.said += chat in self._asking
        super().hear(chat, message)


class Crowd:
    """Everybody who may hear something."""

    def __init__(self, *groups: Families) -> None:
        self._groups = groups

    def hear(self, chat: int, message: dict[str, Any]) -> None:
        """Tell whoever has this chat."""
        for group in self._groups:
            group.hear(chat, message)


class Noise:
    """A user who never stops, and strangers with an inquiry each."""

    def __init__(self, telegram: Telegram, calm: Families) -> None:
        self._telegram, self.strangers = telegram, Strangers(telegram)
        telegram.crowd = Crowd(calm, self.strangers)
        self.sent = 0

    async def write(self, seconds: float) -> None:
        """Write for so long; the strangers come evenly in that time."""
        noisy, begun = Family(NOISY, self._telegram), time.perf_counter()
        every, strangers = 60 / PER_MINUTE, 0
        while (spent := time.perf_counter() - begun) < seconds:
            while self.sent < spent / every:
                self.sent += 1
                noisy.write(f"{self.sent} " + "знову " * 20)
            while strangers < SPAM * spent / seconds:
                self.strangers.arrive()
                strangers += 1
            await asyncio.sleep(0.01)
        self.sent += self.strangers.said


def size(folder: Path) -> int:
    """Bytes below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


async def measure(seconds: float, folder: Path) -> tuple[float, float, int, float, int]:
    """Families' 95th percentile alone and beside noise; the strangers' inquiries; then bytes grown,
    for how many messages."""
    telegram = Telegram()
    families = Families(telegram)
    port = await telegram.listen()
    running = await Running.start(HOMEWARD, f"http://127.0.0.1:{port}", folder)
    try:
        await running.until(telegram.polled)
        families.come(CALM)
        alone = await _p95(families, asyncio.sleep(seconds))
        noise, before = Noise(telegram, families), size(folder)
        beside = await _p95(families, noise.write(seconds))
        grown, sent = size(folder) - before, noise.sent + len(families.waits)
        running.check()
    finally:
        families.leave()
        await running.stop()
    return alone, beside, len(noise.strangers.forms), grown, sent


async def _p95(families: Families, meanwhile: Coroutine[object, object, None]) -> float:
    families.reset()
    await meanwhile
    return percentiles(families.waits)["p95"]


def main() -> int:
    """Print the figures; 1 where the others waited too long."""
    reader = argparse.ArgumentParser(prog="python -m bench.noise")
    reader.add_argument("--seconds", type=float, default=60.0)
    given = reader.parse_args()
    with room() as folder:
        alone, beside, spam, grown, sent = asyncio.run(measure(given.seconds, folder))
    sys.stdout.write(
        f"{CALM} families: p95 {alone * 1000:.0f} ms alone, {beside * 1000:.0f} ms beside "
        f"{PER_MINUTE} messages a minute of one user and {spam} inquiries of strangers; "
        f"the disk grew by {grown / 1024:.0f} KiB for {sent} messages, "
        f"{grown / max(1, sent):.0f} bytes each\n"
    )
    return int(beside > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
