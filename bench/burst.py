"""A news report: `python -m bench.burst [FAMILIES] [SECONDS]`.

So many families press /start within so long, 5,000 in a minute unless told otherwise, and every
one then taps its language: the real process at a Bot API server of one's own, whose calls take 50
ms and know no limit of messages a second. Each family waits for each of its two answers.
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

from bench.families import Family
from bench.heat import clocks, percentiles
from bench.load import be_quick
from bench.page import put
from bench.telegram import Telegram
from bench.work import at_work, room

FAMILIES, SECONDS, LATENCY = 5_000, 60.0, 0.05
MOST_WAIT, PATIENCE = 1.0, 30.0
FIRST_CHAT = 30_000_001


class Rush:
    """Families that come evenly in so many seconds, say two things, and leave."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram, self._families = telegram, dict[int, Family]()
        self._all_came, self._all_left = False, asyncio.Event()
        self.waits: list[float] = []

    def hear(self, chat: int, message: dict[str, Any]) -> None:
        """Someone got a message; to the first one it answers."""
        family = self._families.get(chat)
        if family is None or family.asked_at is None:
            return
        self.waits.append(time.perf_counter() - family.asked_at)
        family.rest()
        if family.said == 1:
            family.answer(message)
        else:
            del self._families[chat]
            if self._all_came and not self._families:
                self._all_left.set()

    async def come(self, many: int, seconds: float) -> None:
        """Let them come, and wait until all have been answered twice."""
        begun = time.perf_counter()
        for number in range(many):
            chat = FIRST_CHAT + number
            self._families[chat] = Family(chat, self._telegram)
            ahead = begun + (number + 1) * seconds / many - time.perf_counter()
            if ahead > 0:
                await asyncio.sleep(ahead)
        self._all_came = True
        await asyncio.wait_for(self._all_left.wait(), PATIENCE)


async def run(many: int, seconds: float) -> int:
    """Measure, write the section, and say 1 where somebody waited too long."""
    telegram = Telegram()
    rush = Rush(telegram)
    telegram.crowd = rush
    be_quick()
    with room() as folder:
        async with at_work(telegram, folder) as running:
            telegram.latency, before = LATENCY, clocks(running)
            begun = time.perf_counter()
            await rush.come(many, seconds)
            spent = time.perf_counter() - begun
            cpu, own, everyone = (n - b for n, b in zip(clocks(running), before, strict=True))
            peak = running.memory("VmHWM")
    waits = percentiles(rush.waits)
    told = " / ".join(f"{wait * 1000:.0f}" for wait in waits.values())
    rows = (
        ("families answered twice", f"{len(rush.waits) // 2:,} in {spent:.0f} s", f"{many:,}"),
        ("wait for an answer, p50 / p95 / p99", f"{told} ms", f"p95 < {MOST_WAIT * 1000:.0f} ms"),
        ("the bot's core", f"{cpu / spent:.0%} busy", ""),
        ("cores used by others meanwhile", f"{(everyone - own - cpu) / spent:.2f}", ""),
        ("peak memory", f"{peak:.0f} MiB", "≤ 160 MiB"),
    )
    put("burst", rows, f"`python -m bench.burst {many} {seconds:g}`")
    return int(waits["p95"] >= MOST_WAIT)


def main() -> None:
    """Run it."""
    given = sys.argv[1:]
    many = int(given[0]) if given else FAMILIES
    seconds = float(given[1]) if len(given) > 1 else SECONDS
    raise SystemExit(asyncio.run(run(many, seconds)))


if __name__ == "__main__":
    main()
