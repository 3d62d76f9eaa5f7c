"""Start-up to the first poll, and memory at rest: `python -m bench.start [RUNS]`.

Each run is the real command in a process of its own, against the sandbox's emulator in this one.
The clock starts before the process does and stops when its first getUpdates has come, which brings
the greeting of a family; the memory is what the kernel says a while after that was answered.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.kernel import busy, cpu, memory
from bench.page import put
from handlers.sandbox.emulator import Emulator

RUNS = 9
REST = 2.0
"""Seconds without anything to do before the memory is read."""
PATIENCE = 60.0
LATEST, MOST = 1.5, 110
"""Seconds to the first poll, and MiB at rest; wanted are 0.7 s and 80 MiB."""


class Run(NamedTuple):
    """What one run took."""

    first_poll: float
    resident: float
    others: float
    """Cores that others used meanwhile."""


async def measure(data: Path) -> Run:
    """Start the bot once, in a data folder."""
    async with Emulator() as emulator:
        environment = {
            "PATH": os.environ["PATH"],
            "HOMEWARD_TOKEN": emulator.token,
            "HOMEWARD_API_BASE": emulator.url,
            "HOMEWARD_DATA": str(data),
            "HOMEWARD_STAFF_CHAT": str(emulator.staff_chat_id),
            "HOMEWARD_LOG_LEVEL": "WARNING",
        }
        family = emulator.people.join({"first_name": "Olena", "language_code": "uk"})
        emulator.people.say({"user_id": family["id"], "text": "/start"})
        used, own, begun = busy(), time.process_time(), time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=data.parent, env=environment
        )
        try:
            async with asyncio.timeout(PATIENCE):
                first_poll = await _polled(emulator) - begun
            await asyncio.sleep(REST)
            spent = time.perf_counter() - begun
            others = busy() - used - cpu(process.pid) - (time.process_time() - own)
            return Run(first_poll, memory(process.pid, "VmRSS"), max(0.0, others / spent))
        finally:
            process.terminate()
            await process.wait()


async def _polled(emulator: Emulator) -> float:
    """When the first poll has come."""
    while True:
        if any(call["method"] == "getUpdates" for call in emulator.bot_door.calls):
            return time.perf_counter()
        await asyncio.sleep(0.001)


def rows(first: Run, further: Sequence[Run]) -> tuple[tuple[str, str, str], ...]:
    """The lines of the table."""
    polls = [run.first_poll for run in further]
    middle = f"{statistics.median(polls):.2f} s ({min(polls):.2f}–{max(polls):.2f})"
    resident = statistics.median(run.resident for run in further)
    others = statistics.mean(run.others for run in (first, *further))
    return (
        ("start of the process to its first `getUpdates`", middle, f"≤ {LATEST} s; wanted ≤ 0.7"),
        ("the very first start, which makes the database", f"{first.first_poll:.2f} s", ""),
        ("resident memory at rest", f"{resident:.0f} MiB", f"≤ {MOST} MiB; wanted ≤ 80"),
        ("cores used by others meanwhile", f"{others:.2f}", ""),
    )


async def main() -> None:
    """Measure, write the section, and end with 1 where a target is missed."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        first = await measure(data)
        further = [await measure(data) for _ in range(runs)]
    put("start", rows(first, further), f"`python -m bench.start {runs}`")
    late = statistics.median(run.first_poll for run in further) > LATEST
    sys.exit(late or statistics.median(run.resident for run in further) > MOST)


if __name__ == "__main__":
    asyncio.run(main())
