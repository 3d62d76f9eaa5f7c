"""When we could not hear anybody, and what the clock did meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, select, update

from bot.core.case import Address
from bot.ports import Gap
from storage.notes import drop_note, note, put_note
from storage.outbox import URGENCIES, WAITING
from storage.rows import instant, micros, packed, unpacked
from storage.schema import lanes, outbox
from storage.statement import Statement
from storage.unit import Unit

_HEARD, _GAP = "heard", "gap"

_ADDRESSES = Statement(
    select(lanes.c.lane)
    .where(lanes.c.lane > bindparam("after"))
    .order_by(lanes.c.lane)
    .limit(bindparam("most"))
)
_by: BindParameter[int] = bindparam("by_micros")
_now: BindParameter[int] = bindparam("now")
_waiting = select(lanes.c.lane).where(
    lanes.c.urgency == bindparam("urgency"), lanes.c.ready_at.is_not(None)
)
_HASTEN_MESSAGES = Statement(
    update(outbox)
    .where(outbox.c.lane.in_(_waiting), outbox.c.state == WAITING, outbox.c.due > _now)
    .values(due=outbox.c.due - _by)
)
_HASTEN_LANES = Statement(
    update(lanes)
    .where(lanes.c.urgency == bindparam("urgency"), lanes.c.ready_at > _now)
    .values(ready_at=lanes.c.ready_at - _by)
)


class Outages(Unit):
    """The part of a transaction that knows when nobody could be heard."""

    def last_heard(self) -> datetime | None:
        """When a channel was last heard, by the wall clock of that time; None for never."""
        found = note(self._db, _HEARD)
        return None if found is None else instant(int(found))

    def keep_heard(self, at: datetime) -> None:
        """Remember when a channel was last heard."""
        put_note(self._db, _HEARD, str(micros(at)).encode())

    def gap(self) -> Gap | None:
        """The gap that is still being told of."""
        found = note(self._db, _GAP)
        return None if found is None else unpacked(Gap, found)

    def keep_gap(self, gap: Gap | None) -> None:
        """Remember how far a gap has been told; None once everyone knows."""
        if gap is None:
            drop_note(self._db, _GAP)
        else:
            put_note(self._db, _GAP, packed(gap))

    def addresses(self, after: str, limit: int) -> tuple[tuple[str, Address], ...]:
        """Every address there is, each with its place in an order that stays, from a place on."""
        rows = self._db.every(_ADDRESSES, after=bytes.fromhex(after), most=limit)
        return tuple((lane.hex(), self._address(lane)) for (lane,) in rows)

    def hasten(self, now: datetime, by: timedelta) -> int:
        """The clock was set back: what waits for an instant waits so much less.

        How many lanes that was. Leases are among what waits.
        """
        done = 0
        for urgency in URGENCIES.values():
            values = {
                "urgency": urgency,
                "now": micros(now),
                "by_micros": by // timedelta(microseconds=1),
            }
            self._db.change(_HASTEN_MESSAGES, **values)
            done += self._db.change(_HASTEN_LANES, **values)
        return done
