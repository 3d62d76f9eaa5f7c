"""Another process at the store: `python -m tests.storage.child <what> <folder>`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot.ports import Transaction
from storage.connection import connect
from storage.folder import DATABASE
from storage.keys import load_key_file
from storage.migrate import upgrade
from storage.migrations import HEAD
from tests.storage.kit import NOW, address, letter, opened, session

CLIENTS = 16


async def load(folder: Path) -> None:
    """Work for ever, telling the key of every unit once it was acknowledged."""
    async with opened(folder) as store:
        await asyncio.gather(*(_client(store, number) for number in range(CLIENTS)))


async def _client(store: Any, number: int) -> None:
    step = 0
    while True:
        step += 1
        key = f"{os.getpid()}-{number}-{step}"

        def work(tx: Transaction, key: str = key) -> None:
            found = tx.session(address(number)) or session(revision=0)
            following = found.model_copy(update={"revision": found.revision + 1})
            tx.save_session(address(number), following)
            tx.enqueue(letter(key, number), NOW)
            tx.note_update(key, NOW)

        await store.transact(work)
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()


async def hold(folder: Path) -> None:
    """Keep the store open until someone ends the line."""
    async with opened(folder):
        sys.stdout.write("open\n")
        sys.stdout.flush()
        sys.stdin.readline()


async def leave(folder: Path) -> None:
    """Open the store and leave without closing it."""
    keep.append(await opened(folder).__aenter__())


def die(folder: Path, statements: int) -> None:
    """Migrate, and be killed before the given statement."""
    seen = 0

    def count(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    raw = connect(folder / DATABASE)
    raw.set_trace_callback(count)
    upgrade(raw, HEAD)


async def rotate(folder: Path, keys: Path) -> None:
    """Re-wrap, one data key at a time, telling of each, and go on until killed."""
    ring = load_key_file(keys, data_folder=folder)
    async with opened(folder, ring) as store:
        while True:
            done = await store.rewrap(1)
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()


keep: list[object] = []

if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    if what == "die":
        die(Path(where), int(rest[0]))
    elif what == "rotate":
        asyncio.run(rotate(Path(where), Path(rest[0])))
    else:
        asyncio.run({"load": load, "hold": hold, "leave": leave}[what](Path(where)))
