"""Who reads a text, told by its gettext context."""

from __future__ import annotations

_STAFF = frozenset({"alarm", "closing", "desk", "history", "queue", "relay", "role", "stats"})
_TITLES = "template title"


def is_for_staff(context: str) -> bool:
    """Whether only staff reads texts of this context."""
    return context == _TITLES or not _STAFF.isdisjoint(context.split(" "))
