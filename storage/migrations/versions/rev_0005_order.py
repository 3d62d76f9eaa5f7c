"""Histories and files in the order they were written; where pollers are is Telegram's to know."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Order by row instead of by the clock, and drop what nothing reads."""
    for table in ("case_history", "files"):
        op.drop_index(f"{table}_by_case", table)
        op.create_index(f"{table}_by_case", table, ["case_id", "seq"])
    op.drop_table("offsets")
