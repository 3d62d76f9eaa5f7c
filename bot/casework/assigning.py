"""Who works on a case, and what staff notes about it."""

from __future__ import annotations

from bot.casework.showing import name_of
from bot.casework.visit import Answer, Visit
from bot.core.case import Case, HistoryKind
from bot.core.desk import AddNote, Assign, Take, Unassign, button
from bot.core.roles import ROLE_WORDS, Act, may
from bot.core.say import Prompt, Say, Verbatim, say, tell
from bot.core.views import QueueView
from bot.notices import number
from bot.ports import StaffMember
from bot.ports.mail import NOTED_MARK
from bot.register import Register

# Translators: for staff; {member} is someone's name or id
ASSIGNED = say("desk", "Case {reference} is assigned to {member}.")
# Translators: to someone of the staff, in private
YOURS_NOW = say("desk", "Case {reference} is assigned to you: /case {reference}")
# Translators: for staff
GIVEN_BACK = say("desk", "Case {reference} is back in the queue.")
# Translators: for staff: above buttons with names
TO_WHOM = say("desk", "Who works on case {reference}?")
# Translators: for staff, button: a name and a role
MEMBER = say("desk", "{name} · {role}")
# Translators: for staff: nobody of that id works here
NOBODY = say("desk", "Nobody with this id works on cases here. /staff lists everyone.")
# Translators: for staff: someone else has this case already
TAKEN = say("desk", "Case {reference} is taken already.")
# Translators: for staff
NOTED = say("desk", "Your note is added to case {reference}. The family does not see it.")

_MOST_OFFERED = 40


def take(command: Take, visit: Visit) -> Answer:
    """Assign an unassigned case to oneself."""
    case = visit.case_for(command.reference, Act.TAKE)
    if case.assignee not in {None, visit.actor.id}:
        return Answer(tell(TAKEN.saying(reference=number(case))))
    return _given(case, visit.actor, visit, Act.TAKE)


def assign(command: Assign, visit: Visit) -> Answer:
    """Assign a case to someone, or offer whom. Who may assign to nobody else takes it."""
    if not may(visit.actor.role, Act.ASSIGN):
        is_own = command.to in {"", visit.actor.id}
        if is_own and may(visit.actor.role, Act.TAKE):
            return take(Take(reference=command.reference), visit)
    case = visit.case_for(command.reference, Act.ASSIGN)
    workers = [one for one in visit.tx.members() if may(one.role, Act.REPLY)]
    if not command.to:
        offered = (
            button(_offered(one), "assign", case.reference, one.id)
            for one in workers[:_MOST_OFFERED]
        )
        told = TO_WHOM.saying(reference=number(case))
        return Answer(Prompt(says=(told,), choices=tuple((choice,) for choice in offered)))
    member = next((one for one in workers if one.id == command.to), None)
    if member is None:
        return Answer(tell(NOBODY))
    return _given(case, member, visit, Act.ASSIGN)


def unassign(command: Unassign, visit: Visit) -> Answer:
    """Give a case back to the queue."""
    case = visit.case_for(command.reference, Act.UNASSIGN)
    if case.assignee is not None:
        give_back(case, visit.actor.id, visit.register)
    visit.note(Act.UNASSIGN, case)
    return Answer(tell(GIVEN_BACK.saying(reference=number(case))))


def add_note(command: AddNote, visit: Visit) -> Answer:
    """Write a note for staff."""
    case = visit.case_for(command.reference, Act.NOTE)
    visit.register.write(case, HistoryKind.NOTED, actor=visit.actor.id, text=command.text)
    visit.note(Act.NOTE, case)
    return Answer(tell(NOTED.saying(reference=number(case))), mark=NOTED_MARK)


def give_back(case: Case, actor: str, register: Register) -> None:
    """Make a case nobody's."""
    register.tx.save_case(case.model_copy(update={"assignee": None}))
    register.write(case, HistoryKind.UNASSIGNED, actor=actor)


def give_back_all(member: StaffMember, actor: str, register: Register) -> None:
    """Give all open work of someone back to the queue."""
    while True:
        _, cases = register.tx.queue(QueueView.MINE, member.id, register.now, limit=100, offset=0)
        for case in cases:
            give_back(case, actor, register)
        if not cases:
            return


def _given(case: Case, member: StaffMember, visit: Visit, act: Act) -> Answer:
    visit.tx.save_case(case.model_copy(update={"assignee": member.id}))
    visit.register.write(case, HistoryKind.ASSIGNED, actor=visit.actor.id, text=member.id)
    visit.note(act, case, detail=member.id)
    if member.id != visit.actor.id:
        visit.write_to(member, tell(YOURS_NOW.saying(reference=number(case))))
    who = name_of(member.id, visit)
    told = ASSIGNED.saying(reference=number(case), member=who)
    return Answer(tell(told), in_place=visit.said.tapped and act is Act.ASSIGN)


def _offered(member: StaffMember) -> Say:
    name = Verbatim(verbatim=member.name or member.id)
    return MEMBER.saying(name=name, role=ROLE_WORDS[member.role])
