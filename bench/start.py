"""Start-up to the first poll, and memory at rest: `python -m bench.start [runs]`.

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
from pathlib import Path
from typing import NamedTuple

from handlers.sandbox.emulator import Emulator

RUNS = 9
REST = 2.0
"""Seconds without anything to do before the memory is read."""
PATIENCE = 60.0


class Run(NamedTuple):
    """What one run took."""

    first_poll: float
    resident: float
    peak: float


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
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=data.parent, env=environment
        )
        try:
            async with asyncio.timeout(PATIENCE):
                first_poll = await _polled(emulator) - begun
            await asyncio.sleep(REST)
            return Run(first_poll, _memory(process.pid, "VmRSS"), _memory(process.pid, "VmHWM"))
        finally:
            process.terminate()
            await process.wait()


async def _polled(emulator: Emulator) -> float:
    """When the first poll has come."""
    while True:
        if any(call["method"] == "getUpdates" for call in emulator.bot_door.calls):
            return time.perf_counter()
        await asyncio.sleep(0.001)


def _memory(pid: int, kind: str) -> float:
    """MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    raise KeyError(kind)


async def main() -> None:
    """Print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        first = await measure(data)
        rest = [await measure(data) for _ in range(runs)]
    polls, resident = [run.first_poll for run in rest], [run.resident for run in rest]
    sys.stdout.write(
        f"{os.cpu_count()} cores, {runs} runs\n"
        f"start to first getUpdates: median {statistics.median(polls):.2f} s, "
        f"best {min(polls):.2f} s, worst {max(polls):.2f} s\n"
        f"the very first start, which makes the database: {first.first_poll:.2f} s\n"
        f"resident memory at rest: median {statistics.median(resident):.0f} MiB; "
        f"peak {max(run.peak for run in rest):.0f} MiB\n"
    )


if __name__ == "__main__":
    asyncio.run(main())
