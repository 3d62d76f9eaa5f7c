"""Who belongs to the staff: invitations, a second admin's word, leaving.

An invitation is a link that works once and for ten minutes. Whoever opens it waits until an admin
other than the one who invited approves; one admin is enough only while there is just one.
"""

from __future__ import annotations

from datetime import timedelta

from bot.casework.assigning import give_back_all
from bot.casework.roll import enrol
from bot.casework.visit import Answer, Visit
from bot.core.desk import Approve, Invite, Join, Leave, Remove, ShowStaff, button
from bot.core.desk.reading import INVITATION
from bot.core.roles import ROLE_WORDS, Act, Role
from bot.core.say import Paragraph, Prompt, Verbatim, say, tell
from bot.errors import NotPermitted
from bot.ports import Slip, StaffMember

# Translators: to an admin; a link follows on its own line; {role} is the newcomer's role
INVITED = say(
    "desk",
    "Send this link to the newcomer, and to nobody else. It works once and for ten minutes. "
    "Role: {role}\n{link}",
)
# Translators: to an admin: invitations are not made in the group, where everyone sees the link
IN_PRIVATE = say("desk", "Please do this in your private chat with the bot.")
# Translators: to an admin: above buttons with roles
WHICH_ROLE = say("desk", "Which role is the invitation for?")
# Translators: to a newcomer
WAITING = say("desk", "Thank you. An admin has to approve this; you will be told here.")
# Translators: to admins; {name} is what the newcomer calls themselves, {member} their id
KNOCKS = say("desk", "{name} ({member}) came with an invitation. Role: {role}. Let them in?")
# Translators: button under 32 characters: let someone join the staff
WELCOME = say("pick desk", "Let them in")
# Translators: button under 32 characters
DECLINE = say("pick desk", "No")
# Translators: to a newcomer who may work now; {role} is the role
JOINED = say("desk", "You belong to the staff now. Role: {role}. /help lists what you can do.")
# Translators: to an admin; {name} joined
LET_IN = say("desk", "{name} ({member}) belongs to the staff now.")
# Translators: to an admin; {name} was not let in
KEPT_OUT = say("desk", "{name} ({member}) was not let in.")
# Translators: to an admin who invited someone: another one has to approve
NOT_BY_YOU = say("desk", "You made this invitation, so another admin has to approve it.")
# Translators: for staff, a line of the list: name, id, role
STAFF_LINE = say("desk", "{name} · {member} · {role}")
# Translators: for staff, heading
STAFF_HEADING = say("desk", "At work")
# Translators: to an admin; {member} has no access any more
REMOVED = say("desk", "{member} has no access any more; their open cases are in the queue.")
# Translators: to an admin; keep HOMEWARD_ADMINS as it is
SET_BY_OPERATOR = say("desk", "This admin is set by HOMEWARD_ADMINS; the operator removes them.")
# Translators: for staff: asks before leaving
SURE_TO_LEAVE = say("desk", "Your access ends at once, and your open cases go back to the queue.")
# Translators: button under 32 characters: end one's own access
LEAVE = say("pick desk", "Leave")
# Translators: for staff, the last message
LEFT = say("desk", "Your access has ended. Thank you for your work.")

INVITATION_LIFE = timedelta(minutes=10)


def invite(command: Invite, visit: Visit) -> Answer:
    """Make a link for someone new."""
    visit.permit(Act.INVITE)
    if not visit.said.private:
        return Answer(tell(IN_PRIVATE))
    if command.role is None:
        buttons = tuple((button(ROLE_WORDS[role], "invite", role),) for role in Role)
        return Answer(Prompt(says=(WHICH_ROLE,), choices=buttons))
    slip = visit.keep("invite", role=command.role.value)
    visit.note(Act.INVITE, detail=command.role.value)
    link = Verbatim(verbatim=visit.office.link(f"{INVITATION}{slip.id}"))
    told = INVITED.saying(role=ROLE_WORDS[command.role], link=link)
    return Answer(tell(told), in_place=visit.said.tapped)


def join(command: Join, visit: Visit) -> Answer:
    """Come with an invitation. Raises `NotPermitted` where it is none, spent, or too old."""
    slip = visit.tx.slip(command.secret)
    fresh = slip is not None and visit.register.now - slip.at <= INVITATION_LIFE
    if slip is None or slip.kind != "invite" or not fresh or not visit.said.private:
        raise NotPermitted
    inviter = visit.tx.staff(slip.actor)
    if inviter is None or not inviter.active or inviter.role is not Role.ADMIN:
        raise NotPermitted
    visit.tx.drop_slip(slip.id)
    newcomer = visit.actor.model_copy(update={"role": Role(slip.values["role"]), "active": True})
    if len(visit.admins()) <= 1:
        visit.note(Act.JOIN, detail=newcomer.role.value)
        return Answer(_let_in(newcomer, visit))
    _knock(newcomer, slip, visit)
    return Answer(tell(WAITING))


def _knock(newcomer: StaffMember, invitation: Slip, visit: Visit) -> None:
    kept = Slip(
        id=visit.register.chance.identifier(),
        kind="newcomer",
        actor=invitation.actor,
        at=visit.register.now,
        values={"member": newcomer.model_dump_json()},
    )
    visit.tx.put_slip(kept)
    told = KNOCKS.saying(**_named(newcomer), role=ROLE_WORDS[newcomer.role])
    row = (button(WELCOME, "welcome", kept.id), button(DECLINE, "decline", kept.id))
    visit.tell_admins(Prompt(says=(told,), choices=(row,)), but=invitation.actor)


def approve(command: Approve, visit: Visit) -> Answer:
    """Let a newcomer in, or not. Raises `NotPermitted` where nobody waits."""
    visit.permit(Act.APPROVE)
    slip = visit.tx.slip(command.slip)
    if slip is None or slip.kind != "newcomer":
        raise visit.refused(Act.APPROVE)
    newcomer = StaffMember.model_validate_json(slip.values["member"])
    if visit.actor.id in {slip.actor, newcomer.id}:
        return Answer(tell(NOT_BY_YOU))
    visit.tx.drop_slip(slip.id)
    if not command.welcome:
        visit.note(Act.APPROVE, detail=f"declined {newcomer.id}")
        return Answer(tell(KEPT_OUT.saying(**_named(newcomer))), in_place=True)
    visit.note(Act.APPROVE, detail=f"{newcomer.id} {newcomer.role.value}")
    visit.write_to(newcomer, _let_in(newcomer, visit))
    return Answer(tell(LET_IN.saying(**_named(newcomer))), in_place=True)


def show_staff(command: ShowStaff, visit: Visit) -> Answer:
    """Everyone at work."""
    visit.permit(Act.STAFF)
    visit.note(Act.STAFF)
    lines = tuple(
        STAFF_LINE.saying(**_named(one), role=ROLE_WORDS[one.role]) for one in visit.tx.members()
    )
    return Answer(tell(Paragraph(heading=STAFF_HEADING, lines=lines)))


def remove(command: Remove, visit: Visit) -> Answer:
    """End someone's access. Raises `NotPermitted` where nobody of that id works here."""
    visit.permit(Act.REMOVE)
    member = visit.tx.staff(command.staff)
    if member is None or not member.active:
        raise visit.refused(Act.REMOVE)
    if member.id in visit.first_admins:
        return Answer(tell(SET_BY_OPERATOR))
    _end(member, visit, Act.REMOVE)
    return Answer(tell(REMOVED.saying(member=Verbatim(verbatim=member.id))))


def leave(command: Leave, visit: Visit) -> Answer:
    """End one's own access, once it was confirmed."""
    visit.permit(Act.LEAVE)
    if visit.actor.id in visit.first_admins:
        return Answer(tell(SET_BY_OPERATOR))
    if not command.sure:
        buttons = ((button(LEAVE, "leave", "sure"),),)
        return Answer(Prompt(says=(SURE_TO_LEAVE,), choices=buttons))
    _end(visit.actor, visit, Act.LEAVE)
    return Answer(tell(LEFT), in_place=visit.said.tapped)


def _let_in(newcomer: StaffMember, visit: Visit) -> Prompt:
    enrol(newcomer, visit.register)
    return tell(JOINED.saying(role=ROLE_WORDS[newcomer.role]))


def _end(member: StaffMember, visit: Visit, act: Act) -> None:
    enrol(member.model_copy(update={"active": False}), visit.register)
    give_back_all(member, visit.actor.id, visit.register)
    visit.note(act, detail=member.id)


def _named(member: StaffMember) -> dict[str, Verbatim]:
    name, staff_id = Verbatim(verbatim=member.name or "—"), Verbatim(verbatim=member.id)
    return {"name": name, "member": staff_id}
