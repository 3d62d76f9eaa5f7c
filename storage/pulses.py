"""When a family is to hear next that its case is still open."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Case
from storage.cases import Cases
from storage.rows import micros
from storage.schema import cases, pulses
from storage.statement import Statement, columns_of

_pulse = insert(pulses)
_SET = Statement(
    _pulse.on_conflict_do_update(
        index_elements=[pulses.c.case_id], set_={"at": _pulse.excluded.at}
    ),
    columns_of(pulses),
)
_STOP = Statement(delete(pulses).where(pulses.c.case_id == bindparam("case_id")))
_DUE = Statement(
    select(cases.c.id, cases.c.body)
    .join(pulses, pulses.c.case_id == cases.c.id)
    .where(pulses.c.at <= bindparam("now"))
    .order_by(pulses.c.at)
    .limit(bindparam("most"))
)


class Pulses(Cases):
    """The part of a transaction that keeps the heartbeats."""

    def set_pulse(self, case_id: str, at: datetime | None) -> None:
        """Say when the next heartbeat of a case is due; None for never."""
        if at is None:
            self._db.change(_STOP, case_id=case_id)
        else:
            self._db.change(_SET, case_id=case_id, at=micros(at))

    def pulses_due(self, now: datetime, limit: int) -> tuple[Case, ...]:
        """Cases whose heartbeat is due, the longest waiting first."""
        rows = self._db.every(_DUE, now=micros(now), most=limit)
        return tuple(self._opened_case(row) for row in rows)
