"""Who did what, in a chain: each row's link is a keyed hash of the row and of the link before it.

Whoever changes, removes or adds a row without our key breaks the chain from there on. The newest
link stands in `meta` as well, so that the end cannot be cut off unnoticed. What remains is an
older copy of the whole database put back in its place.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.roles import Act
from bot.errors import StorageError
from bot.ports import AuditEntry
from storage.rows import micros, packed, unpacked
from storage.schema import audit, meta
from storage.statement import Row, Statement, columns_of
from storage.unit import Unit
from storage.vault import Place

_HEAD = "audit_head"
_CHUNK = 500

_LAST = Statement(
    select(audit.c.seq, audit.c.link)
    .where(audit.c.seq > bindparam("seq"))
    .order_by(audit.c.seq.desc())
    .limit(1)
)
_ADD = Statement(insert(audit), columns_of(audit))
_OF_CASE = Statement(
    select(audit).where(audit.c.case_id == bindparam("case_id")).order_by(audit.c.seq)
)
_AFTER = Statement(
    select(audit)
    .where(audit.c.seq > bindparam("seq"))
    .order_by(audit.c.seq)
    .limit(bindparam("most"))
)
_COUNT = Statement(
    select(func.count())
    .select_from(audit)
    .where(
        audit.c.staff == bindparam("staff"),
        audit.c.act == bindparam("act"),
        audit.c.at >= bindparam("since"),
    )
)
_GET_HEAD = Statement(select(meta.c.value).where(meta.c.name == bindparam("name")))
_head = insert(meta)
_PUT_HEAD = Statement(
    _head.on_conflict_do_update(
        index_elements=[meta.c.name], set_={"value": _head.excluded.value}
    ),
    columns_of(meta),
)  # fmt: skip


class Audit(Unit):
    """The part of a transaction that writes down who did what, and proves it unchanged."""

    def add_audit(self, entry: AuditEntry) -> None:
        """Add a link to the chain."""
        last, before = self._db.one(_LAST, seq=0) or (0, b"")
        seq, staff = last + 1, self._staff_index(entry.actor)
        body = self._vault.seal(packed(entry), place=_place(seq))
        row = (seq, micros(entry.at), staff, entry.act.value, entry.case_id, body)
        link = self._link(before, row)
        names = ("seq", "at", "staff", "act", "case_id", "body")
        self._db.change(_ADD, **dict(zip(names, row, strict=True)), link=link)
        self._db.change(_PUT_HEAD, name=_HEAD, value=link)

    def audit_of(self, case_id: str) -> tuple[AuditEntry, ...]:
        """What was done with a case, oldest first."""
        return tuple(self._opened_entry(row) for row in self._db.every(_OF_CASE, case_id=case_id))

    def audit_count(self, actor: str, act: Act, since: datetime) -> int:
        """How often someone did something since an instant."""
        values = {"staff": self._staff_index(actor), "act": act.value, "since": micros(since)}
        row = self._db.one(_COUNT, **values)
        return int(row[0]) if row else 0

    def audit_break(self) -> int | None:
        """The number of the first row that does not fit the chain; None where all of it does."""
        before, seq = b"", 0
        while rows := self._db.every(_AFTER, seq=seq, most=_CHUNK):
            for row in rows:
                if row[0] != seq + 1 or not self._fits(before, row):
                    return seq + 1
                seq, before = row[0], row[-1]
        head = self._db.one(_GET_HEAD, name=_HEAD)
        return None if (head[0] if head else b"") == before else seq + 1

    def _fits(self, before: bytes, row: Row) -> bool:
        if row[-1] != self._link(before, row[:-1]):
            return False
        try:
            entry = self._opened_entry(row)
        except StorageError:
            return False
        return bool(row[2] == self._staff_index(entry.actor) and row[3] == entry.act.value)

    def _link(self, before: bytes, row: Row) -> bytes:
        parts = [before.hex(), *(p.hex() if isinstance(p, bytes) else str(p) for p in row)]
        return self._vault.index("audit", "|".join(parts))

    def _opened_entry(self, row: Row) -> AuditEntry:
        return unpacked(AuditEntry, self._vault.open(row[5], place=_place(row[0])))


def _place(seq: int) -> Place:
    return Place("audit", "body", str(seq), "audit")
