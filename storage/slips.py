"""What waits for someone's confirmation: a reply shown to its author, an invitation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.ports import Slip
from storage.rows import micros, packed, unpacked
from storage.schema import slips
from storage.statement import Statement, columns_of
from storage.unit import Unit
from storage.vault import Place

_OWNER = "desk"
_MOST = 1000

_added = insert(slips)
_PUT = Statement(
    _added.on_conflict_do_update(
        index_elements=[slips.c.key], set_={"at": _added.excluded.at, "body": _added.excluded.body}
    ),
    columns_of(slips),
)
_GET = Statement(select(slips.c.body).where(slips.c.key == bindparam("key")))
_DROP = Statement(delete(slips).where(slips.c.key == bindparam("key")))
_old = select(slips.c.key).where(slips.c.at < bindparam("before")).limit(bindparam("most"))
_FORGET = Statement(delete(slips).where(slips.c.key.in_(_old)))


class Slips(Unit):
    """The part of a transaction that keeps what waits for a confirmation."""

    def put_slip(self, slip: Slip) -> None:
        """Keep a slip, or change it."""
        key = self._key(slip.id)
        body = self._vault.seal(packed(slip), place=slip_place(key))
        self._db.change(_PUT, key=key, at=micros(slip.at), body=body)

    def slip(self, slip_id: str) -> Slip | None:
        """One slip."""
        key = self._key(slip_id)
        row = self._db.one(_GET, key=key)
        if row is None:
            return None
        return unpacked(Slip, self._vault.open(row[0], place=slip_place(key)))

    def drop_slip(self, slip_id: str) -> None:
        """Forget a slip."""
        self._db.change(_DROP, key=self._key(slip_id))

    def _forget_slips(self, before: datetime) -> int:
        return self._db.change(_FORGET, before=micros(before), most=_MOST)

    def _key(self, slip_id: str) -> bytes:
        return self._vault.index("slip", slip_id)


def slip_place(key: bytes) -> Place:
    """Where a slip is sealed."""
    return Place("slips", "body", key.hex(), _OWNER)
