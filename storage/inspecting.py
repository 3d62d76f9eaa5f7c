"""Looking whether a database is sound: at the start, or beside the work where it is large."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

AT_ONCE = 2**30
"""Bytes of a database up to which a start waits for it; a larger one takes minutes to read."""
LAST = 19
"""The priority of who goes last."""
_IMPATIENCE = 0.01


def is_sound(raw: sqlite3.Connection) -> bool:
    """Whether SQLite finds every page in order (sqlite.org/pragma.html#pragma_quick_check)."""
    try:
        (found,) = raw.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(found == "ok")


async def is_sound_aside(path: Path) -> bool:
    """The same while others work, who go first, on a connection of its own that only reads.

    Until it is done the write-ahead log cannot be emptied. Cancelled, it ends at once.
    """
    loop = asyncio.get_running_loop()
    with closing(_only_to_read(path)) as raw, ThreadPoolExecutor(1, initializer=give_way) as aside:
        looking = loop.run_in_executor(aside, is_sound, raw)
        try:
            return await asyncio.shield(looking)
        finally:
            while not looking.done():
                raw.interrupt()
                await asyncio.sleep(_IMPATIENCE)


def give_way() -> None:
    """Let this thread have what processor time nobody else wants. Linux alone has that for one
    thread, where it is a process's priority under the thread's number (setpriority(2), "Notes").
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST)


def _only_to_read(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)
