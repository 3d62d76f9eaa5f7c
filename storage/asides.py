"""Events that could not be handled: kept sealed for a week, each under a data key of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.ports import Aside
from storage.notes import drop_note, note, notes_under, put_note
from storage.rows import instant, micros
from storage.schema import set_aside
from storage.statement import Row, Statement, columns_of
from storage.unit import Unit
from storage.vault import Place

AGAIN = "again"

_shown = select(set_aside.c.key, set_aside.c.at, set_aside.c.payload, set_aside.c.reason)
_ADD = Statement(insert(set_aside).on_conflict_do_nothing(), columns_of(set_aside))
_GET = Statement(_shown.where(set_aside.c.key == bindparam("key")))
_EVERY = Statement(
    _shown.where(set_aside.c.key > bindparam("after"))
    .order_by(set_aside.c.key)
    .limit(bindparam("most"))
)
_DROP = Statement(delete(set_aside).where(set_aside.c.key == bindparam("key")))


class Asides(Unit):
    """The part of a transaction that keeps what could not be handled."""

    def set_aside(self, key: str, at: datetime, payload: bytes, reason: str) -> None:
        """Keep an event that could not be handled."""
        index = self._vault.index("event", key)
        sealed = self._vault.seal(payload, place=aside_place(index, "payload"))
        why = self._vault.seal(reason.encode(), place=aside_place(index, "reason"))
        self._db.change(_ADD, key=index, at=micros(at), payload=sealed, reason=why)

    def asides(self, after: str, limit: int) -> tuple[Aside, ...]:
        """Those there are, in the order of their ids, which says nothing."""
        rows = self._db.every(_EVERY, after=bytes.fromhex(after), most=limit)
        return tuple(map(self._opened_aside, rows))

    def drop_aside(self, aside_id: str) -> bool:
        """Erase one, with its key; False where there is none."""
        index = bytes.fromhex(aside_id)
        drop_note(self._db, f"{AGAIN}:{aside_id}")
        self._vault.forget(aside_owner(index))
        return bool(self._db.change(_DROP, key=index))

    def try_again(self, aside_id: str, *, again: bool = True) -> bool:
        """Whether one is to be handled once more; False where there is none."""
        if self._db.one(_GET, key=bytes.fromhex(aside_id)) is None:
            return False
        if again:
            put_note(self._db, f"{AGAIN}:{aside_id}", b"")
        else:
            drop_note(self._db, f"{AGAIN}:{aside_id}")
        return True

    def asides_again(self, limit: int) -> tuple[Aside, ...]:
        """Those that are to be handled once more."""
        marked = notes_under(self._db, AGAIN, limit)
        rows = (self._db.one(_GET, key=bytes.fromhex(aside_id)) for aside_id in marked)
        return tuple(self._opened_aside(row) for row in rows if row is not None)

    def _opened_aside(self, row: Row) -> Aside:
        index, at, payload, reason = row
        return Aside(
            id=index.hex(),
            at=instant(at),
            reason=self._vault.open(reason, place=aside_place(index, "reason")).decode(),
            payload=self._vault.open(payload, place=aside_place(index, "payload")),
            is_again=note(self._db, f"{AGAIN}:{index.hex()}") is not None,
        )


def aside_owner(index: bytes) -> str:
    """Whose data key seals an event set aside."""
    return f"aside:{index.hex()}"


def aside_place(index: bytes, column: str) -> Place:
    """Where an event set aside is sealed."""
    return Place("set_aside", column, index.hex(), aside_owner(index))
