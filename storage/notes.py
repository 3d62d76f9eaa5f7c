"""Small facts about the store itself, in `meta`: by name, each written whole."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage.schema import meta
from storage.statement import Connection, Statement, columns_of

OUTBOX_HELD = "outbox_held"
"""There while nothing may be sent: after a restore, until the operator says so."""

_GET = Statement(select(meta.c.value).where(meta.c.name == bindparam("name")))
_note = insert(meta)
_PUT = Statement(
    _note.on_conflict_do_update(
        index_elements=[meta.c.name], set_={"value": _note.excluded.value}
    ),
    columns_of(meta),
)  # fmt: skip
_DROP = Statement(delete(meta).where(meta.c.name == bindparam("name")))
_LIKE = Statement(
    select(meta.c.name, meta.c.value)
    .where(meta.c.name >= bindparam("first"), meta.c.name < bindparam("last"))
    .limit(bindparam("most"))
)


def note(db: Connection, name: str) -> bytes | None:
    """What stands under a name."""
    row = db.one(_GET, name=name)
    return None if row is None else bytes(row[0])


def put_note(db: Connection, name: str, value: bytes) -> None:
    """Write down, or write over."""
    db.change(_PUT, name=name, value=value)


def drop_note(db: Connection, name: str) -> bool:
    """Forget a name; whether it was known."""
    return bool(db.change(_DROP, name=name))


def notes_under(db: Connection, prefix: str, most: int) -> dict[str, bytes]:
    """What stands under names `prefix:…`, by the rest of the name; `most` of them."""
    rows = db.every(_LIKE, first=f"{prefix}:", last=f"{prefix};", most=most)
    return {name.removeprefix(f"{prefix}:"): bytes(value) for name, value in rows}
