"""The work, as staff see it: which cases a view holds, the longest waiting first."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, select

from bot.core.case import Case
from bot.core.views import QueueView
from bot.ports import OVERDUE_AFTER
from storage.cases import FAMILY, US, Cases
from storage.retaining import SEALED_OPEN
from storage.rows import micros
from storage.schema import cases
from storage.statement import Statement

COUNTED = 500
"""Cases of a view are counted up to here, so that a queue costs the same however long it is."""


_AFTER = Statement(
    select(cases.c.id, cases.c.assignee, cases.c.body)
    .where(cases.c.id > bindparam("after"), cases.c.is_open < SEALED_OPEN)
    .order_by(cases.c.id)
    .limit(bindparam("most"))
)


class _View:
    """One way to look at cases. A family waits since it was last told something."""

    def __init__(self, *conditions: ColumnElement[bool]) -> None:
        bound = {name for one in conditions for name in one.compile().params}
        self.needs = bound & {"assignee", "before"}
        self.size = Statement(select(cases.c.id).where(*conditions).limit(bindparam("most")))
        self.page = Statement(
            select(cases.c.id, cases.c.body)
            .where(*conditions)
            .order_by(cases.c.told_at, cases.c.id)
            .limit(bindparam("most"))
            .offset(bindparam("skipped"))
        )


_open = cases.c.is_open == bindparam("is_open")
_OPEN = _View(_open)
_ASSIGNED = _View(cases.c.assignee == bindparam("assignee"), _open)
_WAITING = _View(cases.c.waits_for == bindparam("waits_for"))
_OVERDUE = _View(_open, cases.c.told_at < bindparam("before"))
_own = cases.c.assignee == bindparam("assignee")
_OWN_WAITING = _View(_own, cases.c.waits_for == bindparam("waits_for"))
_OWN_OVERDUE = _View(_own, _open, cases.c.told_at < bindparam("before"))


class Queues(Cases):
    """The part of a transaction that lists cases."""

    def queue(  # noqa: PLR0913 -- as the port has it
        self,
        view: QueueView,
        actor: str,
        now: datetime,
        *,
        limit: int,
        offset: int,
        patience: timedelta = OVERDUE_AFTER,
        own: bool = False,
    ) -> tuple[int, tuple[Case, ...]]:
        """How many cases a view holds, at most `COUNTED`, and one page of them.

        Who waits longest comes first. `own` leaves the actor's own cases only.
        """
        shape, values = self._view(view, own=own)
        every: dict[str, object] = {
            "assignee": b"" if view is QueueView.UNASSIGNED else self._staff_index(actor),
            "before": micros(now - patience),
        }
        given = {**values, **{name: every[name] for name in shape.needs}}
        size = len(self._db.every(shape.size, **given, most=COUNTED))
        rows = self._db.every(shape.page, **given, most=limit, skipped=offset)
        return size, tuple(self._opened_case(row) for row in rows)

    def cases_after(self, case_id: str, limit: int, actor: str | None) -> tuple[Case, ...]:
        """Cases in the order of their ids, those that follow an id, sealed ones left out.

        With an `actor` only theirs, and those that are nobody's.
        """
        whose = None if actor is None else {self._staff_index(actor), b""}
        found: list[Case] = []
        while len(found) < limit and (rows := self._db.every(_AFTER, after=case_id, most=limit)):
            case_id = rows[-1][0]
            own = (row for row in rows if whose is None or row[1] in whose)
            found += (self._opened_case((row[0], row[2])) for row in own)
        return tuple(found[:limit])

    def _view(self, view: QueueView, *, own: bool) -> tuple[_View, dict[str, object]]:
        waits_for = FAMILY if view is QueueView.WAITING_FOR_FAMILY else US
        match view:
            case QueueView.OPEN if not own:
                return _OPEN, {"is_open": 1}
            case QueueView.CLOSED if not own:
                return _OPEN, {"is_open": 0}
            case QueueView.OPEN | QueueView.MINE | QueueView.UNASSIGNED:
                return _ASSIGNED, {"is_open": 1}
            case QueueView.CLOSED:
                return _ASSIGNED, {"is_open": 0}
            case QueueView.WAITING_FOR_US | QueueView.WAITING_FOR_FAMILY if own:
                return _OWN_WAITING, {"waits_for": waits_for}
            case QueueView.WAITING_FOR_US | QueueView.WAITING_FOR_FAMILY:
                return _WAITING, {"waits_for": waits_for}
            case QueueView.OVERDUE:
                return (_OWN_OVERDUE if own else _OVERDUE), {"is_open": 1}
