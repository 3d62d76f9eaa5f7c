"""Endurance: `python -m bench.soak [SECONDS]`, an hour unless told otherwise.

Families fill in forms steadily, each thinking a second before an answer; whoever is done leaves,
and another comes. Looked at all the while: memory, tasks, file handles, the write-ahead log, waits.
The first fifth is for what fills up by design, as the memory of keys does.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bench.curves import curves
from bench.families import Families
from bench.heat import percentiles
from bench.page import PAGE, put
from bench.process import HOMEWARD, Running
from bench.telegram import Telegram
from bench.watched import TASKS
from bench.work import at_work, room
from storage.folder import DATABASE

SECONDS, FAMILIES, THINK, LOOKS = 3600.0, 20, 1.0, 120
WARM = 0.2
"""Share of the time in which memories fill."""
MEMORY, WAITS, MORE_TASKS, MORE_HANDLES, LOG = 1.1, 1.5, 4, 4, 64.0
"""How much of each there may be at the end: times the beginning, or beyond it; the log in MiB."""
PICTURE = PAGE.with_name("soak.svg")


class Look(NamedTuple):
    """What the process held at a moment, and how long families waited until then."""

    at: float
    memory: float
    tasks: float
    handles: float
    log: float
    wait: float


class Watch:
    """Looks at a process from time to time."""

    def __init__(self, running: Running, families: Families, folder: Path) -> None:
        self._running, self._families, self._folder = running, families, folder
        self.looks: list[Look] = []

    async def look(self, seconds: float) -> None:
        """Look so many times, evenly."""
        begun, every = time.perf_counter(), seconds / LOOKS
        for number in range(1, LOOKS + 1):
            await asyncio.sleep(begun + number * every - time.perf_counter())
            self._running.check()
            self.looks.append(self._now(time.perf_counter() - begun))
            self._families.reset()

    def _now(self, at: float) -> Look:
        log = self._folder / "data" / f"{DATABASE}-wal"
        size = log.stat().st_size / 1024**2 if log.exists() else 0.0
        tasks = int((self._folder / "tasks").read_text("ascii") or 0)
        wait = percentiles(self._families.waits)["p95"]
        held = self._running.memory("VmRSS"), tasks, self._running.handles()
        return Look(at, *held, size, wait * 1000)


async def run(seconds: float) -> int:
    """Measure, write the section, and say 1 where something grew."""
    telegram = Telegram()
    families = Families(telegram, THINK)
    with room() as folder:
        options = {TASKS: str(folder / "tasks")}
        bot = replace(HOMEWARD, command=(sys.executable, "-m", "bench.watched"), options=options)
        async with at_work(telegram, folder, bot) as running:
            families.come(FAMILIES)
            watch, before = Watch(running, families, folder), running.cpu()
            await watch.look(seconds)
            busy = (running.cpu() - before) / seconds
            families.leave()
    return _tell(watch.looks, telegram.calls["sendMessage"], seconds, busy)


def _tell(looks: list[Look], sent: int, seconds: float, busy: float) -> int:
    warm = [look for look in looks if look.at >= WARM * seconds]
    third = max(1, len(warm) // 3)
    first, last = _middle(warm[:third]), _middle(warm[-third:])
    log = max(look.log for look in looks)
    rows = (
        ("messages sent", f"{sent:,} in {seconds:.0f} s, {busy:.0%} of a core", ""),
        ("memory, MiB", f"{first.memory:.0f} → {last.memory:.0f}", f"≤ × {MEMORY}"),
        ("tasks", f"{first.tasks:.0f} → {last.tasks:.0f}", f"≤ {MORE_TASKS} more"),
        ("file handles", f"{first.handles:.0f} → {last.handles:.0f}", f"≤ {MORE_HANDLES} more"),
        ("write-ahead log, most", f"{log:.1f} MiB", f"≤ {LOG:.0f} MiB"),
        ("waits, p95", f"{first.wait:.0f} → {last.wait:.0f} ms", f"≤ × {WAITS}"),
    )
    asked = "" if seconds == SECONDS else f" {seconds:g}"
    put("soak", rows, f"`python -m bench.soak{asked}`, the first and the last third after warm-up")
    PICTURE.write_text(_drawn(warm), "utf-8")
    return int(
        last.memory > first.memory * MEMORY
        or last.tasks > first.tasks + MORE_TASKS
        or last.handles > first.handles + MORE_HANDLES
        or log > LOG
        or last.wait > first.wait * WAITS
    )


def _middle(looks: list[Look]) -> Look:
    return Look(*(statistics.median(values) for values in zip(*looks, strict=True)))


def _drawn(looks: list[Look]) -> str:
    kinds = {"memory": 1, "tasks": 2, "file handles": 3, "write-ahead log": 4}
    lines = {
        name: [(look[0] / 60, max(look[place], 0.01)) for look in looks]
        for name, place in kinds.items()
    }
    return curves(lines, "What the process holds, minute by minute", by_logarithm=False)


def main() -> None:
    """Run it."""
    given = [float(number) for number in sys.argv[1:]]
    raise SystemExit(asyncio.run(run(given[0] if given else SECONDS)))


if __name__ == "__main__":
    main()
