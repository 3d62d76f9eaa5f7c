"""The tables. Types are those SQLite and PostgreSQL share; times are microseconds since 1970 UTC.

Columns named `body`, `address`, `payload`, `reason`, `trace` and `wrapped` are sealed. `lane`,
`assignee`, `staff`, `term`, `link` and the `key` columns are keyed hashes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

# Every constraint has a name, because a migration can only drop what it can name.
METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_name)s_uq",
    }
)

# SQLite gives out row numbers only where the column says INTEGER.
ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _lane() -> Column[bytes]:
    return Column("lane", LargeBinary, ForeignKey("lanes.lane"), nullable=False)


def _case(*, nullable: bool = False) -> Column[str]:
    return Column("case_id", Text, ForeignKey("cases.id"), nullable=nullable)


def _required(name: str, kind: type[Integer | Text | LargeBinary]) -> Column[object]:
    return Column(name, kind, nullable=False)


meta = Table(
    "meta",
    METADATA,
    Column("name", Text, primary_key=True),
    _required("value", LargeBinary),
)

data_keys = Table(
    "data_keys",
    METADATA,
    Column("owner", Text, primary_key=True),
    _required("kek", Integer),
    _required("made_at", BigInteger),
    _required("wrapped", LargeBinary),
    Index("data_keys_by_kek", "kek"),
)

lanes = Table(
    "lanes",
    METADATA,
    Column("lane", LargeBinary, primary_key=True),
    _required("address", LargeBinary),
    Column("head", BigInteger),
    Column("urgency", Integer),
    Column("ready_at", BigInteger),
    _required("leased", Integer),
    Index("lanes_by_readiness", "urgency", "ready_at"),
)
"""One row per address: its next message (`head`), and when that may be taken (`ready_at`)."""

outbox = Table(
    "outbox",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _lane(),
    _required("urgency", Integer),
    _required("state", Integer),
    Column("due", BigInteger),
    Column("body", LargeBinary),
    _required("attempts", Integer),
    _required("uncertain", Integer),
    _required("parts_sent", Integer),
    Column("settled_at", BigInteger),
    Column("outcome", Text),
    Column("trace", LargeBinary),
    Index("outbox_by_lane", "lane", "state", "seq"),
    Index("outbox_by_settling", "settled_at"),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("lane", LargeBinary, ForeignKey("lanes.lane"), primary_key=True),
    _required("body", LargeBinary),
    Column("deadline", BigInteger),
    _required("revision", Integer),
    Index("sessions_by_deadline", "deadline"),
)

cases = Table(
    "cases",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),
    _lane(),
    _required("assignee", LargeBinary),
    _required("status", Text),
    _required("is_open", Integer),
    _required("waits_for", Integer),
    _required("reachable", Integer),
    _required("locale", Text),
    _required("opened_at", BigInteger),
    _required("moved_at", BigInteger),
    _required("told_at", BigInteger),
    _required("revision", Integer),
    _required("body", LargeBinary),
    Index("cases_by_lane", "lane", "opened_at", "id"),
    Index("cases_open", "is_open", "told_at", "id"),
    Index("cases_by_assignee", "assignee", "is_open", "told_at", "id"),
    Index("cases_by_own_wait", "assignee", "waits_for", "told_at", "id"),
    Index("cases_by_wait", "waits_for", "told_at", "id"),
    Index("cases_by_status", "status", "opened_at"),
)

inquiries = Table(
    "inquiries",
    METADATA,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    _required("at", BigInteger),
    _required("body", LargeBinary),
)

case_history = Table(
    "case_history",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _case(),
    _required("at", BigInteger),
    _required("body", LargeBinary),
    Index("case_history_by_case", "case_id", "seq"),
)

files = Table(
    "files",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _lane(),
    _case(nullable=True),
    _required("at", BigInteger),
    _required("body", LargeBinary),
    Index("files_by_case", "case_id", "seq"),
    Index("files_by_lane", "lane"),
)

staff = Table(
    "staff",
    METADATA,
    Column("staff", LargeBinary, primary_key=True),
    _required("body", LargeBinary),
)

roster = Table(
    "roster",
    METADATA,
    Column("staff", LargeBinary, ForeignKey("staff.staff"), primary_key=True),
    _required("active", Integer),
    Index("roster_by_activity", "active", "staff"),
)
"""Who of the staff is at work."""

case_terms = Table(
    "case_terms",
    METADATA,
    Column("term", ROW_NUMBER, primary_key=True),  # 63 bits on either database
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Index("case_terms_by_case", "case_id"),
)
"""What cases are found by: a few bits of a keyed hash of two names, or of a name and a year, and a
proof that is another in every case (`storage.buckets`)."""

milestones = Table(
    "milestones",
    METADATA,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    _required("at", BigInteger),
    _required("took", BigInteger),
    Index("milestones_by_length", "name", "took"),
    Index("milestones_by_time", "name", "at"),
)
"""When a case first came somewhere, and how long that took since it was opened."""

slips = Table(
    "slips",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    _required("at", BigInteger),
    _required("body", LargeBinary),
    Index("slips_by_time", "at"),
)
"""What waits for someone's confirmation. `key` is a keyed hash of what the button carries."""

audit = Table(
    "audit",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    _required("at", BigInteger),
    _required("staff", LargeBinary),
    _required("act", Text),
    Column("case_id", Text),
    _required("body", LargeBinary),
    _required("link", LargeBinary),
    Index("audit_by_case", "case_id", "seq"),
    Index("audit_by_act", "staff", "act", "at"),
)
"""Who did what. `link` is a keyed hash of the row and of the link before it."""

pulses = Table(
    "pulses",
    METADATA,
    Column("case_id", Text, ForeignKey("cases.id"), primary_key=True),
    _required("at", BigInteger),
    Index("pulses_by_time", "at"),
)
"""When a family is to hear next that its case is still open."""

topics = Table(
    "topics",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    Column("case_id", Text, ForeignKey("cases.id"), nullable=False, unique=True),
    Column("spot", LargeBinary),
    _required("pending", Integer),
    _required("body", LargeBinary),
    Index("topics_by_spot", "spot"),
    Index("topics_pending", "pending", "seq"),
)
"""Where the staff group shows a case. `spot` is a keyed hash of group and thread."""

seen_updates = Table(
    "seen_updates",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    _required("at", BigInteger),
    Column("lane", LargeBinary),
    Column("trace", LargeBinary),
    Index("seen_updates_by_time", "at"),
    Index("seen_updates_by_lane", "lane", "at"),
)
"""Events taken in. `trace` is what the wire calls a family's message, so that it can be deleted."""

tidyings = Table(
    "tidyings",
    METADATA,
    Column("lane", LargeBinary, ForeignKey("lanes.lane"), primary_key=True),
    _required("at", BigInteger),
    Index("tidyings_by_time", "at"),
)
"""Chats whose families want their messages deleted after a day, and when to look next."""

claims = Table(
    "claims",
    METADATA,
    Column("id", Text, primary_key=True),
    _lane(),
    _case(nullable=True),
    _required("at", BigInteger),
    Index("claims_by_case", "case_id", "at", "id"),
    Index("claims_by_lane", "lane", "at"),
    Index("claims_by_time", "at"),
)
"""Who wrote a case's number from another account; without a case, that a number was written."""

set_aside = Table(
    "set_aside",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    _required("at", BigInteger),
    _required("payload", LargeBinary),
    _required("reason", LargeBinary),
)

shelf = Table(
    "shelf",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _required("came", BigInteger),
    _required("body", LargeBinary),
)
"""What Telegram was told we have, and nobody has dealt with yet; for moments, or until a start."""
