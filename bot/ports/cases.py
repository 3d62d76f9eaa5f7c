"""Cases: what the family answered, what became of it, and who may be found by what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.case import Address, Case, HistoryEntry
from bot.core.inquiry import Inquiry
from bot.core.views import QueueView
from bot.ports.records import OVERDUE_AFTER, Figures


class Cases(Protocol):
    """Cases: what the family answered, what became of it, and who may be found by what."""

    def open_case(self, case: Case, inquiry: Inquiry) -> None:
        """Store a new case with what the family answered."""
        ...

    def save_case(self, case: Case) -> None:
        """Store a changed case, at `revision + 1`; `StaleSession` if it changed meanwhile."""
        ...

    def case(self, case_id: str) -> Case | None:
        """One case by its id."""
        ...

    def case_by_reference(self, reference: str) -> Case | None:
        """One case by the number the family keeps."""
        ...

    def cases_of(self, address: Address) -> tuple[Case, ...]:
        """The cases whose family writes from an address, oldest first."""
        ...

    def inquiry(self, case_id: str) -> Inquiry | None:
        """What the family answered, in its newest version."""
        ...

    def inquiries(self, case_id: str) -> tuple[tuple[datetime, Inquiry], ...]:
        """Every version of what the family answered, oldest first, and since when it stood."""
        ...

    def save_inquiry(self, case_id: str, inquiry: Inquiry, at: datetime) -> None:
        """Add a new version of an inquiry; earlier ones are kept."""
        ...

    def queue(  # noqa: PLR0913 -- a page of a view: which, whose, as of when, and how much of it
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
        """How many cases a view holds, at most 500, and one page of them.

        Who waits longest comes first. `own` leaves the actor's own cases only.
        """
        ...

    def cases_after(self, case_id: str, limit: int, actor: str | None) -> tuple[Case, ...]:
        """Cases in the order of their ids, those that follow an id.

        With an `actor` only theirs, and those that are nobody's.
        """
        ...

    def find_cases(self, terms: Iterable[str], limit: int) -> tuple[Case, ...]:
        """Cases that may hold every term; whoever asks has to look whether they do."""
        ...

    def set_pulse(self, case_id: str, at: datetime | None) -> None:
        """Say when the next heartbeat of a case is due; None for never."""
        ...

    def pulses_due(self, now: datetime, limit: int) -> tuple[Case, ...]:
        """Cases whose heartbeat is due, the longest waiting first."""
        ...

    def add_history(self, entry: HistoryEntry) -> None:
        """Write a line of a case's history."""
        ...

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """A case's history in the order it was written, whatever the clock said meanwhile."""
        ...

    def reach_milestone(self, case: Case, name: str, at: datetime) -> None:
        """Note that a case came somewhere for the first time."""
        ...

    def forget_milestones(self, case: Case, at: datetime) -> None:
        """Note that a case did not come where it was noted to have come at an instant."""
        ...

    def figures(self, now: datetime) -> Figures:
        """The numbers as they stand."""
        ...
