"""The grammar of caseworkers' commands.

    /queue [PAGE]
    /case REFERENCE
    /reply REFERENCE TEXT
    /status REFERENCE STATUS [PUBLIC STATUS]
    /help

A reference may be written in any grouping. What cannot be read is a `Misread` that says how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.case import CaseStatus, PublicStatus
from bot.core.reference import LENGTH, read_reference
from bot.core.say import Say, say
from bot.core.value import Value


class ShowQueue(Value):
    """List the open cases. Pages count from 1."""

    page: int = 1


class ShowCase(Value):
    """Show one case."""

    reference: str


class Reply(Value):
    """Send the family these words, as they are."""

    reference: str
    text: str


class SetStatus(Value):
    """Move a case on, and tell the family the public status: the chosen one, or the least."""

    reference: str
    status: CaseStatus
    public: PublicStatus | None = None


class ShowHelp(Value):
    """List the commands."""


class Misread(Value):
    """A command that could not be read, and how it is written."""

    why: Say


DeskCommand = ShowQueue | ShowCase | Reply | SetStatus | ShowHelp

# Translators: for staff: how a command is written; {usage} is for example "/case REFERENCE"
WRITE_IT = say("desk", "Please write it like this: {usage}")
# Translators: for staff: a number that cannot be a reference; {usage} shows the command
NO_REFERENCE = say("desk", "This is no reference; a digit may be wrong. {usage}")
# Translators: for staff; {statuses} is a list of words to type
NO_STATUS = say("desk", "There is no such status. These are: {statuses}")

QUEUE_USAGE = "/queue [2]"
CASE_USAGE = "/case REFERENCE"
REPLY_USAGE = "/reply REFERENCE text"
STATUS_USAGE = "/status REFERENCE STATUS"

_DIGIT_SEPARATORS = " -–\u00a0"


def read_command(name: str, argument: str) -> DeskCommand | Misread | None:
    """The command a caseworker gave; None where there is none of that name."""
    reader = _READERS.get(name)
    return None if reader is None else reader(argument.strip())


def split_reference(argument: str) -> tuple[str | None, str]:
    """The reference at the beginning of a text, however it is grouped, and what follows it."""
    digits = 0
    for index, char in enumerate(argument):
        if char.isdecimal():
            digits += 1
        elif char not in _DIGIT_SEPARATORS:
            break
        if digits == LENGTH:
            return read_reference(argument[: index + 1]), argument[index + 1 :].strip()
    return None, argument


def _queue(argument: str) -> DeskCommand | Misread:
    if not argument:
        return ShowQueue()
    if not argument.isdecimal() or not int(argument):
        return Misread(why=WRITE_IT.saying(usage=QUEUE_USAGE))
    return ShowQueue(page=int(argument))


def _case(argument: str) -> DeskCommand | Misread:
    reference, rest = split_reference(argument)
    if reference is None or rest:
        return Misread(why=NO_REFERENCE.saying(usage=CASE_USAGE))
    return ShowCase(reference=reference)


def _reply(argument: str) -> DeskCommand | Misread:
    reference, text = split_reference(argument)
    if reference is None:
        return Misread(why=NO_REFERENCE.saying(usage=REPLY_USAGE))
    if not text:
        return Misread(why=WRITE_IT.saying(usage=REPLY_USAGE))
    return Reply(reference=reference, text=text)


def _status(argument: str) -> DeskCommand | Misread:
    reference, rest = split_reference(argument)
    if reference is None:
        return Misread(why=NO_REFERENCE.saying(usage=STATUS_USAGE))
    words = rest.lower().split()
    if not words or words[0] not in list(CaseStatus) or len(words) > 2:
        return Misread(why=NO_STATUS.saying(statuses=", ".join(CaseStatus)))
    if len(words) == 2 and words[1] not in list(PublicStatus):
        return Misread(why=NO_STATUS.saying(statuses=", ".join(PublicStatus)))
    public = PublicStatus(words[1]) if len(words) == 2 else None
    return SetStatus(reference=reference, status=CaseStatus(words[0]), public=public)


def _help(argument: str) -> DeskCommand | Misread:
    return ShowHelp()


_READERS: Mapping[str, Callable[[str], DeskCommand | Misread]] = {
    "queue": _queue,
    "case": _case,
    "reply": _reply,
    "status": _status,
    "help": _help,
}
"""Every command of the desk, by name."""

DESK_MENU: Mapping[str, Say] = {
    # Translators: description in the list of staff commands, under 60 characters
    "queue": say("desk command", "Open cases, the longest waiting first"),
    # Translators: description in the list of staff commands, under 60 characters
    "case": say("desk command", "One case: /case REFERENCE"),
    # Translators: description in the list of staff commands, under 60 characters
    "reply": say("desk command", "Write to the family: /reply REFERENCE text"),
    # Translators: description in the list of staff commands, under 60 characters
    "status": say("desk command", "Set a status: /status REFERENCE STATUS"),
    # Translators: description in the list of staff commands, under 60 characters
    "help": say("desk command", "These commands"),
}
"""How the commands are described in a messenger's menu."""
