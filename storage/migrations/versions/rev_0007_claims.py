"""Who wants to go on with a case from another account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "claims",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="claims_case_id_fk"),
        sa.ForeignKeyConstraint(["lane"], ["lanes.lane"], name="claims_lane_fk"),
        sa.PrimaryKeyConstraint("id", name="claims_pk"),
    )
    op.create_index("claims_by_case", "claims", ["case_id", "at", "id"])
    op.create_index("claims_by_lane", "claims", ["lane", "at"])
    op.create_index("claims_by_time", "claims", ["at"])
