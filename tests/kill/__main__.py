"""`python -m tests.kill --kills N [--families N] [--seed S]`: kill, reckon, print the figures."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.kill.ordeal import Plan, ordeal


def main() -> int:
    """Print what came of it; 1 where anything is wrong."""
    reader = argparse.ArgumentParser(prog="python -m tests.kill")
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--families", type=int, default=8)
    reader.add_argument("--seed", type=int, default=1)
    given = reader.parse_args()
    plan = Plan(given.kills, given.families, seed=given.seed)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found, killed = asyncio.run(ordeal(plan, Path(folder)))
    where = ", ".join(f"{many} {name}" for name, many in sorted(killed.items()))
    spent = time.perf_counter() - begun
    sys.stdout.write(f"{killed.total()} kills in {spent:.0f} s ({where})\n{found.told()}\n")
    sys.stdout.writelines(f"  {line}\n" for line in found.wrong[:20])
    return int(bool(found.wrong))


if __name__ == "__main__":
    sys.exit(main())
