"""`python -m tests.kill --kills N [--families N] [--seed S] [--jobs J]`: kill, reckon, tell."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.kill.ordeal import Plan, played
from tests.kill.reckoning import Reckoning


def main() -> int:
    """Print what came of it; 1 where anything is wrong."""
    reader = argparse.ArgumentParser(prog="python -m tests.kill")
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--families", type=int, default=8)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = reader.parse_args()
    plans = [
        Plan(
            given.kills // given.jobs + (job < given.kills % given.jobs), given.families, seed=seed
        )
        for job, seed in enumerate(range(given.seed, given.seed + given.jobs))
    ]
    begun, found, killed = time.perf_counter(), Reckoning(), Counter[str]()
    with ProcessPoolExecutor(given.jobs, multiprocessing.get_context("spawn")) as pool:
        for reckoned, counted in pool.map(played, plans):
            found, killed = found.and_(reckoned), killed + counted
    where = ", ".join(f"{many} {name}" for name, many in sorted(killed.items()))
    spent = time.perf_counter() - begun
    sys.stdout.write(f"{killed.total()} kills in {spent:.0f} s ({where})\n{found.told()}\n")
    sys.stdout.writelines(f"  {line}\n" for line in found.wrong[:20])
    return int(bool(found.wrong))


if __name__ == "__main__":
    sys.exit(main())
