"""Every statement finds its rows by an index, however many there are."""

from __future__ import annotations

import gc
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.case import CaseStatus
from bot.core.views import QueueView
from bot.ports import Transaction
from storage import transaction, wraps
from storage.folder import DATABASE
from storage.migrate import migrate
from storage.sqlite import SqliteStore
from storage.statement import Statement
from tests.storage.kit import NOW, case, inquiry, later, letter, opened

assert transaction.StoredTransaction


def test_no_statement_reads_a_whole_table(tmp_path: Path) -> None:
    """SQLite's plan of every statement of the store searches, and never scans or sorts."""
    migrate(tmp_path / DATABASE)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as raw:
        every = [found for found in gc.get_objects() if isinstance(found, Statement)]
        # One asks for any row at all; the other runs only while keys are replaced.
        excepted = (wraps._ANY_KEY, wraps._OLD_KEYS)
        statements = [statement for statement in every if statement not in excepted]
        assert len(statements) > 40
        for statement in statements:
            text, _ = statement.sqlite
            names = dict.fromkeys(re.findall(r":(\w+)", text))
            plan = raw.execute(f"EXPLAIN QUERY PLAN {text}", names).fetchall()
            steps = [row[3] for row in plan if row[3] != "SCAN CONSTANT ROW"]  # no table at all
            assert not [s for s in steps if s.startswith(("SCAN", "USE TEMP"))], (text, steps)


@pytest.mark.parametrize("waiting", [50, 5000])
async def test_leasing_costs_the_same_however_many_messages_wait(
    tmp_path: Path, waiting: int
) -> None:
    """Leasing ten messages takes SQLite the same few steps with 50 or with 5,000 waiting."""
    async with opened(tmp_path) as store:
        await store.transact(
            lambda tx: [tx.enqueue(letter(str(n), n % 50), NOW) for n in range(waiting)]
        )
        await store.transact(
            lambda tx: [tx.enqueue(letter(f"f{n}", 100 + n), later(9)) for n in range(waiting)]
        )
        steps = await _steps(store, lambda tx: tx.lease(NOW, later(60), 10, 10))
        assert steps < 20
        assert await _steps(store, lambda tx: tx.next_due()) < 5


async def test_a_page_of_the_queue_costs_the_same_however_many_cases(tmp_path: Path) -> None:
    """A page is read from an index in the order it is shown, not sorted from all cases."""
    async with opened(tmp_path) as store:
        await store.transact(
            lambda tx: [tx.open_case(case(n, told_at=later(-n)), inquiry()) for n in range(1000)]
        )

        def work(tx: object) -> object:
            return tx.queue(QueueView.WAITING_FOR_US, "7", NOW, limit=10, offset=0)

        assert await _steps(store, work) < 60


async def test_ones_own_queue_costs_the_same_however_many_cases_one_has(tmp_path: Path) -> None:
    """The few that wait for the family are not looked for among the many that wait for us."""
    asks = CaseStatus.NEED_INFO

    def fill(tx: Transaction) -> None:
        for n in range(1000):
            status = CaseStatus.IN_REVIEW if n % 200 else asks
            tx.open_case(case(n, assignee="7", status=status, told_at=later(-n)), inquiry())

    async with opened(tmp_path) as store:
        await store.transact(fill)

        def work(tx: Transaction) -> None:
            view = QueueView.WAITING_FOR_FAMILY
            count, page = tx.queue(view, "7", NOW, limit=10, offset=0, own=True)
            assert (count, {one.status for one in page}) == (5, {asks})

        assert await _steps(store, work) < 20


async def _steps(store: SqliteStore, work: object) -> int:
    """How many hundreds of instructions SQLite runs for a unit."""
    hundreds = 0

    def count() -> None:
        nonlocal hundreds
        hundreds += 1

    await store.group.run(lambda db: db.raw.set_progress_handler(count, 100))
    before = hundreds
    await store.transact(work)
    after = hundreds
    await store.group.run(lambda db: db.raw.set_progress_handler(None, 0))
    return after - before
