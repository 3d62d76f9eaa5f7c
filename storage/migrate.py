"""Brings a database to the schema of this program, in one transaction.

Alembic takes long to import and much to keep, so it is imported only where there is something to
bring up: a new database is made from the tables, which a test holds to what the migrations lead to.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.errors import StorageError
from storage.connection import connect, translated
from storage.migrations import HEAD, REVISIONS
from storage.schema import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection as SqlConnection

SCRIPTS = Path(__file__).parent / "migrations"
_SQLITE = sqlite.dialect()
_VERSION = """CREATE TABLE alembic_version (
\tversion_num VARCHAR(32) NOT NULL,
\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""
"""The table as alembic makes it."""


def migrate(path: Path) -> None:
    """Bring a database file to the newest revision; make it if there is none.

    All steps are one transaction: killed at any instant, it can simply be run again. Raises
    `StorageError` for a database that a newer program wrote.
    """
    with closing(connect(path)) as raw:
        migrate_open(raw)


def migrate_open(raw: sqlite3.Connection, to: str = HEAD) -> None:
    """Bring an open database to a revision, as `migrate` does."""
    try:
        found = _revision(raw)
        if found is not None and found not in REVISIONS:
            raise StorageError(
                f"the database has schema {found}, this program knows up to {HEAD}; "
                "start the newer program, or restore a backup of this one"
            )
        if found is None and to == HEAD:
            _make(raw)
        elif found != to:
            upgrade(raw, to)
    except sqlite3.Error as error:
        raise translated(error) from error


def _revision(raw: sqlite3.Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if raw.execute(named).fetchone() is None:
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _make(raw: sqlite3.Connection) -> None:
    """Make every table in an empty database, in one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for table in METADATA.sorted_tables:
        raw.execute(str(CreateTable(table).compile(dialect=_SQLITE)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            raw.execute(str(CreateIndex(index).compile(dialect=_SQLITE)))
    raw.execute(_VERSION)
    raw.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    raw.execute("COMMIT")


def upgrade(raw: sqlite3.Connection, to: str) -> None:
    """Run the migrations that lead to a revision, from whatever a database is at."""
    from sqlalchemy import create_engine, event  # noqa: PLC0415 - see the module's docstring
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - the same
    from sqlalchemy.pool import StaticPool  # noqa: PLC0415 - the same

    # Tables are rebuilt under their children, which needs foreign keys off (sqlite.org/
    # lang_altertable.html, section 7); the setting has no effect within a transaction.
    raw.execute("PRAGMA foreign_keys=OFF")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            _run_steps(connection, to)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StorageError("the migration left rows without their parents; report this")
    except DBAPIError as error:
        cause = error.orig if isinstance(error.orig, sqlite3.Error) else sqlite3.Error()
        raise translated(cause) from error
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _begin(connection: SqlConnection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _run_steps(connection: SqlConnection, to: str) -> None:
    from alembic.config import Config  # noqa: PLC0415 - see the module's docstring
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415 - the same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - the same

    script = ScriptDirectory(str(SCRIPTS))

    def steps(revision: Any, _context: object) -> Any:
        return script._upgrade_revs(to, revision)  # noqa: SLF001 - as alembic.command.upgrade does

    with EnvironmentContext(Config(), script, fn=steps, destination_rev=to) as environment:
        environment.configure(connection=connection, render_as_batch=True, transactional_ddl=True)
        environment.run_migrations()
