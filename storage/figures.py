"""Numbers about the work, none of them about a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Case, CaseStatus
from bot.ports import Figures
from storage.rows import micros
from storage.schema import cases, milestones
from storage.statement import Statement, columns_of
from storage.unit import Unit

_AGES = (7, 30, 90)
_SPANS = {"day": timedelta(days=1), "week": timedelta(days=7)}

_REACH = Statement(insert(milestones).on_conflict_do_nothing(), columns_of(milestones))
_UNREACH = Statement(
    delete(milestones).where(
        milestones.c.case_id == bindparam("case_id"), milestones.c.at == bindparam("at")
    )
)
_BY_STATUS = Statement(
    select(func.count())
    .select_from(cases)
    .where(cases.c.status == bindparam("status"), cases.c.opened_at >= bindparam("since"))
)
_MANY = Statement(
    select(func.count())
    .select_from(milestones)
    .where(milestones.c.name == bindparam("name"), milestones.c.at >= bindparam("since"))
)
_MIDDLE = Statement(
    select(milestones.c.took)
    .where(milestones.c.name == bindparam("name"))
    .order_by(milestones.c.took)
    .limit(1)
    .offset(bindparam("skipped"))
)


class Counting(Unit):
    """The part of a transaction that counts."""

    def reach_milestone(self, case: Case, name: str, at: datetime) -> None:
        """Note that a case came somewhere for the first time."""
        took = micros(at) - micros(case.opened_at)
        self._db.change(_REACH, case_id=case.id, name=name, at=micros(at), took=took)

    def forget_milestones(self, case: Case, at: datetime) -> None:
        """Note that a case did not come where it was noted to have come at an instant."""
        self._db.change(_UNREACH, case_id=case.id, at=micros(at))

    def figures(self, now: datetime) -> Figures:
        """The numbers as they stand."""
        names = ("first_answer", *(status.value for status in CaseStatus))
        reunited = {name: self._many(now - span) for name, span in _SPANS.items()}
        medians = {name: self._median(name) for name in names}
        by_status = {status: self._of_status(status) for status in CaseStatus}
        every = sum(by_status.values()) - by_status[CaseStatus.CLOSED]
        return Figures(
            by_status=by_status,
            by_age={**self._by_age(now), 0: every},
            medians={name: days for name, days in medians.items() if days is not None},
            reunited={**reunited, "all": self._many(None)},
        )

    def _of_status(self, status: CaseStatus, since: datetime | None = None) -> int:
        after = 0 if since is None else micros(since)
        row = self._db.one(_BY_STATUS, status=status.value, since=after)
        return int(row[0]) if row else 0

    def _by_age(self, now: datetime) -> dict[int, int]:
        """How many open cases are younger than so many days."""
        open_ones = [status for status in CaseStatus if status is not CaseStatus.CLOSED]
        return {
            days: sum(self._of_status(status, now - timedelta(days=days)) for status in open_ones)
            for days in _AGES
        }

    def _many(self, since: datetime | None, name: str = CaseStatus.REUNIFIED.value) -> int:
        row = self._db.one(_MANY, name=name, since=0 if since is None else micros(since))
        return int(row[0]) if row else 0

    def _median(self, name: str) -> float | None:
        many = self._many(None, name)
        row = self._db.one(_MIDDLE, name=name, skipped=(many - 1) // 2) if many else None
        return None if row is None else float(row[0]) / 86_400_000_000
