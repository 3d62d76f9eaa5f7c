"""Folders of a measurement's own, which go with it, however it ends."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "room-"
_ENDED = 128 + signal.SIGTERM
"""What a shell says of a process that SIGTERM has ended."""


@contextmanager
def room(scratch: Path) -> Iterator[Path]:
    """A fresh folder, gone at the block's end, also where SIGTERM ends the process.

    What was killed could not clear up: whoever comes next does. Whoever is in a room holds a lock
    on it, which the kernel lets go of in any case.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    with _held(scratch):
        _clear_up(scratch)
        folder = Path(tempfile.mkdtemp(prefix=_NAME, dir=scratch))
        held = _locked(folder)
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED))
    try:
        yield folder
    finally:
        signal.signal(signal.SIGTERM, before)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


@contextmanager
def _held(scratch: Path) -> Iterator[None]:
    """Nobody else makes or clears up rooms meanwhile."""
    held = _locked(scratch)
    try:
        yield
    finally:
        os.close(held)


def _clear_up(scratch: Path) -> None:
    for folder in scratch.glob(f"{_NAME}*"):
        try:
            held = _locked(folder, fcntl.LOCK_NB)
        except (BlockingIOError, FileNotFoundError):  # somebody is in it, or has just left
            continue
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _locked(folder: Path, how: int = 0) -> int:
    """A descriptor that holds the lock of a folder until it is closed. No child inherits it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | how)
    except OSError:
        os.close(handle)
        raise
    return handle
