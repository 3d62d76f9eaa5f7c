"""Who may do what: roles and actions, declared once, as data.

Everything the desk can do is an `Act`, and `RULES` says for every role how far it reaches. There
is no rule anywhere else; a command without an act, or an act without a rule, fails the suite.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from bot.core.case import Case
from bot.core.say import Say, say


class Role(StrEnum):
    """What a member of staff is."""

    ADMIN = "admin"
    COORDINATOR = "coordinator"
    CASEWORKER = "caseworker"
    OBSERVER = "observer"


class Reach(IntEnum):
    """How far an act reaches: nowhere, to cases of one's own and unassigned ones, to every case."""

    NOWHERE = 0
    OWN = 1
    EVERY = 2


class Act(StrEnum):
    """Everything that can be done at the desk."""

    QUEUE = "queue"
    SHOW_CASE = "show_case"
    READ_ANSWERS = "read_answers"
    REPLY = "reply"
    SET_STATUS = "set_status"
    CONSENT = "consent"
    NOTE = "note"
    TAKE = "take"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    CLOSE = "close"
    REOPEN = "reopen"
    LINK = "link"
    FIND = "find"
    HISTORY = "history"
    TEMPLATES = "templates"
    STATS = "stats"
    EXPORT = "export"
    STAFF = "staff"
    INVITE = "invite"
    APPROVE = "approve"
    REMOVE = "remove"
    LEAVE = "leave"
    JOIN = "join"
    ERASE = "erase"
    LANGUAGE = "language"
    HELP = "help"


_N, _O, _E = Reach.NOWHERE, Reach.OWN, Reach.EVERY


def _row(admin: Reach, coordinator: Reach, caseworker: Reach, observer: Reach) -> dict[Role, Reach]:
    return dict(zip(Role, (admin, coordinator, caseworker, observer), strict=True))


RULES: Mapping[Act, Mapping[Role, Reach]] = {
    #                     admin  coordinator  caseworker  observer
    Act.QUEUE:        _row(_E,       _E,         _O,         _E),
    Act.SHOW_CASE:    _row(_E,       _E,         _O,         _E),
    Act.READ_ANSWERS: _row(_E,       _E,         _O,         _N),
    Act.REPLY:        _row(_E,       _E,         _O,         _N),
    Act.SET_STATUS:   _row(_E,       _E,         _O,         _N),
    Act.CONSENT:      _row(_E,       _E,         _O,         _N),
    Act.NOTE:         _row(_E,       _E,         _O,         _N),
    Act.TAKE:         _row(_E,       _E,         _O,         _N),
    Act.ASSIGN:       _row(_E,       _E,         _N,         _N),
    Act.UNASSIGN:     _row(_E,       _E,         _O,         _N),
    Act.CLOSE:        _row(_E,       _E,         _O,         _N),
    Act.REOPEN:       _row(_E,       _E,         _O,         _N),
    Act.LINK:         _row(_E,       _E,         _O,         _N),
    Act.FIND:         _row(_E,       _E,         _O,         _N),
    Act.HISTORY:      _row(_E,       _E,         _O,         _E),
    Act.TEMPLATES:    _row(_E,       _E,         _O,         _N),
    Act.STATS:        _row(_E,       _E,         _E,         _E),
    Act.EXPORT:       _row(_E,       _E,         _O,         _N),
    Act.STAFF:        _row(_E,       _E,         _N,         _N),
    Act.INVITE:       _row(_E,       _N,         _N,         _N),
    Act.APPROVE:      _row(_E,       _N,         _N,         _N),
    Act.REMOVE:       _row(_E,       _N,         _N,         _N),
    Act.LEAVE:        _row(_E,       _E,         _E,         _E),
    Act.JOIN:         _row(_N,       _N,         _N,         _N),
    Act.ERASE:        _row(_E,       _E,         _N,         _N),
    Act.LANGUAGE:     _row(_E,       _E,         _E,         _E),
    Act.HELP:         _row(_E,       _E,         _E,         _E),
}  # fmt: skip
"""How far each role reaches with each act. One's own cases are those assigned to oneself, and for
`OWN` the unassigned ones as well, from which one takes work. Only who is not staff yet joins."""


def may(role: Role, act: Act, *, case: Case | None = None, actor: str = "") -> bool:
    """Whether a role may do something: at all, or to one case."""
    reach = RULES[act][role]
    if case is None or reach is not Reach.OWN:
        return reach is not Reach.NOWHERE
    return case.assignee is None or case.assignee == actor


ROLE_WORDS: Mapping[Role, Say] = {
    # Translators: role of a member of staff
    Role.ADMIN: say("role", "admin"),
    # Translators: role of a member of staff: assigns the work and sees all of it
    Role.COORDINATOR: say("role", "coordinator"),
    # Translators: role of a member of staff
    Role.CASEWORKER: say("role", "caseworker"),
    # Translators: role of a member of staff: sees numbers and statuses, no personal data
    Role.OBSERVER: say("role", "observer"),
}
"""What the roles are called."""
