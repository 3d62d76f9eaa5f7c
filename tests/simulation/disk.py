"""The real store, its database in memory: what was committed outlives the process, nothing else.

The thread that writes becomes a call: so the order of commits is the seed's alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

from bot.core.case import Address
from bot.ports import Transaction
from handlers.telegram.inbound import key_of
from handlers.telegram.updates import pieces
from storage.aes_vault import AesVault
from storage.cabinet import Cabinet
from storage.connection import SqliteConnection
from storage.keys import KeyRing
from storage.migrate import migrate_open
from storage.rows import address_text
from storage.sqlite import SqliteStore, Worker
from storage.transaction import StoredTransaction
from tests.simulation.fate import Fate, Killed

T = TypeVar("T")

RING = KeyRing({1: b"s" * 32}, current=1)
SECRET = b"the same index in every run, ok?"


@cache
def _blank() -> bytes:
    raw = sqlite3.connect(":memory:", isolation_level=None)
    migrate_open(raw)
    return raw.serialize()


def cabinet() -> Cabinet:
    """The keys, their indexes the same in every run."""
    keys = Cabinet(RING)
    keys.use_index_secret(SECRET)
    return keys


class Disk:
    """A database file that processes come and go at."""

    def __init__(self) -> None:
        self.raw = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
        self.raw.deserialize(_blank())
        self.raw.execute("PRAGMA foreign_keys=ON")
        self._keys = cabinet()

    def fill(self, *, full: bool) -> None:
        """Let there be no page left, or enough."""
        (pages,) = self.raw.execute("PRAGMA page_count").fetchone()
        self.raw.execute(f"PRAGMA max_page_count={pages if full else 1 << 30}")

    def survive(self) -> None:
        """Outlive the process: all that was committed is there."""

    def read(self, work: Callable[[Transaction], T]) -> T:
        """What is committed, as anybody could read it between two steps."""
        self.raw.execute("BEGIN")
        try:
            db = SqliteConnection(self.raw)
            return work(StoredTransaction(db, AesVault(db, self._keys, 0), self._keys.addresses))
        finally:
            self.raw.execute("ROLLBACK")

    def has_event(self, key: str) -> bool:
        """Whether an event was taken in or set aside."""
        index = self._keys.index("event", key)
        asked = "SELECT 1 FROM seen_updates WHERE key=? UNION SELECT 1 FROM set_aside WHERE key=?"
        return self.raw.execute(asked, (index, index)).fetchone() is not None

    def shelved(self) -> set[str]:
        """The events in what stands on the shelf."""
        hauls = self.read(lambda tx: tx.shelved())
        return {key_of(piece.name) for haul in hauls for piece in pieces(haul.content)}

    def lane(self, chat: int) -> bytes:
        """The lane of a chat."""
        return self._keys.index("address", address_text(Address(channel="telegram", id=str(chat))))

    def messages(self) -> list[tuple[int, str, bytes, int, str | None]]:
        """Every message ever committed: place, id, lane, state, outcome."""
        return self.raw.execute(
            "SELECT seq, id, lane, state, outcome FROM outbox ORDER BY seq"
        ).fetchall()


class Inline:
    """Stands for the store's thread: a hop takes a while, and may be the last thing done."""

    def __init__(self, disk: Disk, fate: Fate) -> None:
        self._disk, self._fate = disk, fate

    async def hop(self, work: Callable[[SqliteConnection], T]) -> T:
        """Run a function, and answer a little later."""
        if self._fate.is_dead:
            raise Killed
        await asyncio.sleep(self._fate.moment())
        self._fate.may_die("before commit")
        self._disk.fill(full=self._fate.is_full())
        try:
            result = work(SqliteConnection(self._disk.raw))
        finally:
            self._disk.fill(full=False)
        self._fate.may_die("after commit")
        await asyncio.sleep(self._fate.moment())
        return result


def store_on(disk: Disk, fate: Fate, clock: object) -> SqliteStore:
    """The store as a process opens it."""
    return SqliteStore(cast(Worker, Inline(disk, fate)), cabinet(), clock)  # type: ignore[arg-type]  # a thread that is none
