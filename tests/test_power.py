"""What was acknowledged survives the loss of power (R2); and proof that the test would notice."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.ports import Transaction
from storage.folder import DATABASE
from tests.power.replay import Disk, entries
from tests.power.victim import TOLD
from tests.storage.kit import REPOSITORY, opened

CASES = 60
SHIM = Path(__file__).parent / "power" / "record.c"
PREFIXES = (DATABASE,)


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, built."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("R2 IS NOT PROVEN HERE: recording writes needs Linux and a C compiler (cc)")
    built = tmp_path_factory.mktemp("shim") / "record.so"
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-o",
        str(built),
        str(SHIM),
        "-ldl",
        "-lpthread",
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- our own words
    return built


def recorded(shim: Path, folder: Path, synchronous: str) -> Path:
    """Let the victim work, and give the record of its writes."""
    record, data = folder / "record", folder / "data"
    data.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "LD_PRELOAD": str(shim),
        "POWER_FOLDER": str(data),
        "POWER_RECORD": str(record),
    }
    command = [sys.executable, "-m", "tests.power.victim", str(data), str(CASES), synchronous]
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)  # noqa: S603 -- the same
    return record


async def lost(record: Path, folder: Path, losses: int) -> int:
    """Let the power fail so often, and count the acknowledged cases that were not there after."""
    done, draw = list(entries(record)), random.Random(1)  # noqa: S311 -- repeatable on purpose
    assert {entry.kind for entry in done} >= {"w"}
    first = next(n for n, entry in enumerate(done) if entry.name == TOLD)
    missing = 0
    for number in range(losses):
        until, disk = draw.randrange(first, len(done) + 1), Disk()
        for entry in done[:until]:
            disk.take(entry, TOLD)
        missing += await _missing(disk, folder / str(number), draw)
    return missing


async def _missing(disk: Disk, folder: Path, draw: random.Random) -> int:
    folder.mkdir()  # noqa: ASYNC240 -- nothing runs beside it
    for name, content in disk.after_power_loss(draw).items():
        if name.startswith(PREFIXES) and not name.endswith("-shm"):
            (folder / name).write_bytes(content)
    acknowledged = [int(line) for line in disk.told.decode().split()]

    def absent(tx: Transaction) -> int:
        stored = (tx.case(f"case{number}") for number in acknowledged)
        return sum(case is None for case in stored)

    try:
        async with opened(folder) as store:
            return await store.transact(absent)
    except Exception:  # noqa: BLE001 -- a database nobody can open has lost everything
        return len(acknowledged)


async def test_no_acknowledged_inquiry_is_lost_when_the_power_fails(
    shim: Path, tmp_path: Path
) -> None:
    """Whatever was not synced is dropped or torn: every acknowledged case is there (R2)."""
    record = recorded(shim, tmp_path, "as it is")
    synced = [entry for entry in entries(record) if entry.kind == "s"]
    assert len(synced) >= CASES // 4
    assert await lost(record, tmp_path, losses=80) == 0


async def test_without_syncs_the_test_notices(shim: Path, tmp_path: Path) -> None:
    """The same store that does not sync loses acknowledged cases, and this is seen."""
    record = recorded(shim, tmp_path, "OFF")
    assert await lost(record, tmp_path, losses=20) > 0
