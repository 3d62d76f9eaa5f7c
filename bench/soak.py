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
from typing import NamedTuple

from bench.curves import curves
from bench.families import Families
from bench.heat import percentiles
from bench.holding import Held, Holding, beyond, watched
from bench.page import PAGE, put
from bench.telegram import Telegram
from bench.work import room

SECONDS, FAMILIES, THINK, LOOKS = 3600.0, 20, 1.0, 120
WARM = 0.2
"""Share of the time in which memories fill."""
MEMORY, WAITS, MORE_TASKS, MORE_HANDLES, LOG = 1.1, 1.5, 4, 4, 64.0
"""How much of each there may be at the end: times the beginning, or beyond it; the log in MiB."""
PICTURE = PAGE.with_name("soak.svg")


class Look(NamedTuple):
    """What the process held at a moment, and how long families waited until then."""

    at: float
    held: Held
    wait: float


class Watch:
    """Looks at a process from time to time."""

    def __init__(self, holding: Holding, families: Families) -> None:
        self._holding, self._families = holding, families
        self.looks: list[Look] = []

    async def look(self, seconds: float) -> None:
        """Look so many times, evenly."""
        begun, every = time.perf_counter(), seconds / LOOKS
        for number in range(1, LOOKS + 1):
            await asyncio.sleep(begun + number * every - time.perf_counter())
            wait = percentiles(self._families.waits)["p95"] * 1000
            self.looks.append(Look(time.perf_counter() - begun, self._holding.now(), wait))
            self._families.reset()


async def run(seconds: float) -> int:
    """Measure, write the section, and say 1 where something grew."""
    telegram = Telegram()
    families = Families(telegram, THINK)
    with room() as folder:
        async with watched(telegram, folder) as holding:
            families.come(FAMILIES)
            watch, before = Watch(holding, families), holding.cpu()
            await watch.look(seconds)
            busy = (holding.cpu() - before) / seconds
            families.leave()
    return _tell(watch.looks, telegram.calls["sendMessage"], seconds, busy)


def _tell(looks: list[Look], sent: int, seconds: float, busy: float) -> int:
    warm = [look for look in looks if look.at >= WARM * seconds]
    third = max(1, len(warm) // 3)
    (first, waited), (last, waits) = _middle(warm[:third]), _middle(warm[-third:])
    last = last._replace(log=max(look.held.log for look in looks))
    rows = (
        ("messages sent", f"{sent:,} in {seconds:.0f} s, {busy:.0%} of a core", ""),
        ("memory, MiB", f"{first.memory:.0f} → {last.memory:.0f}", f"≤ × {MEMORY}"),
        ("tasks", f"{first.tasks:.0f} → {last.tasks:.0f}", f"≤ {MORE_TASKS} more"),
        ("file handles", f"{first.handles:.0f} → {last.handles:.0f}", f"≤ {MORE_HANDLES} more"),
        ("write-ahead log, most", f"{last.log:.1f} MiB", f"≤ {LOG:.0f} MiB"),
        ("waits, p95", f"{waited:.0f} → {waits:.0f} ms", f"≤ × {WAITS}"),
    )
    asked = "" if seconds == SECONDS else f" {seconds:g}"
    put("soak", rows, f"`python -m bench.soak{asked}`, the first and the last third after warm-up")
    PICTURE.write_text(_drawn(warm), "utf-8")
    few = first.tasks + MORE_TASKS, first.handles + MORE_HANDLES
    most = Held(first.memory * MEMORY, *few, LOG)
    return int(bool(beyond(last, most)) or waits > waited * WAITS)


def _middle(looks: list[Look]) -> tuple[Held, float]:
    """What was held, and how long waits were, at half of these looks at most."""
    held = (
        statistics.median(values) for values in zip(*(look.held for look in looks), strict=True)
    )
    return Held(*held), statistics.median(look.wait for look in looks)


def _drawn(looks: list[Look]) -> str:
    kinds = {"memory": 0, "tasks": 1, "file handles": 2, "write-ahead log": 3}
    lines = {
        name: [(look.at / 60, max(look.held[place], 0.01)) for look in looks]
        for name, place in kinds.items()
    }
    return curves(lines, "What the process holds, minute by minute", by_logarithm=False)


def main() -> None:
    """Run it."""
    given = [float(number) for number in sys.argv[1:]]
    raise SystemExit(asyncio.run(run(given[0] if given else SECONDS)))


if __name__ == "__main__":
    main()
