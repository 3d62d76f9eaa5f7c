"""Measurements leave nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.rooms import room
from tests.repository import ROOT

STAY = (
    "import sys, time; from pathlib import Path; from bench.rooms import room\n"
    "with room(Path(sys.argv[1])) as folder:\n"
    "    (folder / 'data').mkdir()\n"
    "    print(folder, flush=True)\n"
    "    time.sleep(60)\n"
)


def moved_in(scratch: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that has a room, and the room."""
    command = (sys.executable, "-c", STAY, str(scratch))
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own words
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    assert folder.is_dir()
    return process, folder


def ended(process: subprocess.Popen[str], how: signal.Signals) -> int:
    """End a process, and wait until it is no more."""
    process.send_signal(how)
    process.communicate()
    return process.returncode


def test_a_room_goes_with_its_block(tmp_path: Path) -> None:
    """Also where the block fails."""

    def fail() -> None:
        with room(tmp_path) as folder:
            (folder / "log").write_text("1")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not [*tmp_path.iterdir()]


def test_a_process_told_to_end_clears_up(tmp_path: Path) -> None:
    """SIGTERM, as a time limit sends it."""
    process, folder = moved_in(tmp_path)
    assert ended(process, signal.SIGTERM) == 128 + signal.SIGTERM
    assert not folder.exists()


def test_what_was_killed_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    """And nobody clears up where somebody still works."""
    (dead, left), (alive, kept) = moved_in(tmp_path), moved_in(tmp_path)
    ended(dead, signal.SIGKILL)
    assert left.exists()
    try:
        with room(tmp_path) as mine:
            assert {*tmp_path.iterdir()} == {kept, mine}
    finally:
        ended(alive, signal.SIGTERM)
    assert not [*tmp_path.iterdir()]
