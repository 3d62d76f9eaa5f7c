"""Files made from cases: every one is written down, and every cell of a table is inert."""

from __future__ import annotations

import json

from bot.casework.tables import COLUMNS, csv_of, html_of, row_of, xlsx_of
from bot.casework.visit import Answer, Visit
from bot.core.case import Case
from bot.core.desk import Export, button
from bot.core.desk.commands import FORMATS, Format
from bot.core.pfif import pfif_of
from bot.core.roles import RULES, Act, Reach
from bot.core.say import Prompt, Verbatim, say, tell
from bot.notices import number
from bot.ports import Document

# Translators: for staff: above buttons with formats, for one case
WHICH_FORMAT = say("desk", "Which kind of file would you like for case {reference}?")
# Translators: for staff: above buttons with formats, for all cases one may see
WHICH_TABLE = say("desk", "Which kind of file would you like for all cases you may read?")
# Translators: for staff, with a file; every export is in the audit log
EXPORTED = say(
    "desk",
    "This file holds personal data. Keep it safe, do not pass it on to anyone who may not have it, "
    "and delete it when it is no longer needed. The export has been written down.",
)
# Translators: for staff, with a file that is encrypted; age is the name of a program
SEALED = say(
    "desk", "The file is sealed: only the keys your operator named open it, with the program age."
)
# Translators: for staff: more cases than fit one file; below is a button for the next file
MORE = say("desk", "This is not all: there are more cases. Cases new since then may be missing.")
# Translators: button under 32 characters: make the next file
NEXT_FILE = say("pick desk", "Next file")
# Translators: for staff: files are made in the private chat only
IN_PRIVATE = say("desk", "Files are made only in your private chat with the bot.")

MOST = 1000
"""Cases in one table. More would keep everybody waiting for longer than a moment."""
_TABLES: tuple[Format, ...] = ("csv", "xlsx")


def export(command: Export, visit: Visit) -> Answer:
    """Make a file of one case, or of all one may read."""
    visit.permit(Act.EXPORT)
    if not visit.said.private or visit.office.voice is None:
        return Answer(tell(IN_PRIVATE))
    if command.reference is not None:
        return _one(command, visit.case_for(command.reference, Act.EXPORT), visit)
    if command.format not in _TABLES:
        row = tuple(button(Verbatim(verbatim=one), "export", one) for one in _TABLES)
        return Answer(Prompt(says=(WHICH_TABLE,), choices=(row,)))
    return _table(command.format, command.after, visit)


def _table(kind: Format, after: str | None, visit: Visit) -> Answer:
    """A file of the cases the actor may read that follow the one of a reference, and a button for
    the next where there are more."""
    begin = "" if after is None else visit.case_for(after, Act.EXPORT).id
    own = RULES[Act.EXPORT][visit.actor.role] is Reach.OWN
    found = visit.tx.cases_after(begin, MOST + 1, visit.actor.id if own else None)
    cases, today = found[:MOST], visit.register.now.date()
    rows = [COLUMNS, *(row_of(case, visit.tx.inquiry(case.id), today) for case in cases)]
    plain = csv_of(rows) if kind == "csv" else xlsx_of(rows)
    visit.note(Act.EXPORT, detail=f"{kind} of {len(cases)} cases")
    answer = _sent(f"cases.{kind}", plain, visit)
    if len(found) <= MOST:
        return answer
    row = (button(NEXT_FILE, "export", kind, cases[-1].reference),)
    more = Prompt(says=(*answer.prompt.says, MORE), choices=(row,))
    return answer._replace(prompt=more)


def _one(command: Export, case: Case, visit: Visit) -> Answer:
    if command.format is None:
        row = tuple(
            button(Verbatim(verbatim=one), "export", case.reference, one) for one in FORMATS
        )
        told = WHICH_FORMAT.saying(reference=number(case))
        return Answer(Prompt(says=(told,), choices=(row,)))
    plain = _file(command.format, case, visit)
    visit.note(Act.EXPORT, case, detail=command.format)
    suffix = "json" if command.format == "pfif" else command.format
    return _sent(f"case-{case.reference}.{suffix}", plain, visit)


def _file(kind: Format, case: Case, visit: Visit) -> bytes:
    inquiry, today = visit.inquiry(case), visit.register.now.date()
    match kind:
        case "csv":
            return csv_of([COLUMNS, row_of(case, inquiry, today)])
        case "xlsx":
            return xlsx_of([COLUMNS, row_of(case, inquiry, today)])
        case "html":
            return html_of(case, inquiry, visit)
        case "pfif":
            told = pfif_of(case, inquiry)
            return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _sent(name: str, plain: bytes, visit: Visit) -> Answer:
    seal = visit.office.seal
    if seal is None:
        return Answer(tell(EXPORTED), document=Document.of(name, plain))
    return Answer(tell(EXPORTED, SEALED), document=Document.of(f"{name}.age", seal(plain)))
