"""The schema and the migrations that lead to it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Integer, LargeBinary, Text, create_engine

from bot.errors import StorageError
from storage.connection import connect
from storage.folder import DATABASE
from storage.migrate import SCRIPTS, migrate, upgrade
from storage.migrations import REVISIONS
from storage.schema import METADATA
from tests.storage.kit import NOW, REPOSITORY, opened


def test_the_migrations_reproduce_the_schema_exactly(tmp_path: Path) -> None:
    """A migrated database and one made from the tables have the same definitions, and version."""
    _migrated(tmp_path / "migrated")
    migrate(tmp_path / "made")
    assert _definitions(tmp_path / "migrated") == _definitions(tmp_path / "made")


def test_alembic_finds_no_difference(tmp_path: Path) -> None:
    """Alembic's own comparison of a migrated database with the tables is empty."""
    _migrated(tmp_path / "migrated")
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_every_revision_is_listed() -> None:
    """The list that start-up trusts is the list of files."""
    found = [script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def test_only_types_both_databases_share() -> None:
    """Whole numbers, text and bytes: nothing else stands in a table."""
    kinds = {type(column.type) for table in METADATA.tables.values() for column in table.columns}
    assert kinds <= {Integer, BigInteger, Text, LargeBinary}


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    """A database that is up to date is left alone."""
    migrate(tmp_path / "data")
    before = _definitions(tmp_path / "data")
    migrate(tmp_path / "data")
    assert _definitions(tmp_path / "data") == before


async def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    """An unknown revision stops the start with a way out, and nothing is changed."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.note_update("1", NOW))
    _write(tmp_path / DATABASE, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match=r"9999.*newer program"):
        async with opened(tmp_path):
            pass
    _write(tmp_path / DATABASE, "UPDATE alembic_version SET version_num = ?", REVISIONS[-1])
    async with opened(tmp_path) as store:
        assert not await store.transact(lambda tx: tx.note_update("1", NOW))


@pytest.mark.parametrize("statement", [5, 12, 25, 38])
async def test_a_migration_killed_midway_runs_again(tmp_path: Path, statement: int) -> None:
    """Killed at any statement, the migration is simply run again (fault 37)."""
    command = [sys.executable, "-m", "tests.storage.child", "die", str(tmp_path), str(statement)]
    killed = subprocess.run(command, cwd=REPOSITORY, check=False, timeout=60)  # noqa: S603, ASYNC221 - our own module; nothing else runs
    assert killed.returncode == -9
    async with opened(tmp_path) as store:
        assert await store.transact(lambda tx: tx.note_update("1", NOW))


def test_what_is_no_database_is_named_as_such(tmp_path: Path) -> None:
    """A damaged file stops the start with a way out."""
    (tmp_path / "data").write_bytes(b"this is not a database file" * 200)
    with pytest.raises(StorageError, match="damaged"):
        migrate(tmp_path / "data")


def _migrated(path: Path) -> None:
    """Make a database by running every migration."""
    with closing(connect(path)) as raw:
        upgrade(raw, REVISIONS[-1])


def _definitions(path: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        found = {
            (kind, name, *sorted(",".join(sql.split()).split(","))) for kind, name, sql in rows
        }
        return found | set(raw.execute("SELECT version_num FROM alembic_version"))


def _write(path: Path, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement, values)
        raw.commit()
