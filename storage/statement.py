"""Statements, written once with SQLAlchemy Core and run without it.

SQLAlchemy compiles each statement once per dialect; a connection runs the text as it is. That is
several times faster than SQLAlchemy's own execution (`libraries.md`, section 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import Delete, Insert, Select, Table, Update
from sqlalchemy.dialects import sqlite

Row = tuple[Any, ...]
Core = Select[Any] | Insert | Update | Delete

_SQLITE = sqlite.dialect(paramstyle="named")


class Statement:
    """One statement. `columns` names what an INSERT or UPDATE sets from its parameters."""

    def __init__(self, core: Core, columns: Iterable[str] | None = None) -> None:
        self.core = core
        self._columns = None if columns is None else list(columns)

    @cached_property
    def sqlite(self) -> tuple[str, dict[str, Any]]:
        """The text for SQLite, and the constants that stand in it as parameters."""
        compiled = self.core.compile(dialect=_SQLITE, column_keys=self._columns)
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        return str(compiled), constants


def columns_of(table: Table, *without: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [column.name for column in table.columns if column.name not in without]


class Connection(Protocol):
    """What runs statements within one transaction. Raises `StorageError` and nothing foreign."""

    def change(self, statement: Statement, /, **values: object) -> int:
        """Run a statement and return how many rows it changed."""
        ...

    def every(self, statement: Statement, /, **values: object) -> list[Row]:
        """All rows a statement finds or returns."""
        ...

    def one(self, statement: Statement, /, **values: object) -> Row | None:
        """The first row a statement finds or returns."""
        ...
