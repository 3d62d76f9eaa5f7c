"""What becomes slower as the archive grows: `python -m bench.growth [SIZES]`.

Stores of 1,000, 10,000 and 100,000 cases unless told otherwise; 1000000 takes some ten minutes
and seven gigabytes. ARCHIVES names a folder where they are kept, so that they are made once; copies
are measured. At every size: what caseworkers ask for, the choice of heartbeats that are due, the
start of the real process, and a family's step in it.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

from bench import archive
from bench.curves import curves
from bench.desk import act
from bench.families import Families
from bench.page import PAGE, put
from bench.process import Running
from bench.telegram import Telegram
from bench.work import at_work, room
from bot.heartbeat import AT_ONCE
from bot.ports import Transaction
from bot.world import SystemClock
from storage.folder import DATABASE
from storage.keys import create_key_file, load_key_file
from storage.sqlite import SqliteStore, open_store

SIZES = (1_000, 10_000, 100_000)
ROUNDS, TRIES, BEATS, SECONDS = 3, 60, 9, 6.0
LOOK, RESTING = 1.0, 0.05
"""Seconds between two looks whether it rests, and the share of a core that is still rest."""
STEEPEST, FLAT = 2.0, 1.2
"""Times the logarithm: noise of a machine. A family's step may hardly grow at all."""
DUE = timedelta(weeks=4)
ROOMY = "PRAGMA cache_size=-1048576"
"""A gibibyte, while an archive is made: its pages are written once a batch and not many times."""
NAMES = {
    "queue": ("/queue", "ms"),
    "case": ("/case", "ms"),
    "find": ("/find", "ms"),
    "beat": (f"choosing {AT_ONCE} heartbeats", "ms"),
    "step": ("a family's step, median", "ms"),
    "start": ("start to the first poll", "s"),
    "size": ("database", "KiB a case"),
}
PICTURE = PAGE.with_name("growth.svg")

Row = dict[str, float]


async def at_the_desk(store: SqliteStore, size: int) -> Row:
    """Median milliseconds of what caseworkers ask for, spread over the whole archive."""
    found = {}
    for word in ("queue", "case", "find"):
        times = []
        for number in range(0, size, max(1, size // TRIES)):
            words = {"case": archive.reference(number), "find": archive.names(number)}
            times.append(await store.transact(act(f"{word} {words.get(word, '')}".strip())))
        found[word] = statistics.median(times) * 1000
    return found


async def at_heart(store: SqliteStore) -> Row:
    """Median milliseconds to choose the heartbeats that are due, all of them being so."""
    times = [await store.transact(_choosing(SystemClock())) for _ in range(BEATS)]
    return {"beat": statistics.median(times) * 1000}


def _choosing(clock: SystemClock) -> Callable[[Transaction], float]:
    def work(tx: Transaction) -> float:
        begun = time.perf_counter()
        tx.pulses_due(clock.now() + 2 * DUE, AT_ONCE)
        return time.perf_counter() - begun

    return work


async def at_rest(running: Running) -> None:
    """Wait until the process does nothing: a large database is looked through after the start."""
    before = -1.0
    while running.cpu() - before > RESTING * LOOK:
        before = running.cpu()
        await asyncio.sleep(LOOK)


async def in_process(folder: Path, telegram: Telegram, families: Families) -> Row:
    """The start of the real process on this archive, and the steps of one family in it."""
    begun = time.perf_counter()
    async with at_work(telegram, folder) as running:
        start = time.perf_counter() - begun
        await at_rest(running)
        families.come(1)
        await asyncio.sleep(SECONDS / 3)
        families.reset()
        await asyncio.sleep(SECONDS)
        running.check()
        families.leave()
    return {"start": start, "step": statistics.median(families.waits) * 1000}


async def stored(folder: Path, sizes: tuple[int, ...]) -> dict[int, Path]:
    """A folder for every size, each the one before it filled further; kept ones are not made."""
    found: dict[int, Path] = {}
    former, filled = None, 0
    for size in sizes:
        place = found[size] = folder / str(size)
        if not place.exists():
            making = folder / f"{size}.making"
            shutil.rmtree(making, ignore_errors=True)
            shutil.copytree(former, making) if former else making.mkdir(parents=True)
            await _fill(making, range(filled, size))
            making.rename(place)
        former, filled = place, size
    return found


async def _fill(folder: Path, numbers: range) -> None:
    async with _opened(folder) as store:
        await store.group.run(lambda db: db.control(ROOMY))
        await archive.fill(store, numbers, SystemClock().now() + DUE)
        await store.checkpoint()


def _opened(folder: Path) -> AbstractAsyncContextManager[SqliteStore]:
    data, key = folder / "data", folder / "data.key"
    known = key.exists()
    ring = (load_key_file if known else create_key_file)(key, data_folder=data)
    # Looked through before it is measured, however large, so that this does not run beside.
    return open_store(data, keys=ring, clock=SystemClock(), at_once=sys.maxsize)


async def grown(folders: Mapping[int, Path]) -> dict[int, Row]:
    """Measure at every size in turn, on copies: an archive that is kept knows nothing of the last
    time. Of several rounds the least counts, which is what others' work on the machine leaves.
    """
    found: dict[int, list[Row]] = {size: [] for size in folders}
    telegram = Telegram()  # one for all rounds: an update of the same number has no second effect
    families = Families(telegram)
    with room() as copies:
        for size, kept in folders.items():
            shutil.copytree(kept, copies / str(size))
        for number, size in itertools.product(range(ROUNDS), folders):
            folder = copies / str(size)
            row = {**await at_hand(folder, size), **await in_process(folder, telegram, families)}
            found[size].append(row)
            sys.stderr.write(f"round {number + 1}, {size:,}: {row}\n")
    return {size: _least(rows) for size, rows in found.items()}


def _least(rows: list[Row]) -> Row:
    return {what: min(row[what] for row in rows) for what in rows[0]}


async def at_hand(folder: Path, size: int) -> Row:
    """What the store itself answers, and what a case weighs."""
    weight = (folder / "data" / DATABASE).stat().st_size / 1024 / size
    async with _opened(folder) as store:
        return {**await at_the_desk(store, size), **await at_heart(store), "size": weight}


def steeper(rows: Mapping[int, Row]) -> list[str]:
    """What grew faster than it may."""
    small, large = min(rows), max(rows)
    allowed = STEEPEST * math.log(large) / math.log(small)
    limits = dict.fromkeys(NAMES, allowed) | {"step": FLAT}
    return [what for what in NAMES if rows[large][what] > rows[small][what] * limits[what]]


def _write(rows: Mapping[int, Row], command: str) -> None:
    small, large = min(rows), max(rows)
    table = [
        (
            f"{title}, {unit}",
            *(f"{row[what]:.2f}" for row in rows.values()),
            f"× {rows[large][what] / rows[small][what]:.2f}",
        )
        for what, (title, unit) in NAMES.items()
    ]
    put("growth", table, command, ("", *(f"{size:,}" for size in rows), "growth"))
    lines = {
        title: [(float(size), row[what]) for size, row in rows.items()]
        for what, (title, _) in NAMES.items()
    }
    lines["logarithm"] = [(float(size), math.log(size)) for size in rows]
    title = "Growth with the number of cases, as multiples of the smallest archive"
    PICTURE.write_text(curves(lines, title, by_logarithm=True), "utf-8")


async def run(sizes: tuple[int, ...]) -> int:
    """Measure, write the section, and say 1 where something grew too fast."""
    kept = os.environ.get("ARCHIVES")
    with room() as fresh:
        rows = await grown(await stored(Path(kept) if kept else fresh, sizes))
    given = "" if sizes == SIZES else " " + " ".join(map(str, sizes))
    _write(rows, f"`python -m bench.growth{given}`")
    for what in steeper(rows):
        sys.stderr.write(f"{what} grows too fast\n")
    return int(bool(steeper(rows)))


def main() -> None:
    """Run it."""
    raise SystemExit(asyncio.run(run(tuple(map(int, sys.argv[1:])) or SIZES)))


if __name__ == "__main__":
    main()
