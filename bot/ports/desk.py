"""Staff, what waits for their word, what they did, and where their group shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.roles import Act
from bot.ports.mail import Topic
from bot.ports.records import AuditEntry, Slip, StaffMember


class Desk(Protocol):
    """Staff, what waits for their word, what they did, and where their group shows it."""

    def staff(self, staff_id: str) -> StaffMember | None:
        """One member of staff."""
        ...

    def save_staff(self, member: StaffMember) -> None:
        """Store a member of staff, new or changed."""
        ...

    def members(self) -> tuple[StaffMember, ...]:
        """Everyone at work."""
        ...

    def put_slip(self, slip: Slip) -> None:
        """Keep a slip, or change it. It is forgotten after a day."""
        ...

    def slip(self, slip_id: str) -> Slip | None:
        """One slip."""
        ...

    def drop_slip(self, slip_id: str) -> None:
        """Forget a slip."""
        ...

    def add_audit(self, entry: AuditEntry) -> None:
        """Add a link to the chain of what was done."""
        ...

    def audit_of(self, case_id: str) -> tuple[AuditEntry, ...]:
        """What was done with a case, oldest first."""
        ...

    def audit_count(self, actor: str, act: Act, since: datetime) -> int:
        """How often someone did something since an instant."""
        ...

    def audit_break(self) -> int | None:
        """The number of the first row that does not fit the chain; None where all of it does."""
        ...

    def topic(self, case_id: str) -> Topic | None:
        """Where a case is shown; None where nobody has begun to show it."""
        ...

    def topic_at(self, group: str, thread: str) -> Topic | None:
        """The case shown in a thread of a group."""
        ...

    def save_topic(self, topic: Topic) -> None:
        """Store where a case is shown, new or changed."""
        ...

    def pending_topics(self, limit: int) -> tuple[Topic, ...]:
        """Cases the group has not been shown and not been told of yet, oldest first."""
        ...

    def group(self, name: str) -> str | None:
        """Where a group is at present that the settings call by this id."""
        ...

    def save_group(self, name: str, present: str) -> None:
        """Note that a group moved."""
        ...
