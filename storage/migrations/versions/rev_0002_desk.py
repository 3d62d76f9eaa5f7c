"""What the desk needs: confirmations, audit, finding by names, milestones, who is at work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the new tables."""
    op.create_index("cases_by_status", "cases", ["status", "opened_at"])
    _roster()
    _case_terms()
    _milestones()
    _slips()
    _audit()


def _roster() -> None:
    op.create_table(
        "roster",
        sa.Column("staff", sa.LargeBinary(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("staff", name="roster_pk"),
        sa.ForeignKeyConstraint(["staff"], ["staff.staff"], name="roster_staff_fk"),
    )
    op.create_index("roster_by_activity", "roster", ["active", "staff"])
    op.execute("INSERT INTO roster (staff, active) SELECT staff, 1 FROM staff")


def _case_terms() -> None:
    op.create_table(
        "case_terms",
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("term", "case_id", name="case_terms_pk"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_terms_case_id_fk"),
    )
    op.create_index("case_terms_by_case", "case_terms", ["case_id"])


def _milestones() -> None:
    op.create_table(
        "milestones",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("took", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "name", name="milestones_pk"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="milestones_case_id_fk"),
    )
    op.create_index("milestones_by_length", "milestones", ["name", "took"])
    op.create_index("milestones_by_time", "milestones", ["name", "at"])


def _slips() -> None:
    op.create_table(
        "slips",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="slips_pk"),
    )
    op.create_index("slips_by_time", "slips", ["at"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", ROW_NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.LargeBinary(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="audit_pk"),
    )
    op.create_index("audit_by_case", "audit", ["case_id", "seq"])
    op.create_index("audit_by_act", "audit", ["staff", "act", "at"])
