"""SQLite's side of `storage.statement.Connection`, and the only place that catches its errors."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from bot.errors import StorageError, StorageFull
from storage.statement import Row, Statement

PATIENCE_MS = 2000
TRIES = 3

_CAUSES = {
    sqlite3.SQLITE_BUSY: "another program holds the database; close it",
    sqlite3.SQLITE_LOCKED: "another program holds the database; close it",
    sqlite3.SQLITE_READONLY: "the data folder cannot be written to; give this user the right to",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; stop, keep the files, restore a backup",
    sqlite3.SQLITE_NOTADB: "the database is damaged; stop, keep the files, restore a backup",
}


def translated(error: sqlite3.Error) -> StorageError:
    """An error of SQLite as one of ours, with the fix where there is one."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StorageFull("the disk is full; nothing was kept; free space for the data folder")
    return StorageError(_CAUSES.get(code, str(error)))


def connect(path: Path, patience_ms: int = PATIENCE_MS) -> sqlite3.Connection:
    """Open a database file the one way we use it. Raises `StorageError`."""
    raw = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    try:
        raw.execute(f"PRAGMA busy_timeout={patience_ms:d}")
        (mode,) = raw.execute("PRAGMA journal_mode=WAL").fetchone()
        for setting in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {setting}")
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute("PRAGMA trusted_schema=OFF")
    except sqlite3.Error as error:
        raw.close()
        raise translated(error) from error
    if mode != "wal":
        raw.close()
        raise StorageError("this file system cannot keep a write-ahead log; use a local disk")
    return raw


class SqliteConnection:
    """Runs statements, and begins and ends transactions, on one handle of SQLite."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def change(self, statement: Statement, /, **values: object) -> int:
        """Run a statement and return how many rows it changed."""
        return self._run(statement, values).rowcount

    def every(self, statement: Statement, /, **values: object) -> list[Row]:
        """All rows a statement finds or returns."""
        try:
            return self._run(statement, values).fetchall()
        except sqlite3.Error as error:
            raise translated(error) from error

    def one(self, statement: Statement, /, **values: object) -> Row | None:
        """The first row a statement finds or returns."""
        rows = self.every(statement, **values)
        return rows[0] if rows else None

    def begin(self) -> None:
        """Take the right to write, waiting a bounded time for whoever has it.

        Where nobody may write, reading goes on, and the first write fails.
        """
        for tries_left in reversed(range(TRIES)):
            try:
                return self.control("BEGIN IMMEDIATE")
            except StorageError as error:
                if _has_code(error, sqlite3.SQLITE_READONLY):
                    return self.control("BEGIN")
                if not tries_left or not _has_code(error, sqlite3.SQLITE_BUSY):
                    raise
        return None

    def control(self, command: str) -> None:
        """Run a command that begins, ends or divides a transaction."""
        try:
            self.raw.execute(command)
        except sqlite3.Error as error:
            raise translated(error) from error

    def rollback(self) -> None:
        """Undo the transaction, if SQLite has not done so itself."""
        with suppress(sqlite3.Error):
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")

    def _run(self, statement: Statement, values: dict[str, object]) -> sqlite3.Cursor:
        # On a full disk SQLite may end the transaction by itself (sqlite.org/lang_transaction.html,
        # section 3); the next statement would then commit alone.
        if not self.raw.in_transaction:
            raise StorageError("the transaction is over")
        text, constants = statement.sqlite
        try:
            return self.raw.execute(text, {**constants, **values} if constants else values)
        except sqlite3.Error as error:
            raise translated(error) from error


def only_read(db: SqliteConnection) -> None:
    """Write nothing more: every further write fails."""
    db.control("PRAGMA query_only=ON")


def _has_code(error: StorageError, code: int) -> bool:
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF == code
