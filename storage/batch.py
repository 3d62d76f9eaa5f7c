"""Units of work committed together: one BEGIN, a savepoint per unit, one COMMIT, one fsync."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable, Sequence
from typing import Any

from bot.errors import StorageError
from storage.connection import SqliteConnection


class Job:
    """One unit of work, who waits for it, and what came of it. Its repr shows nothing of it."""

    __slots__ = ("failure", "future", "is_begun", "result", "work")

    def __init__(self, work: Callable[[SqliteConnection], Any], future: Future[Any]) -> None:
        self.work = work
        self.future = future
        self.is_begun = False
        self.result: Any = None
        self.failure: BaseException | None = None

    def answer(self) -> None:
        """Tell whoever waits, if someone still does."""
        if self.future.done():
            return
        if self.failure is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(_raisable(self.failure))


def commit_together(
    db: SqliteConnection, jobs: Sequence[Job], is_hurried: Callable[[], bool] = lambda: False
) -> bool:
    """Run units in one transaction and say whether it was committed.

    Once `is_hurried` says so no more are begun. A unit that raises is undone alone. If the
    transaction itself fails, every unit fails with its `StorageError` and nothing of any is kept.
    """
    try:
        db.begin()
        for job in jobs:
            _run(db, job)
            if is_hurried():
                break
        db.control("COMMIT")
    except StorageError as error:
        db.rollback()
        for job in jobs:
            job.is_begun = True
            job.failure = type(error)(*error.args)
        return False
    return True


def _run(db: SqliteConnection, job: Job) -> None:
    """Run one unit. Raises `StorageError` only where the whole transaction is lost."""
    job.is_begun = True
    db.control("SAVEPOINT unit")
    try:
        job.result = job.work(db)
    except BaseException as failure:
        job.failure = failure
        if not db.raw.in_transaction:
            raise _cause(failure) from failure
        db.control("ROLLBACK TO unit")
    db.control("RELEASE unit")


def _cause(failure: BaseException) -> StorageError:
    if isinstance(failure, StorageError):
        return type(failure)(*failure.args)
    return StorageError("SQLite ended the transaction")


def _raisable(failure: BaseException) -> BaseException:
    """The failure, or what stands for it: a future takes no StopIteration (PEP 479)."""
    if not isinstance(failure, StopIteration):
        return failure
    error = RuntimeError("a unit of work raised StopIteration")
    error.__cause__ = failure
    return error
