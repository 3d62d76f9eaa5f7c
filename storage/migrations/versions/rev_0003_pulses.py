"""When a family is to hear next that its case is still open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pulses",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pulses_pk"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="pulses_case_id_fk"),
    )
    op.create_index("pulses_by_time", "pulses", ["at"])
