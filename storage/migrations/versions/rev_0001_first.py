"""The tables as they were first released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
    _meta()
    _data_keys()
    _lanes()
    _sessions()
    _outbox()
    _cases()
    _inquiries()
    _case_history()
    _files()
    _staff()
    _seen_updates()
    _set_aside()
    _offsets()


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="meta_pk"),
    )


def _data_keys() -> None:
    op.create_table(
        "data_keys",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("kek", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name="data_keys_pk"),
    )
    op.create_index("data_keys_by_kek", "data_keys", ["kek"])


def _lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("head", sa.BigInteger()),
        sa.Column("urgency", sa.Integer()),
        sa.Column("ready_at", sa.BigInteger()),
        sa.Column("leased", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name="lanes_pk"),
    )
    op.create_index("lanes_by_readiness", "lanes", ["urgency", "ready_at"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("deadline", sa.BigInteger()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lane"], ["lanes.lane"], name="sessions_lane_fk"),
        sa.PrimaryKeyConstraint("lane", name="sessions_pk"),
    )
    op.create_index("sessions_by_deadline", "sessions", ["deadline"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("seq", ROW_NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("due", sa.BigInteger()),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("parts_sent", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("outcome", sa.Text()),
        sa.Column("trace", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["lane"], ["lanes.lane"], name="outbox_lane_fk"),
        sa.PrimaryKeyConstraint("seq", name="outbox_pk"),
        sa.UniqueConstraint("id", name="outbox_id_uq"),
    )
    op.create_index("outbox_by_lane", "outbox", ["lane", "state", "seq"])
    op.create_index("outbox_by_settling", "outbox", ["settled_at"])


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("assignee", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Integer(), nullable=False),
        sa.Column("waits_for", sa.Integer(), nullable=False),
        sa.Column("reachable", sa.Integer(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("moved_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["lane"], ["lanes.lane"], name="cases_lane_fk"),
        sa.PrimaryKeyConstraint("id", name="cases_pk"),
        sa.UniqueConstraint("reference", name="cases_reference_uq"),
    )
    op.create_index("cases_by_assignee", "cases", ["assignee", "is_open", "told_at", "id"])
    op.create_index("cases_by_lane", "cases", ["lane", "opened_at", "id"])
    op.create_index("cases_by_wait", "cases", ["waits_for", "told_at", "id"])
    op.create_index("cases_open", "cases", ["is_open", "told_at", "id"])


def _inquiries() -> None:
    op.create_table(
        "inquiries",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="inquiries_case_id_fk"),
        sa.PrimaryKeyConstraint("case_id", "version", name="inquiries_pk"),
    )


def _case_history() -> None:
    op.create_table(
        "case_history",
        sa.Column("seq", ROW_NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_history_case_id_fk"),
        sa.PrimaryKeyConstraint("seq", name="case_history_pk"),
        sa.UniqueConstraint("id", name="case_history_id_uq"),
    )
    op.create_index("case_history_by_case", "case_history", ["case_id", "at", "seq"])


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("seq", ROW_NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Text()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="files_case_id_fk"),
        sa.ForeignKeyConstraint(["lane"], ["lanes.lane"], name="files_lane_fk"),
        sa.PrimaryKeyConstraint("seq", name="files_pk"),
        sa.UniqueConstraint("id", name="files_id_uq"),
    )
    op.create_index("files_by_case", "files", ["case_id", "at", "seq"])
    op.create_index("files_by_lane", "files", ["lane"])


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("staff", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("staff", name="staff_pk"),
    )


def _seen_updates() -> None:
    op.create_table(
        "seen_updates",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="seen_updates_pk"),
    )
    op.create_index("seen_updates_by_time", "seen_updates", ["at"])


def _set_aside() -> None:
    op.create_table(
        "set_aside",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="set_aside_pk"),
    )


def _offsets() -> None:
    op.create_table(
        "offsets",
        sa.Column("poller", sa.Text(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("poller", name="offsets_pk"),
    )
