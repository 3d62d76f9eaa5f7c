"""The store on SQLite: one folder, one process, one writing connection on a thread of its own.

Exactly one connection writes because two can corrupt the log of SQLite before 3.51.3
(sqlite.org/wal.html, "The WAL-reset bug").
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import aiosqlite
import structlog

from bot.ports import Clock, Store, Transaction
from storage.aes_vault import AesVault
from storage.batch import Job, commit_together
from storage.cabinet import Cabinet
from storage.connection import PATIENCE_MS, SqliteConnection, connect, only_read
from storage.folder import claimed
from storage.group import Group
from storage.inspecting import AT_ONCE, is_sound, is_sound_aside
from storage.keys import KeyRing
from storage.migrate import migrate
from storage.outbox import reclaim
from storage.recovery import Identity, Recipient
from storage.rows import micros
from storage.transaction import StoredTransaction
from storage.vault import case_owner
from storage.wraps import copy_keys, recover, rewrap, unlock

T = TypeVar("T")

log = structlog.get_logger(__name__)

_DAY = 86_400_000_000


class Worker(aiosqlite.Connection):
    """aiosqlite's thread, given one whole function at a time instead of one statement."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        # A forgotten store must not keep the process from ending; what was acknowledged is durable.
        self._thread.daemon = True

    async def __aenter__(self) -> Self:
        await self
        return self

    async def hop(self, work: Callable[[SqliteConnection], T]) -> T:
        """Run a function on the thread."""
        execute: Callable[[Callable[[], T]], Awaitable[T]] = self._execute
        return await execute(lambda: work(SqliteConnection(self._conn)))


class SqliteStore(Store):
    """The store of one data folder. Made by `open_store`."""

    def __init__(self, worker: Worker, cabinet: Cabinet, clock: Clock) -> None:
        self._worker = worker
        self._cabinet = cabinet
        self._clock = clock
        self.group = Group(self._commit)

    async def transact(self, work: Callable[[Transaction], T], *, at_once: bool = False) -> T:
        """Run one unit of work and return once it is durable.

        What the function raises is raised here, and nothing of it is kept.
        """
        return await self.group.run(lambda db: work(self._transaction(db)), at_once=at_once)

    async def rewrap(self, most: int = 500) -> int:
        """Bring up to `most` data keys under the newest key; 0 when the older ones may retire."""
        return await self.group.run(lambda db: rewrap(db, self._cabinet, most))

    async def copy_keys(self, after: str = "", most: int = 100) -> str | None:
        """Make copies for the recovery key that are missing; where to go on, None at the end."""
        return await self.group.run(lambda db: copy_keys(db, self._cabinet, after, most))

    async def recover_case(self, reference: str, identity: Identity) -> None:
        """Open a sealed case again with the recovery identity."""

        def work(db: SqliteConnection) -> None:
            tx = self._transaction(db)
            case_id = tx.sealed_case(reference)
            recover(db, self._cabinet, identity, case_owner(case_id))
            tx.list_again(case_id, self._clock.now())

        await self.group.run(work)

    async def checkpoint(self) -> None:
        """Empty the write-ahead log, so that what was erased does not go on standing there.

        Between two commits, on the one connection there is: it never meets a transaction of ours.
        """
        await self._worker.hop(lambda db: db.control("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def inspect(self) -> bool:
        """Look whether the database is sound. Where it is not, it can be read and not written."""
        return await self._heed(await self._worker.hop(lambda db: is_sound(db.raw)))

    async def inspect_aside(self, path: Path) -> bool:
        """The same while families write, of a database that takes long to read."""
        return await self._heed(await is_sound_aside(path))

    async def _heed(self, is_whole: bool) -> bool:
        if not is_whole:
            await self._worker.hop(only_read)
            log.critical("database_damaged")
        return is_whole

    async def unlock(self) -> None:
        """Prove the keys right, or raise `StorageError`."""
        await self.group.run(lambda db: unlock(db, self._cabinet))

    async def reclaim(self) -> None:
        """End every lease: nobody else has the folder open, so whoever held them is no more.

        What was on its way when a process was killed goes on at once, as an uncertain try.
        """
        await self.group.run(lambda db: reclaim(db, self._clock.now()))

    def _transaction(self, db: SqliteConnection) -> StoredTransaction:
        now = micros(self._clock.now())
        vault = AesVault(db, self._cabinet, today=now - now % _DAY)
        return StoredTransaction(db, vault, self._cabinet.addresses)

    async def _commit(self, jobs: Sequence[Job]) -> None:
        await self._worker.hop(partial(self._commit_here, jobs))

    def _commit_here(self, jobs: Sequence[Job], db: SqliteConnection) -> None:
        if not commit_together(db, jobs, lambda: self.group.is_hurried):
            self._cabinet.recent.clear()


@asynccontextmanager
async def open_store(
    folder: Path,
    *,
    keys: KeyRing,
    clock: Clock,
    recovery: Recipient | None = None,
    patience_ms: int = PATIENCE_MS,
    at_once: int = AT_ONCE,
) -> AsyncIterator[SqliteStore]:
    """The store of a data folder, made and migrated as needed, closed when the block ends.

    `recovery` gets a copy of every data key. `patience_ms` is how long to wait, three times,
    for another program that holds the database. A database of more than `at_once` bytes is looked
    through while it is at work already.
    Raises `StorageError` naming the fix where the folder, the keys or the schema do not fit.
    """
    with claimed(folder) as path:
        await asyncio.to_thread(migrate, path)
        async with Worker(partial(connect, path, patience_ms)) as worker:
            store = SqliteStore(worker, Cabinet(keys, recovery), clock)
            try:
                is_large = path.stat().st_size > at_once
                whole = is_large or await store.inspect()
                await store.unlock()
                if whole:
                    await store.reclaim()
                async with _beside(store.inspect_aside(path) if is_large else None):
                    yield store
            finally:
                await store.group.close()


@asynccontextmanager
async def _beside(work: Coroutine[None, None, object] | None) -> AsyncIterator[None]:
    """Something done meanwhile, and not to its end where the block ends first."""
    task = None if work is None else asyncio.create_task(work)
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
