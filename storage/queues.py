"""The work, as staff see it: which cases a view holds, the longest waiting first."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, func, select

from bot.core.case import Case
from bot.ports import QueueView
from storage.cases import FAMILY, US, Cases
from storage.rows import micros
from storage.schema import cases
from storage.statement import Statement

OVERDUE_AFTER = timedelta(days=14)
"""How long a family may hear nothing before its case shows as overdue."""


class _View:
    """One way to look at cases. A family waits since it was last told something."""

    def __init__(self, *conditions: ColumnElement[bool]) -> None:
        self.size = Statement(select(func.count()).select_from(cases).where(*conditions))
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


class Queues(Cases):
    """The part of a transaction that lists cases."""

    def queue(
        self, view: QueueView, actor: str, now: datetime, *, limit: int, offset: int
    ) -> tuple[int, tuple[Case, ...]]:
        """How many cases a view holds, and one page of them, the longest waiting first."""
        shape, values = self._view(view, actor, now)
        size = self._db.one(shape.size, **values)
        rows = self._db.every(shape.page, **values, most=limit, skipped=offset)
        return (size[0] if size else 0), tuple(self._opened_case(row) for row in rows)

    def _view(self, view: QueueView, actor: str, now: datetime) -> tuple[_View, dict[str, object]]:
        match view:
            case QueueView.OPEN:
                return _OPEN, {"is_open": 1}
            case QueueView.MINE:
                return _ASSIGNED, {"is_open": 1, "assignee": self._staff_index(actor)}
            case QueueView.UNASSIGNED:
                return _ASSIGNED, {"is_open": 1, "assignee": b""}
            case QueueView.WAITING_FOR_US:
                return _WAITING, {"waits_for": US}
            case QueueView.WAITING_FOR_FAMILY:
                return _WAITING, {"waits_for": FAMILY}
            case QueueView.OVERDUE:
                return _OVERDUE, {"is_open": 1, "before": micros(now - OVERDUE_AFTER)}
