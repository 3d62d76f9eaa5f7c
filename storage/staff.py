"""Who works here."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.ports import StaffMember
from storage.rows import packed, unpacked
from storage.schema import roster, staff
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
_WORKING = Statement(
    select(staff.c.staff, staff.c.body)
    .join_from(roster, staff, staff.c.staff == roster.c.staff)
    .where(roster.c.active == bindparam("active"))
    .order_by(roster.c.staff)
)
_on_roster = insert(roster)
_ENROL = Statement(
    _on_roster.on_conflict_do_update(
        index_elements=[roster.c.staff], set_={"active": _on_roster.excluded.active}
    ),
    columns_of(roster),
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
        self._db.change(_ENROL, staff=index, active=int(member.active))

    def members(self) -> tuple[StaffMember, ...]:
        """Everyone at work."""
        return tuple(
            unpacked(StaffMember, self._vault.open(body, place=_place(index)))
            for index, body in self._db.every(_WORKING, active=1)
        )


def _place(index: bytes) -> Place:
    return Place("staff", "body", index.hex(), f"staff:{index.hex()}")
