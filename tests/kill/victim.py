"""How the bot is killed by itself, the nth time it comes to a labelled point.

The points are statements of its database, seen from outside through Python's audit hook:

    begin      a transaction is about to begin
    unit       a unit of work is about to begin within it
    commit     everything is written, and nothing is committed
    committed  everything is committed, and nobody knows it yet
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import threading
from typing import Any

STATEMENTS = {"begin": "BEGIN IMMEDIATE", "unit": "SAVEPOINT", "commit": "COMMIT"}
POINTS = (*STATEMENTS, "committed")


MARK = "killed"
"""A file in the process's folder: it ended where it was meant to, and not of itself."""


def die() -> None:
    """End as a power cut would."""
    os.close(os.open(MARK, os.O_CREAT | os.O_WRONLY, 0o600))
    os.kill(os.getpid(), signal.SIGKILL)


class Point:
    """Counts down, and ends the process."""

    def __init__(self, name: str, nth: int) -> None:
        self._after, self._left = name == "committed", nth
        self._statement = STATEMENTS.get(name, "COMMIT")

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Python tells of every connection that is opened."""
        if event == "sqlite3.connect/handle":
            raw = arguments[0]

            def opened(*_: object) -> None:
                sys.setprofile(None)
                raw.set_trace_callback(lambda text: self._saw(raw, text))

            sys.setprofile(opened)  # the connection is usable once connect() returns

    def _saw(self, raw: sqlite3.Connection, text: str) -> None:
        if not text.startswith(self._statement):
            return
        self._left -= 1
        if self._left == 0 and self._after:
            threading.Thread(target=self._once_over, args=(raw,), daemon=True).start()
        elif self._left == 0:
            die()

    def _once_over(self, raw: sqlite3.Connection) -> None:
        while raw.in_transaction:
            pass
        die()
