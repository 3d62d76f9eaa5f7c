"""Group commit: one transaction for many units, and what happens when it fails."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError, StorageFull
from storage.connection import SqliteConnection
from storage.folder import DATABASE
from storage.sqlite import Worker
from tests.storage.kit import NOW, address, letter, opened, session


async def test_units_that_arrive_together_share_a_commit(tmp_path: Path) -> None:
    """A hundred units at once need two transactions, because a batch holds at most 64."""
    statements: list[str] = []
    async with opened(tmp_path) as store:
        await store.group.run(lambda db: db.raw.set_trace_callback(statements.append))
        del statements[:]
        await asyncio.gather(
            *(store.transact(lambda tx, n=n: tx.note_update(str(n), NOW)) for n in range(100))
        )
        assert statements.count("COMMIT") == 2
        await store.group.run(lambda db: db.raw.set_trace_callback(None))


async def test_a_failed_commit_fails_everyone_and_keeps_nothing(tmp_path: Path) -> None:
    """If COMMIT fails, no unit of the batch is acknowledged, and later ones work."""
    async with opened(tmp_path) as store:
        results = await asyncio.gather(
            store.transact(lambda tx: tx.save_session(address(1), session())),
            store.group.run(_orphan),
            store.transact(lambda tx: tx.save_session(address(1), session(revision=2))),
            return_exceptions=True,
        )
        assert [type(result) for result in results] == [StorageError] * 3
        assert await store.transact(lambda tx: tx.session(address(1))) is None
        await store.transact(lambda tx: tx.save_session(address(1), session()))
        assert await store.transact(lambda tx: tx.session(address(1))) == session()
    async with opened(tmp_path) as store:
        assert await store.transact(lambda tx: tx.session(address(1))) == session()


async def test_when_sqlite_ends_the_transaction_nothing_commits_alone(tmp_path: Path) -> None:
    """After SQLite rolled back by itself no statement runs on its own, and everyone fails."""

    def lost(db: SqliteConnection) -> None:
        db.raw.execute("ROLLBACK")
        store._transaction(db).note_update("lost", NOW)

    async with opened(tmp_path) as store:
        results = await asyncio.gather(
            store.transact(lambda tx: tx.note_update("before", NOW)),
            store.group.run(lost),
            store.transact(lambda tx: tx.note_update("after", NOW)),
            return_exceptions=True,
        )
        assert [type(result) for result in results] == [StorageError] * 3
        for key in ("before", "lost", "after"):
            assert await store.transact(lambda tx, key=key: tx.note_update(key, NOW))


async def test_a_full_disk_acknowledges_nothing_and_heals(tmp_path: Path) -> None:
    """On a full disk units fail with `StorageFull`; with space again, the store works."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.note_update("before", NOW))
        await store.group.run(lambda db: db.raw.execute("PRAGMA max_page_count=1").fetchall())
        big = letter("big", text="x" * 400_000)
        for _ in range(2):
            with pytest.raises(StorageFull):
                await store.transact(lambda tx: tx.enqueue(big, NOW))
        assert await store.transact(lambda tx: tx.next_due()) is None
        await store.group.run(lambda db: db.raw.execute("PRAGMA max_page_count=100000").fetchall())
        await store.transact(lambda tx: tx.enqueue(big, NOW))
        assert await store.transact(lambda tx: tx.next_due()) == NOW
        assert not await store.transact(lambda tx: tx.note_update("before", NOW))


async def test_a_database_held_by_another_program_is_an_error_not_a_hang(tmp_path: Path) -> None:
    """While someone else writes, units fail after a bounded wait; afterwards they work."""
    async with opened(tmp_path) as store:
        with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageError, match="another program"):
                await store.transact(lambda tx: tx.note_update("1", NOW))
            other.execute("ROLLBACK")
        assert await store.transact(lambda tx: tx.note_update("1", NOW))


async def test_closing_finishes_what_was_begun(tmp_path: Path) -> None:
    """Units that wait when the store closes are done first; later ones are refused."""
    async with opened(tmp_path) as store:
        tasks = [
            asyncio.create_task(store.transact(lambda tx, n=n: tx.note_update(str(n), NOW)))
            for n in range(200)
        ]
        await asyncio.sleep(0)
    assert all(await asyncio.gather(*tasks))
    with pytest.raises(StorageError, match="closed"):
        await store.transact(lambda tx: tx.note_update("late", NOW))


async def test_a_unit_that_runs_out_of_items_stops_nobody_else(tmp_path: Path) -> None:
    """`StopIteration`, which a future does not take, arrives as `RuntimeError`."""
    async with opened(tmp_path) as store:
        empty, other = await asyncio.gather(
            store.transact(lambda _: next(iter(()))),
            store.transact(lambda tx: tx.note_update("1", NOW)),
            return_exceptions=True,
        )
        assert isinstance(empty, RuntimeError)
        assert other is True


async def test_a_transaction_ends_with_its_unit(tmp_path: Path) -> None:
    """A transaction kept and used after its unit is refused with an error of ours."""
    async with opened(tmp_path) as store:
        kept = await store.transact(lambda tx: tx)
        with pytest.raises(StorageError):
            kept.note_update("1", NOW)


def test_aiosqlite_still_has_what_we_build_on() -> None:
    """The worker uses three protected names of aiosqlite 0.22."""
    worker = Worker(lambda: sqlite3.connect(":memory:"))
    assert callable(worker._execute)
    assert worker._thread.daemon
    assert isinstance(type(worker)._conn, property)


def _orphan(db: SqliteConnection) -> None:
    """Leave a row without its parent, which SQLite finds at COMMIT only."""
    db.raw.execute("PRAGMA defer_foreign_keys=ON")
    db.raw.execute("INSERT INTO sessions VALUES (x'00', x'00', NULL, 1)")


async def test_what_is_wanted_at_once_goes_before_all_that_waits(tmp_path: Path) -> None:
    """The batch at work is committed early for it, and what of that was not begun comes next."""
    done: list[str] = []
    entered, hurried = threading.Event(), threading.Event()

    def slow(_: object) -> None:
        entered.set()
        assert hurried.wait(10)
        done.append("begun")

    async with opened(tmp_path) as store:
        waiting = [asyncio.ensure_future(store.transact(slow))]
        waiting += [
            asyncio.ensure_future(store.transact(lambda _, n=n: done.append(n)))
            for n in ("second", "third")
        ]
        await asyncio.to_thread(entered.wait, 10)
        first = store.transact(lambda _: done.append("at once"), at_once=True)
        waiting.append(asyncio.ensure_future(first))
        await asyncio.sleep(0)
        hurried.set()
        await asyncio.gather(*waiting)
    assert done == ["begun", "at once", "second", "third"]
