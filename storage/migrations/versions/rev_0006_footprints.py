"""What the wire calls a family's messages, and which chats are tidied by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns, their index, and the table."""
    op.add_column("seen_updates", sa.Column("lane", sa.LargeBinary()))
    op.add_column("seen_updates", sa.Column("trace", sa.LargeBinary()))
    op.create_index("seen_updates_by_lane", "seen_updates", ["lane", "at"])
    op.create_table(
        "tidyings",
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["lane"], ["lanes.lane"], name="tidyings_lane_fk"),
        sa.PrimaryKeyConstraint("lane", name="tidyings_pk"),
    )
    op.create_index("tidyings_by_time", "tidyings", ["at"])
