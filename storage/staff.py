"""Who works here."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.ports import StaffMember
from storage.rows import packed, unpacked
from storage.schema import staff
from storage.statement import Statement, columns_of
from storage.unit import Unit
from storage.vault import Place

_GET = Statement(select(staff.c.body).where(staff.c.staff == bindparam("staff")))
_member = insert(staff)
_PUT = Statement(
    _member.on_conflict_do_update(
        index_elements=[staff.c.staff], set_={"body": _member.excluded.body}
    ),
    columns_of(staff),
)


class Staff(Unit):
    """The part of a transaction that knows the staff."""

    def staff(self, staff_id: str) -> StaffMember | None:
        """One member of staff."""
        index = self._staff_index(staff_id)
        row = self._db.one(_GET, staff=index)
        if row is None:
            return None
        return unpacked(StaffMember, self._vault.open(row[0], place=_place(index)))

    def save_staff(self, member: StaffMember) -> None:
        """Store a member of staff, new or changed."""
        index = self._staff_index(member.id)
        body = self._vault.seal(packed(member), place=_place(index))
        self._db.change(_PUT, staff=index, body=body)


def _place(index: bytes) -> Place:
    return Place("staff", "body", index.hex(), f"staff:{index.hex()}")
