"""Who reads a text, told by its gettext context."""

from __future__ import annotations

from bot.voices import LISTS

_STAFF = frozenset(
    {
        "alarm",
        "closing",
        "derived",
        "desk",
        "direction",
        "history",
        "queue",
        "relay",
        "role",
        "stats",
    }
)
_TITLES = "template title"


def is_for_staff(context: str) -> bool:
    """Whether only staff reads texts of this context."""
    return context == _TITLES or not _STAFF.isdisjoint(context.split(" "))


def readers(context: str) -> str:
    """Who reads it, as a translator is told."""
    if context in LISTS:
        return "Read by nobody: words the bot listens for."
    return "Read by staff only." if is_for_staff(context) else "Read by families."
