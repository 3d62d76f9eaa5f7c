"""Where the staff group shows each case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "topics",
        sa.Column("seq", ROW_NUMBER, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("spot", sa.LargeBinary()),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="topics_case_id_fk"),
        sa.PrimaryKeyConstraint("seq", name="topics_pk"),
        sa.UniqueConstraint("case_id", name="topics_case_id_uq"),
    )
    op.create_index("topics_by_spot", "topics", ["spot"])
    op.create_index("topics_pending", "topics", ["pending", "seq"])
