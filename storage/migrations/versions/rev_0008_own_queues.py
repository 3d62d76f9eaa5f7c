"""What of one's own cases waits for whom, however many one has."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("cases_by_own_wait", "cases", ["assignee", "waits_for", "told_at", "id"])
