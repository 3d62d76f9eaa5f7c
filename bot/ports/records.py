"""What is kept beside cases: files, staff, confirmations, the audit, figures."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from bot.core.case import Address, CaseStatus
from bot.core.roles import Act, Role
from bot.core.triggers import FileKind
from bot.core.value import Value


class StoredFile(Value):
    """A file someone sent. `remote` is the channel's handle.

    Once its bytes lie here, sealed, `blob` is their name and `blob_key` opens them.
    """

    id: str
    address: Address
    case_id: str | None = None
    kind: FileKind
    remote: str
    unique: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    caption: str = ""
    at: datetime
    blob: str | None = None
    blob_key: str | None = Field(default=None, repr=False)

    @property
    def is_raw(self) -> bool:
        """Whether it came byte by byte as it lay on a telephone, with all that it may tell.

        A photograph sent as one is made anew by the sender's application, which leaves out where
        and with what it was taken; sent as a file, it is not.
        """
        return self.kind == "document"


class StaffMember(Value):
    """A member of staff. `id` is the channel's id of the person, `address` their private chat."""

    id: str
    role: Role
    locale: str
    active: bool = True
    name: str = ""
    address: Address | None = None


OVERDUE_AFTER = timedelta(days=14)
"""How long a family may hear nothing before its case shows as overdue, where nobody says."""


class Slip(Value):
    """Something that waits for a confirmation. `id` is what the button or the link carries."""

    id: str
    kind: str
    actor: str
    at: datetime
    case_id: str | None = None
    values: dict[str, str] = Field(default_factory=dict)


class AuditEntry(Value):
    """Who did what, to which case, in which role; `refused` where it was not permitted."""

    at: datetime
    actor: str
    role: Role | None
    act: Act
    case_id: str | None = None
    refused: bool = False
    detail: str | None = None


class Figures(Value):
    """Numbers about the work. `by_age` counts open cases younger than so many days, under 0 all
    of them; `medians` are in days; `reunited` is by `day`, `week` and `all`."""

    by_status: dict[CaseStatus, int]
    by_age: dict[int, int]
    medians: dict[str, float]
    reunited: dict[str, int]
