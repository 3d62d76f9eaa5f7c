"""Closed cases that are kept longer than wanted. A person erases them, never the clock."""

from __future__ import annotations

from bot.casework.office import expired
from bot.casework.visit import Answer, Visit
from bot.core.desk import Erase, ShowExpired, button
from bot.core.reference import grouped
from bot.core.roles import Act
from bot.core.say import Line, Paragraph, Prompt, Verbatim, say, say_n, tell

# Translators: for staff; keep HOMEWARD_KEEP_CLOSED_DAYS as it is
KEPT_FOR_EVER = say(
    "desk",
    "Closed cases are kept until their families erase them: the operator has not set "
    "HOMEWARD_KEEP_CLOSED_DAYS.",
)
# Translators: for staff: no closed case is older than wanted
NONE_EXPIRED = say("desk", "No closed case is kept longer than wanted.")
# Translators: for staff, below a list of closed cases that are due to be erased
LOOK_FIRST = say(
    "desk",
    "Look at a case with /case before you erase it. One that is to be kept: reopen it, or leave it "
    "here.",
)
# Translators: for staff, above the same list, before the last confirmation
FOR_GOOD = say(
    "desk",
    "These cases will be erased for good, with answers, files and history. Nobody can bring them "
    "back. The audit log keeps a note that you erased them.",
)
# Translators: button under 32 characters: show once more what would be erased
ERASE = say("pick desk", "Erase these …")
# Translators: button under 32 characters: erase for good
ERASE_NOW = say("pick desk", "Erase for good")
# Translators: button under 32 characters: erase nothing
KEEP = say("pick desk", "Keep them")
# Translators: for staff, below how many cases were erased
CLEAN_UP = say(
    "desk",
    "Where the staff group has no topics, please delete what was written about them there.",
)

SHOWN = 20
"""Cases in one list: few enough to be looked at one by one."""


def show_expired(command: ShowExpired, visit: Visit) -> Answer:
    """List what is due to be erased, the longest kept first."""
    visit.permit(Act.ERASE)
    if visit.office.keep_closed is None:
        return Answer(tell(KEPT_FOR_EVER))
    due = _due(visit)
    visit.note(Act.ERASE, detail=f"{len(due)} listed")
    if not due:
        return Answer(tell(NONE_EXPIRED))
    slip = visit.keep("expired", references=" ".join(due.values()))
    row = (button(ERASE, "erase", slip.id),)
    return Answer(Prompt(says=(_listed(due), LOOK_FIRST), choices=(row,)))


def erase(command: Erase, visit: Visit) -> Answer:
    """Show once more what was listed; once that was confirmed, erase it."""
    visit.permit(Act.ERASE)
    slip = visit.slip(command.slip, "expired", act=Act.ERASE)
    wanted = slip.values["references"].split()
    due = {case_id: ref for case_id, ref in _due(visit).items() if ref in wanted}
    if not command.sure:
        row = (button(ERASE_NOW, "erase_now", slip.id), button(KEEP, "drop", slip.id))
        return Answer(Prompt(says=(FOR_GOOD, _listed(due)), choices=(row,)), in_place=True)
    visit.tx.drop_slip(slip.id)
    for case_id, reference in due.items():
        visit.tx.erase_case(case_id)
        visit.note(Act.ERASE, case_id=case_id, detail=reference)
    # Translators: for staff: how many closed cases were erased
    told = say_n("desk", "{count} case is erased.", "{count} cases are erased.", len(due))
    return Answer(tell(told, CLEAN_UP), in_place=True)


def _due(visit: Visit) -> dict[str, str]:
    """Id and reference of what is due, checked anew each time."""
    return expired(visit.tx, visit.office, visit.register.now, SHOWN)


def _listed(due: dict[str, str]) -> Line:
    # Translators: for staff, above references of closed cases, at most twenty at a time
    head = say_n(
        "desk",
        "{count} closed case is kept longer than wanted:",
        "{count} closed cases are kept longer than wanted:",
        len(due),
    )
    lines = tuple(Verbatim(verbatim=grouped(reference)) for reference in due.values())
    return Paragraph(heading=head, lines=lines)
