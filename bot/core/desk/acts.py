"""Which act each typed command is, and so who may give it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.roles import Act, Role, may

ACTS: Mapping[str, Act] = {
    "queue": Act.QUEUE, "case": Act.SHOW_CASE, "reply": Act.REPLY, "status": Act.SET_STATUS,
    "consent": Act.CONSENT, "note": Act.NOTE, "take": Act.TAKE, "assign": Act.ASSIGN,
    "unassign": Act.UNASSIGN, "close": Act.CLOSE, "reopen": Act.REOPEN, "link": Act.LINK,
    "find": Act.FIND, "history": Act.HISTORY, "templates": Act.TEMPLATES, "stats": Act.STATS,
    "export": Act.EXPORT, "expired": Act.ERASE, "staff": Act.STAFF, "invite": Act.INVITE,
    "remove": Act.REMOVE, "leave": Act.LEAVE, "language": Act.LANGUAGE, "help": Act.HELP,
}  # fmt: skip
"""Which act each typed command is."""


def commands_of(role: Role) -> tuple[str, ...]:
    """The commands a role may type, in the order of the table."""
    return tuple(name for name, act in ACTS.items() if may(role, act))
