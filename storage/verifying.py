"""Every sealed column there is, where its values are sealed, and a proof that all of them open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from bot.errors import Sealed, StorageError
from storage.aes_vault import AesVault
from storage.cabinet import Cabinet
from storage.connection import SqliteConnection, translated
from storage.keys import KeyRing
from storage.shelf import shelf_owner
from storage.vault import Place, case_owner, lane_owner
from storage.wraps import unlock


class Sealing(NamedTuple):
    """A sealed column: which columns name its place, whose data key it is under, and which rows."""

    table: str
    column: str
    keys: tuple[str, ...]
    row: Callable[..., str]
    owner: Callable[..., str]
    only: str = "TRUE"


def _of_file(_: str, lane: bytes, case_id: str | None) -> str:
    return lane_owner(lane) if case_id is None else case_owner(case_id)


def _text(value: Any, *_: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _of_lane(*keys: Any) -> str:
    return lane_owner(keys[-1])


def _of_case(*keys: Any) -> str:
    return case_owner(keys[-1])


def _aside(key: bytes) -> str:
    return f"aside:{key.hex()}"


SEALINGS = (
    Sealing("lanes", "address", ("lane",), _text, _of_lane),
    Sealing("sessions", "body", ("lane",), _text, _of_lane),
    Sealing("outbox", "body", ("id", "lane"), _text, _of_lane),
    Sealing("outbox", "trace", ("id", "lane"), _text, _of_lane),
    Sealing("cases", "body", ("id",), _text, _of_case),
    Sealing(
        "inquiries", "body", ("version", "case_id"), lambda v, case_id: f"{case_id}/{v}", _of_case
    ),
    Sealing("case_history", "body", ("id", "case_id"), _text, _of_case),
    Sealing("files", "body", ("id", "lane", "case_id"), _text, _of_file),
    Sealing("staff", "body", ("staff",), _text, lambda key: f"staff:{key.hex()}"),
    Sealing("slips", "body", ("key",), _text, lambda _: "desk"),
    Sealing("audit", "body", ("seq",), _text, lambda _: "audit"),
    Sealing("topics", "body", ("case_id",), _text, _of_case),
    Sealing("seen_updates", "trace", ("key", "lane"), _text, _of_lane),
    Sealing("meta", "value", ("name",), _text, lambda _: "group", "name LIKE 'group:%'"),
    Sealing("shelf", "body", ("key",), _text, shelf_owner),
    Sealing("set_aside", "payload", ("key",), _text, _aside),
    Sealing("set_aside", "reason", ("key",), _text, _aside),
)
"""A test compares this with the tables, so that no column is forgotten."""


def sealed_values(db: SqliteConnection) -> Iterator[tuple[Place, bytes]]:
    """Every sealed value of a database, with the place it was sealed in."""
    for sealing in SEALINGS:
        columns = ", ".join((*sealing.keys, sealing.column))
        rows = f"{sealing.column} IS NOT NULL AND {sealing.only}"
        query = f"SELECT {columns} FROM {sealing.table} WHERE {rows}"  # noqa: S608 -- our own names
        for *keys, value in db.raw.execute(query):
            place = Place(sealing.table, sealing.column, sealing.row(*keys), sealing.owner(*keys))
            yield place, value


def check_whole(path: Path) -> None:
    """Raise `StorageError` where SQLite finds a database file damaged."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            (found,) = raw.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise translated(error) from error
    if found != "ok":
        raise StorageError("the database is damaged; stop, keep the files, restore a backup")


def open_all(path: Path, ring: KeyRing) -> tuple[int, int]:
    """Open every sealed value of a database file: how many, and how many only the recovery key
    opens. Raises `StorageError` at the first that does not open. Changes nothing."""
    opened = sealed = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        db = SqliteConnection(raw)
        db.begin()
        cabinet = Cabinet(ring)
        unlock(db, cabinet)
        vault = AesVault(db, cabinet, today=0)
        for place, value in sealed_values(db):
            try:
                vault.open(value, place=place)
            except Sealed:
                sealed += 1
            else:
                opened += 1
        db.rollback()
    return opened, sealed
