"""What a channel brought and was told we have, until it is dealt with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema import ROW_NUMBER

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "shelf",
        sa.Column("seq", ROW_NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("came", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="shelf_pk"),
        sa.UniqueConstraint("key", name="shelf_key_uq"),
    )
