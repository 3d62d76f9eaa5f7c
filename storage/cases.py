"""Cases, what the families answered, and the history of each case."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Address, Case, CaseStatus, HistoryEntry
from bot.core.inquiry import Inquiry
from bot.errors import Sealed, StaleSession, StorageError
from storage.rows import instant, micros, packed, unpacked
from storage.schema import case_history, cases, inquiries
from storage.statement import Row, Statement, columns_of
from storage.unit import Unit
from storage.vault import Place, case_owner

NOBODY, US, FAMILY = 0, 1, 2
"""Who a case waits for."""

_shown = select(cases.c.id, cases.c.body)
_ADD = Statement(insert(cases), columns_of(cases))
_SET = Statement(
    update(cases).where(cases.c.id == bindparam("by_id"), cases.c.revision == bindparam("former")),
    columns_of(cases, "id", "reference", "opened_at"),
)
_GET = Statement(_shown.where(cases.c.id == bindparam("id")))
_BY_REFERENCE = Statement(_shown.where(cases.c.reference == bindparam("reference")))
_BY_LANE = Statement(
    _shown.where(cases.c.lane == bindparam("lane")).order_by(cases.c.opened_at, cases.c.id)
)
_ADD_INQUIRY = Statement(insert(inquiries), columns_of(inquiries))
_NEWEST = Statement(
    select(func.max(inquiries.c.version)).where(inquiries.c.case_id == bindparam("case_id"))
)
_INQUIRY = Statement(
    select(inquiries.c.version, inquiries.c.body)
    .where(inquiries.c.case_id == bindparam("case_id"))
    .order_by(inquiries.c.version.desc())
    .limit(1)
)
_INQUIRIES = Statement(
    select(inquiries.c.version, inquiries.c.at, inquiries.c.body)
    .where(inquiries.c.case_id == bindparam("case_id"))
    .order_by(inquiries.c.version)
)
_ADD_HISTORY = Statement(
    insert(case_history).on_conflict_do_nothing(), columns_of(case_history, "seq")
)
_HISTORY = Statement(
    select(case_history.c.id, case_history.c.body)
    .where(case_history.c.case_id == bindparam("case_id"))
    .order_by(case_history.c.seq)
)
_CASE_READ, _INQUIRY_READ = partial(unpacked, Case), partial(unpacked, Inquiry)


class Cases(Unit):
    """The part of a transaction that serves cases."""

    def open_case(self, case: Case, inquiry: Inquiry) -> None:
        """Store a new case with what the family answered."""
        self._db.change(
            _ADD, id=case.id, reference=case.reference, opened_at=micros(case.opened_at),
            **self._columns(case),
        )  # fmt: skip
        self.save_inquiry(case.id, inquiry, case.opened_at)

    def save_case(self, case: Case) -> None:
        """Store a case that changed, at `revision + 1`.

        Raises `StaleSession` if it changed meanwhile.
        """
        changed = case.model_copy(update={"revision": case.revision + 1})
        values = self._columns(changed)
        if not self._db.change(_SET, by_id=case.id, former=case.revision, **values):
            raise StaleSession("this case was saved meanwhile")

    def case(self, case_id: str) -> Case | None:
        """One case by its id."""
        row = self._db.one(_GET, id=case_id)
        return None if row is None else self._case_unless_sealed(row)

    def case_by_reference(self, reference: str) -> Case | None:
        """One case by the number the family keeps."""
        row = self._db.one(_BY_REFERENCE, reference=reference)
        return None if row is None else self._case_unless_sealed(row, reference=reference)

    def cases_of(self, address: Address) -> tuple[Case, ...]:
        """The cases whose family writes from an address, oldest first."""
        rows = self._db.every(_BY_LANE, lane=self._lane(address))
        found = (self._case_unless_sealed(row, address=address) for row in rows)
        return tuple(case for case in found if case is not None)

    def inquiry(self, case_id: str) -> Inquiry | None:
        """What the family answered, in its newest version."""
        row = self._db.one(_INQUIRY, case_id=case_id)
        if row is None:
            return None
        version, body = row
        return self._opened(_INQUIRY_READ, body, _inquiry_place(case_id, version))

    def inquiries(self, case_id: str) -> tuple[tuple[datetime, Inquiry], ...]:
        """Every version of what the family answered, oldest first."""
        return tuple(
            (instant(at), self._opened(_INQUIRY_READ, body, _inquiry_place(case_id, version)))
            for version, at, body in self._db.every(_INQUIRIES, case_id=case_id)
        )

    def save_inquiry(self, case_id: str, inquiry: Inquiry, at: datetime) -> None:
        """Add a new version of an inquiry; earlier ones are kept."""
        row = self._db.one(_NEWEST, case_id=case_id)
        version = 1 + (row[0] or 0 if row else 0)
        body = self._sealed(inquiry, _inquiry_place(case_id, version))
        self._db.change(_ADD_INQUIRY, case_id=case_id, version=version, at=micros(at), body=body)
        self._index_inquiry(case_id, inquiry)

    def _index_inquiry(self, case_id: str, inquiry: Inquiry) -> None:
        """Make the inquiry's names findable."""

    def add_history(self, entry: HistoryEntry) -> None:
        """Write a line of a case's history; a sealed case has none. The same id twice is one."""
        try:
            body = self._vault.seal(packed(entry), place=_history_place(entry.case_id, entry.id))
        except Sealed:
            return
        at = micros(entry.at)
        self._db.change(_ADD_HISTORY, id=entry.id, case_id=entry.case_id, at=at, body=body)

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """A case's history in the order it was written, whatever the clock said meanwhile."""
        rows = self._db.every(_HISTORY, case_id=case_id)
        return tuple(
            unpacked(HistoryEntry, self._vault.open(body, place=_history_place(case_id, id_)))
            for id_, body in rows
        )

    def _case_unless_sealed(self, row: Row, **expected: object) -> Case | None:
        """The case of a row; None where only the recovery key opens it."""
        try:
            return self._opened_case(row, **expected)
        except Sealed:
            return None

    def _opened_case(self, row: Row, **expected: object) -> Case:
        """The case of a row. Raises `StorageError` where the row was found by a changed column."""
        case_id, body = row
        case = self._opened(_CASE_READ, body, _place(case_id))
        if any(getattr(case, name) != value for name, value in expected.items()):
            raise StorageError(f"the row of case {case_id} was changed from outside")
        return case

    def _columns(self, case: Case) -> dict[str, object]:
        waits_for = _waits_for(case.status)
        return {
            "lane": self._lane_kept(case.address),
            "assignee": b"" if case.assignee is None else self._staff_index(case.assignee),
            "status": case.status.value,
            "is_open": int(waits_for != NOBODY),
            "waits_for": waits_for,
            "reachable": int(case.reachable),
            "locale": case.locale,
            "moved_at": micros(case.moved_at),
            "told_at": micros(case.told_at),
            "revision": case.revision,
            "body": self._sealed(case, _place(case.id)),
        }


def _waits_for(status: CaseStatus) -> int:
    if status is CaseStatus.CLOSED:
        return NOBODY
    return FAMILY if status is CaseStatus.NEED_INFO else US


def _place(case_id: str) -> Place:
    return Place("cases", "body", case_id, case_owner(case_id))


def _inquiry_place(case_id: str, version: int) -> Place:
    return Place("inquiries", "body", f"{case_id}/{version}", case_owner(case_id))


def _history_place(case_id: str, entry_id: str) -> Place:
    return Place("case_history", "body", entry_id, case_owner(case_id))
