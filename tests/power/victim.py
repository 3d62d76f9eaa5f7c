"""`python -m tests.power.victim FOLDER CASES SYNCHRONOUS`: opens cases, and tells of each one.

What was acknowledged is written to `FOLDER/acknowledged`, so that the record has it in its place.
"""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial
from pathlib import Path

from bot.ports import Transaction
from storage.cabinet import Cabinet
from storage.connection import connect
from storage.folder import DATABASE
from storage.migrate import migrate
from storage.sqlite import SqliteStore, Worker
from tests.storage.kit import NOW, RING, StillClock, case, inquiry, letter

TOLD = "acknowledged"
CHECKPOINT = 40
"""Pages after which the log is folded into the database: far fewer than usual, to see it often."""


def opening(number: int, tx: Transaction) -> None:
    """All that one inquiry leaves behind."""
    tx.note_update(f"update {number}", NOW)
    tx.open_case(case(number), inquiry())
    tx.enqueue(letter(f"receipt {number}", number), NOW)


async def work(folder: Path, cases: int, synchronous: str) -> None:
    """Open cases four at a time, as the store of `open_store` does, but for what is asked."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- nothing runs beside it yet
    path = folder / DATABASE
    migrate(path)

    def connected() -> object:
        raw = connect(path)
        raw.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT}")
        if synchronous != "as it is":
            raw.execute(f"PRAGMA synchronous={synchronous}")
        return raw

    told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    async with Worker(connected) as worker:  # type: ignore[arg-type]  # a connection that writes down its writes
        store = SqliteStore(worker, Cabinet(RING), StillClock())
        await store.unlock()

        async def one(number: int) -> None:
            await store.transact(partial(opening, number))
            os.write(told, f"{number}\n".encode())

        for first in range(1, cases, 4):
            await asyncio.gather(*(one(number) for number in range(first, first + 4)))
        os._exit(0)  # nothing is closed in order: that would sync


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
