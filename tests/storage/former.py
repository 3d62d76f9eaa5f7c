"""Databases as former versions of the program wrote them: `python -m tests.storage.former`.

Run it before a new revision is begun: it writes `former/<revision>.sql`, a family's draft and case
and everything around them, sealed with the test's key, by the program as it is. Those files are
never written again: they stand for what operators have.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bot.ports import Transaction
from storage.folder import DATABASE
from storage.migrations import HEAD
from tests.core.kit import SHORTEST, Family
from tests.storage.kit import NOW, address, case, inquiry, letter, line, opened, photo, worker

FOLDER = Path(__file__).with_name("former")
ANSWERED = 9
"""Answers of the shortest inquiry that the draft has: the child's first name was the last."""


def draft() -> Family:
    """A family that stopped in the middle."""
    family = Family()
    family.says(*SHORTEST[:ANSWERED])
    return family


def write(tx: Transaction) -> None:
    """Something of everything there was from the first version on."""
    tx.save_session(address(2), draft().session.model_copy(update={"revision": 1}))
    tx.open_case(case(), inquiry())
    for entry in (line(1, text="перше"), line(2, text="друге"), line(3, text="третє")):
        tx.add_history(entry)
    tx.add_file(photo(case_id="case1", name="фото.jpg"))
    tx.add_file(photo("loose", address=address(2)))
    tx.save_staff(worker())
    tx.enqueue(letter("waiting"), NOW)
    tx.enqueue(letter("held", text="Є звістка"), None)
    tx.note_update("telegram:1", NOW)
    tx.set_aside("telegram:2", NOW, b"{broken", "raised KeyError")


async def make(path: Path) -> None:
    """Write the database of this version as text."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as store:
            await store.transact(write)
        with closing(sqlite3.connect(Path(folder) / DATABASE)) as raw:
            text = "\n".join(raw.iterdump())
    asked = draft().session.path
    lines = f"-- the draft stands at {asked}\n{text}\n"
    path.write_text(lines, "utf-8")  # noqa: ASYNC240 -- nothing runs beside it


def main() -> None:
    """Write the file of the present revision, unless there is one."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{HEAD}.sql"
    if not path.exists():
        asyncio.run(make(path))


if __name__ == "__main__":
    main()
