"""A damaged database is read and not written, and the operator hears of it (fault 32)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.errors import StorageError
from storage.folder import DATABASE
from tests.kit_desk import until
from tests.storage.kit import address, case, inquiry, opened, session


async def test_a_damaged_database_is_read_and_not_written(tmp_path: Path) -> None:
    """What can be read is read, nothing is written or confirmed, and an alarm is logged."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.open_case(case(), inquiry()))
    _damage(tmp_path / DATABASE, "pulses_by_time")
    before = (tmp_path / DATABASE).read_bytes()
    with capture_logs() as logs:
        async with opened(tmp_path) as store:
            assert await store.transact(lambda tx: tx.case("case1")) == case()
            with pytest.raises(StorageError):
                await store.transact(lambda tx: tx.save_session(address(), session()))
    assert [entry["event"] for entry in logs if entry["log_level"] == "critical"] == [
        "database_damaged"
    ]
    assert (tmp_path / DATABASE).read_bytes() == before


async def test_a_large_database_is_looked_through_while_it_is_at_work(tmp_path: Path) -> None:
    """A start need not wait for the whole of it; what is found then ends all writing as well."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.open_case(case(), inquiry()))
    _damage(tmp_path / DATABASE, "pulses_by_time")
    with capture_logs() as logs:
        async with opened(tmp_path, at_once=0) as store:
            await until(lambda: any(entry["event"] == "database_damaged" for entry in logs))
            assert await store.transact(lambda tx: tx.case("case1")) == case()
            with pytest.raises(StorageError):
                await store.transact(lambda tx: tx.save_session(address(), session()))


async def test_looking_through_ends_with_the_store(tmp_path: Path) -> None:
    """Whoever stops the bot does not wait for it, and a sound database is written meanwhile."""
    with capture_logs() as logs:
        for _ in range(3):
            async with opened(tmp_path, at_once=0) as store:
                await store.transact(lambda tx: tx.forget_session(address()))
    assert [entry["event"] for entry in logs if entry["log_level"] == "critical"] == []


def _damage(path: Path, index: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        named = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = raw.execute(named, (index,)).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 100)
