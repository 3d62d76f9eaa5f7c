"""Reads what a member of staff typed or tapped; see `bot.core.desk.usage` for the table.

A reference may be written in any grouping. What cannot be read is a `Misread` that says how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.core.case import PUBLIC_OF, CaseStatus, Closing, PublicStatus
from bot.core.desk.commands import (
    FORMATS,
    AddNote,
    Approve,
    Assign,
    Close,
    DeskCommand,
    Drop,
    Erase,
    Export,
    Find,
    Invite,
    Join,
    Leave,
    Link,
    Misread,
    RecordConsent,
    Remove,
    Reopen,
    Reply,
    Send,
    SetLanguage,
    SetStatus,
    ShowCase,
    ShowExpired,
    ShowHelp,
    ShowHistory,
    ShowQueue,
    ShowStaff,
    ShowStats,
    Take,
    TakeBack,
    Unassign,
    UseTemplate,
)
from bot.core.desk.usage import USAGE
from bot.core.reference import LENGTH, is_between, read_reference
from bot.core.roles import Role
from bot.core.say import Say, say
from bot.core.views import QueueView

Read = DeskCommand | Misread

# Translators: for staff: how a command is written; {usage} is for example "/case REFERENCE"
WRITE_IT = say("desk", "Please write it like this: {usage}")
# Translators: for staff: a number that cannot be a reference; {usage} shows the command
NO_REFERENCE = say("desk", "This is no reference; a digit may be wrong. {usage}")
# Translators: for staff; {statuses} is a list of words to type
NO_STATUS = say("desk", "There is no such status. These are: {statuses}")

INVITATION = "staff-"
"""How the payload of an invitation's link begins."""

_SECRET = re.compile(r"[\w-]{16,64}", re.ASCII)
_ID = re.compile(r"\d{1,20}", re.ASCII)
_MOST_DIGITS = 6


def read_command(name: str, argument: str) -> Read | None:
    """The command someone gave; None where there is none of that name."""
    reader = _READERS.get(name)
    return None if reader is None else reader(argument.strip())


def read_invitation(argument: str) -> Join | None:
    """The invitation someone comes with, in the argument of /start."""
    secret = argument.removeprefix(INVITATION)
    is_one = argument.startswith(INVITATION) and _SECRET.fullmatch(secret)
    return Join(secret=secret) if is_one else None


def split_reference(argument: str) -> tuple[str | None, str]:
    """The reference at the beginning of a text, however it is grouped, and what follows it."""
    digits = 0
    for index, char in enumerate(argument):
        if char.isdecimal():
            digits += 1
        elif not is_between(char):
            break
        if digits == LENGTH:
            return read_reference(argument[: index + 1]), argument[index + 1 :].strip()
    return None, argument


def _page(text: str) -> int | None:
    fits = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) or None if fits else None


def _like(name: str, why: Say = WRITE_IT) -> Misread:
    return Misread(why=why.saying(usage=USAGE[name].written))


def _queue(argument: str) -> Read:
    words = argument.lower().split()
    view = QueueView(words.pop(0)) if words and words[0] in list(QueueView) else None
    page = _page(words.pop(0)) if words else 1
    return _like("queue") if words or page is None else ShowQueue(view=view, page=page)


def _bare(name: str, make: Callable[[str], DeskCommand]) -> Callable[[str], Read]:
    """A command that takes a reference and nothing else."""

    def read(argument: str) -> Read:
        reference, rest = split_reference(argument)
        return _like(name, NO_REFERENCE) if reference is None or rest else make(reference)

    return read


def _worded(name: str, make: Callable[[str, str], DeskCommand]) -> Callable[[str], Read]:
    """A command that takes a reference and words."""

    def read(argument: str) -> Read:
        reference, text = split_reference(argument)
        if reference is None:
            return _like(name, NO_REFERENCE)
        return make(reference, text) if text else _like(name)

    return read


def _reply(argument: str) -> Read:
    reference, text = split_reference(argument)
    if reference is None:
        return _like("reply", NO_REFERENCE)
    return Reply(reference=reference, text=text)


def _status(argument: str) -> Read:
    reference, rest = split_reference(argument)
    if reference is None:
        return _like("status", NO_REFERENCE)
    words = rest.lower().split()
    if not words:
        return SetStatus(reference=reference)
    if words[0] not in list(CaseStatus) or len(words) > 2:
        return Misread(why=NO_STATUS.saying(statuses=", ".join(CaseStatus)))
    status = CaseStatus(words[0])
    public = _public(status, words[1]) if len(words) == 2 else None
    if len(words) == 2 and public is None:
        return Misread(why=NO_STATUS.saying(statuses=", ".join(PublicStatus)))
    return SetStatus(reference=reference, status=status, public=public)


def _public(status: CaseStatus, word: str) -> PublicStatus | None:
    """A public status by its name, or by its place among those of the internal one."""
    if word in list(PublicStatus):
        return PublicStatus(word)
    place = _page(word)
    return PUBLIC_OF[status][place - 1] if place and place <= len(PUBLIC_OF[status]) else None


def _assign(argument: str) -> Read:
    reference, who = split_reference(argument)
    if reference is None:
        return _like("assign", NO_REFERENCE)
    return Assign(reference=reference, to=who) if not who or _ID.fullmatch(who) else _like("assign")


def _close(argument: str) -> Read:
    reference, rest = split_reference(argument)
    if reference is None:
        return _like("close", NO_REFERENCE)
    if rest and rest.lower() not in list(Closing):
        return _like("close")
    return Close(reference=reference, reason=Closing(rest.lower()) if rest else None)


def _link(argument: str) -> Read:
    reference, rest = split_reference(argument)
    if reference is None:
        return _like("link", NO_REFERENCE)
    number, *refused = rest.lower().split() or ["1"]
    page = _page(number)
    if page is None or refused not in ([], ["no"]):
        return _like("link")
    return Link(reference=reference, number=page if rest else None, family=not refused)


def _find(argument: str) -> Read:
    return Find(words=argument) if argument else _like("find")


def _history(argument: str) -> Read:
    reference, rest = split_reference(argument)
    page = _page(rest) if rest else 1
    if reference is None or page is None:
        return _like("history", NO_REFERENCE)
    return ShowHistory(reference=reference, page=page)


def _templates(argument: str) -> Read:
    if not argument:
        return UseTemplate()
    reference, rest = split_reference(argument)
    if reference is None:
        return _like("templates", NO_REFERENCE)
    if not rest:
        return UseTemplate(reference=reference)
    first, _, text = rest.partition(" ")
    number = _page(first)
    if number is None:
        return _like("templates")
    return UseTemplate(reference=reference, number=number, text=text.strip())


def _export(argument: str) -> Read:
    first, _, last = argument.partition(" ")
    kind = next((one for one in FORMATS if one == first.lower()), None)
    if kind is not None and last:
        after, rest = split_reference(last)
        is_one = after is not None and not rest
        return Export(format=kind, after=after) if is_one else _like("export", NO_REFERENCE)
    reference, rest = split_reference(argument)
    word = rest.lower()
    if not word:
        return Export(reference=reference)
    chosen = next((one for one in FORMATS if one == word), None)
    return _like("export") if chosen is None else Export(reference=reference, format=chosen)


def _invite(argument: str) -> Read:
    word = argument.lower()
    if word and word not in list(Role):
        return _like("invite")
    return Invite(role=Role(word) if word else None)


def _remove(argument: str) -> Read:
    return Remove(staff=argument) if _ID.fullmatch(argument) else _like("remove")


def _slip(make: Callable[[str], DeskCommand]) -> Callable[[str], Read]:
    """A button that confirms something; nobody types these."""

    def read(argument: str) -> Read:
        return make(argument) if _SECRET.fullmatch(argument) else _like("help")

    return read


_READERS: Mapping[str, Callable[[str], Read]] = {
    "queue": _queue,
    "case": _bare("case", lambda reference: ShowCase(reference=reference)),
    "reply": _reply,
    "status": _status,
    "consent": _bare("consent", lambda reference: RecordConsent(reference=reference)),
    "note": _worded("note", lambda reference, text: AddNote(reference=reference, text=text)),
    "take": _bare("take", lambda reference: Take(reference=reference)),
    "assign": _assign,
    "unassign": _bare("unassign", lambda reference: Unassign(reference=reference)),
    "close": _close,
    "reopen": _bare("reopen", lambda reference: Reopen(reference=reference)),
    "link": _link,
    "find": _find,
    "history": _history,
    "templates": _templates,
    "stats": lambda _: ShowStats(),
    "export": _export,
    "expired": lambda _: ShowExpired(),
    "staff": lambda _: ShowStaff(),
    "invite": _invite,
    "remove": _remove,
    "leave": lambda argument: Leave(sure=argument == "sure"),
    "language": lambda argument: SetLanguage(locale=argument.lower()),
    "help": lambda argument: ShowHelp(command=argument.removeprefix("/").lower()),
    "send": _slip(lambda slip: Send(slip=slip)),
    "drop": _slip(lambda slip: Drop(slip=slip)),
    "undo": _slip(lambda slip: TakeBack(slip=slip)),
    "welcome": _slip(lambda slip: Approve(slip=slip)),
    "decline": _slip(lambda slip: Approve(slip=slip, welcome=False)),
    "erase": _slip(lambda slip: Erase(slip=slip)),
    "erase_now": _slip(lambda slip: Erase(slip=slip, sure=True)),
}
"""Every command of the desk, by name; those without a usage are given by buttons only."""
