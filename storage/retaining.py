"""How long things are kept: cases that are closed, events set aside, and farewells.

A closed case can be sealed: the server drops its wrap of the case's key, and only the offline
recovery key opens it again. What needs no opening stays in the row: number, status, days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.core.case import Address
from bot.errors import StorageError
from storage.erasing import Erasing
from storage.notes import OUTBOX_HELD, drop_note, note, notes_under, put_note
from storage.outbox import SETTLED
from storage.rows import micros
from storage.schema import METADATA, cases, files, outbox, sessions, set_aside
from storage.statement import Statement
from storage.vault import case_owner

ASIDE_FOR = timedelta(days=7)
SEALED_OPEN = 2
"""Stands in `is_open` of a sealed case: it is neither among the open ones nor the closed ones."""

_FAREWELL = "farewell"
_AT_ONCE = 100

_CLOSED = Statement(
    select(cases.c.id, cases.c.reference)
    .where(
        cases.c.is_open == bindparam("is_open"),
        cases.c.told_at < bindparam("before"),
        cases.c.moved_at < bindparam("before"),
    )
    .order_by(cases.c.told_at, cases.c.id)
    .limit(bindparam("most"))
)
_SEALED = Statement(
    select(cases.c.id).where(
        cases.c.reference == bindparam("reference"), cases.c.is_open == bindparam("is_open")
    )
)
_LIST = Statement(update(cases).where(cases.c.id == bindparam("by_id")), ["is_open", "told_at"])
_SHUT = Statement(update(cases).where(cases.c.id == bindparam("by_id")), ["is_open"])
_TRACES = [
    Statement(delete(table).where(table.c.case_id == bindparam("case_id")))
    for table in METADATA.sorted_tables
    if table.name in {"topics", "case_terms", "pulses", "claims"}
]
"""What leads to a sealed case without opening it: its topic, its names' hashes, its heartbeat, and
claims to it."""

_OLD_ASIDE = Statement(
    select(set_aside.c.key)
    .where(set_aside.c.key > bindparam("after"), set_aside.c.at < bindparam("before"))
    .limit(bindparam("most"))
)
_UNSENT = Statement(
    select(outbox.c.seq)
    .where(outbox.c.lane == bindparam("lane"), outbox.c.state < SETTLED)
    .limit(1)
)
_KEPT = [
    Statement(select(table.c.lane).where(table.c.lane == bindparam("lane")).limit(1))
    for table in (sessions, cases, files)
]
_SHELLS = Statement(delete(outbox).where(outbox.c.lane == bindparam("lane")))


class Retaining(Erasing):
    """The part of a transaction that lets go of things in time."""

    def closed_before(
        self, before: datetime, limit: int, *, sealed: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """Id and reference of cases closed before an instant, oldest first; told from clear
        columns, so that sealed ones can be listed."""
        values = {"is_open": SEALED_OPEN if sealed else 0, "before": micros(before), "most": limit}
        return tuple((row[0], row[1]) for row in self._db.every(_CLOSED, **values))

    def seal_case(self, case_id: str) -> None:
        """Leave a closed case to the offline recovery key. From here on it is as if not there.

        Raises `StorageError` where there is no recovery key, or it has no copy of this key yet.
        """
        self._vault.drop_wrap(case_owner(case_id))
        self._db.change(_SHUT, by_id=case_id, is_open=SEALED_OPEN)
        for trace in _TRACES:
            self._db.change(trace, case_id=case_id)

    def sealed_case(self, reference: str) -> str:
        """The id of a sealed case. Raises `StorageError` where there is none."""
        row = self._db.one(_SEALED, reference=reference, is_open=SEALED_OPEN)
        if row is None:
            raise StorageError("there is no sealed case with this number")
        return str(row[0])

    def list_again(self, case_id: str, now: datetime) -> None:
        """Put a case whose key was recovered back among the closed ones, its names findable."""
        self._db.change(_LIST, by_id=case_id, is_open=0, told_at=micros(now))
        inquiry = self.inquiry(case_id)
        if inquiry is not None:
            self._index_inquiry(case_id, inquiry)

    def erase_address(self, address: Address) -> int:
        """Erase everything of an address; what is said in farewell goes too, once it is sent."""
        found = super().erase_address(address)
        put_note(self._db, f"{_FAREWELL}:{self._lane(address).hex()}", b"")
        return found

    def sweep(self, now: datetime) -> int:
        """Forget what need not be kept, a few thousand rows at a time."""
        return super().sweep(now) + self._forget_aside(now) + self._forget_farewells()

    def _forget_aside(self, now: datetime) -> int:
        values = {"after": b"", "before": micros(now - ASIDE_FOR), "most": _AT_ONCE}
        old = self._db.every(_OLD_ASIDE, **values)
        for (key,) in old:
            self.drop_aside(key.hex())
        return len(old)

    def _forget_farewells(self) -> int:
        """Erase what was left of erased addresses, unless they wrote again or await a message."""
        done = 0
        for digits in notes_under(self._db, _FAREWELL, _AT_ONCE):
            lane = bytes.fromhex(digits)
            if self._db.one(_UNSENT, lane=lane) is not None:
                continue
            if not any(self._db.one(kept, lane=lane) for kept in _KEPT):
                self._db.change(_SHELLS, lane=lane)
                self._drop_unused(lane)
            done += drop_note(self._db, f"{_FAREWELL}:{digits}")
        return done

    def hold_outbox(self) -> None:
        """Let nothing be sent, until `release_outbox`."""
        put_note(self._db, OUTBOX_HELD, b"")

    def release_outbox(self) -> bool:
        """Let messages be sent again; whether they were held."""
        return drop_note(self._db, OUTBOX_HELD)

    def is_outbox_held(self) -> bool:
        """Whether nothing may be sent."""
        return note(self._db, OUTBOX_HELD) is not None
