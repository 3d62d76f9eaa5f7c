"""`python -m tests.simulation --seeds N [--seed S] [--jobs J]`: N seeds from S on, or one told."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time

from tests.simulation.quietly import quiet, told
from tests.simulation.universe import Story, live

TOLD_EVERY = 500


def main() -> int:
    """Run, and print what came of it."""
    reader = argparse.ArgumentParser(prog="python -m tests.simulation")
    reader.add_argument("--seeds", type=int, default=0, help="how many")
    reader.add_argument("--seed", type=int, default=1, help="the first; alone, told step by step")
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = reader.parse_args()
    quiet()
    if not given.seeds:
        return replay(given.seed)
    return many(range(given.seed, given.seed + given.seeds), given.jobs)


def replay(seed: int) -> int:
    """Tell one seed step by step."""
    story = live(seed)
    tell("\n".join(story.trace))
    tell(f"seed {seed}: {story.broken or 'every guarantee held'}; {story.steps} steps")
    return int(story.broken is not None)


def many(seeds: range, jobs: int) -> int:
    """Run them side by side; stop at nothing, tell the first that broke."""
    begun, steps, lives, worst = time.perf_counter(), 0, 0, list[Story]()
    done = 0
    with multiprocessing.get_context("spawn").Pool(jobs, quiet) as pool:
        for story in pool.imap_unordered(told, seeds, chunksize=8):
            done, steps, lives = done + 1, steps + story.steps, lives + story.lives
            worst += [story] if story.broken else []
            if done % TOLD_EVERY == 0:
                rate = done / (time.perf_counter() - begun)
                tell(f"{done} seeds, {rate:.1f} seeds/s, {len(worst)} broken")
    spent = time.perf_counter() - begun
    tell(
        f"{len(seeds)} seeds in {spent:.1f} s, {len(seeds) / spent:.1f} seeds/s, "
        f"{steps} steps, {lives} lives, {len(worst)} broken"
    )
    for story in sorted(worst, key=lambda story: story.steps)[:10]:
        tell(f"  seed {story.seed}: {story.broken}")
    if worst:
        least = min(worst, key=lambda story: story.steps)
        tell("\n".join(least.trace[-60:]))
        tell(f"replay: python -m tests.simulation --seed {least.seed}")
    return int(bool(worst))


def tell(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
