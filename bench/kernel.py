"""What the kernel says of a process, and on which core it runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

LOAD_CORE, BOT_CORE = 0, 1
_TICK = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def pin(core: int) -> None:
    """Keep this process on one core, where the machine has several."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[core % len(cores)]})


def cpu(process: int) -> float:
    """Seconds of CPU so far, all threads."""
    fields = (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory(process: int, kind: str) -> float:
    """MiB: `VmRSS` now, `VmHWM` at the peak."""
    for line in (_PROC / str(process) / "status").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    raise KeyError(kind)


def handles(process: int) -> int:
    """Open file descriptors."""
    return sum(1 for _ in (_PROC / str(process) / "fd").iterdir())


def busy() -> float:
    """Seconds of CPU that all processes together have used since the machine started."""
    _, *ticks = (_PROC / "stat").read_text().partition("\n")[0].split()
    used = [int(tick) for tick in ticks[:3] + ticks[5:8]]  # not idle, not waiting for a disk
    return sum(used) / _TICK


def told(*command: str, cwd: Path | None = None) -> str:
    """What a command of ours prints. Raises `CalledProcessError` where it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)  # noqa: S603 -- the only one; no word of it comes from outside
    return done.stdout.strip()
