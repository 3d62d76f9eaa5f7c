"""Taking back what was confirmed, while the family has not got it yet."""

from __future__ import annotations

from datetime import datetime

from bot.casework.correcting import next_name
from bot.casework.posting import withdrawn
from bot.casework.visit import Answer, Visit
from bot.core.case import Case, HistoryKind
from bot.core.desk import TakeBack
from bot.core.roles import Act
from bot.core.say import say, tell
from bot.core.status_words import DESK_WORDS
from bot.notices import number
from bot.ports import Slip

# Translators: for staff: the author took a reply back in time; {reference} is a number
TAKEN_BACK = say("desk", "Case {reference}: taken back. The family got nothing.")
# Translators: for staff: a status was taken back in time; {status} is the one from before
STATUS_TAKEN_BACK = say(
    "desk", "Case {reference}: taken back. The family got nothing; it is “{status}” again."
)
# Translators: for staff: the reply could not be taken back any more
TOO_LATE = say("desk", "Case {reference}: too late, the message has gone out.")
# Translators: for staff: the status could not be taken back, because the case went on
HAS_MOVED_ON = say(
    "desk", "Case {reference}: its status has been changed again since. Take that back first."
)

_OF_THE_STATUS = ("status", "public", "closing", "proposed_by", "consented", "moved_at")


def take_back(command: TakeBack, visit: Visit) -> Answer:
    """Take back a reply or a status that has not gone out yet: all of it is as it was."""
    slip = visit.slip(command.slip, "sent")
    case = visit.case_of(slip, Act.REPLY)
    kept = slip.values.get("before")
    before = None if kept is None else Case.model_validate_json(kept)
    if before is not None and case.moved_at != slip.at:
        return Answer(tell(HAS_MOVED_ON.saying(reference=number(case))))
    visit.tx.drop_slip(slip.id)
    if not withdrawn(slip.values["letter"], visit):
        return Answer(tell(TOO_LATE.saying(reference=number(case))), in_place=True)
    _undo(case, before, slip, visit)
    visit.note(Act.REPLY if before is None else Act.SET_STATUS, case, detail="taken back")
    if before is None:
        return Answer(tell(TAKEN_BACK.saying(reference=number(case))), in_place=True)
    words = STATUS_TAKEN_BACK.saying(reference=number(case), status=DESK_WORDS[before.status])
    return Answer(tell(words), in_place=True)


def _undo(case: Case, before: Case | None, slip: Slip, visit: Visit) -> None:
    changes: dict[str, object] = {}
    if before is not None:
        changes = {name: getattr(before, name) for name in _OF_THE_STATUS}
    if case.told_at == slip.at:
        changes["told_at"] = datetime.fromisoformat(slip.values["told"])
    if changes:
        visit.tx.save_case(case.model_copy(update=changes))
    visit.tx.forget_milestones(case, slip.at)
    name = next_name(case, slip.values.get("origin"), visit)
    visit.register.write(case, HistoryKind.TAKEN_BACK, actor=visit.actor.id, name=name)
