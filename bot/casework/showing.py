"""One case: its card, and its history."""

from __future__ import annotations

from bot.card import CASE, OPENED_LINE, STATUS_LINE, unread_line
from bot.casework.visit import Answer, Visit
from bot.core.act_words import ACT_WORDS
from bot.core.case import Case, ContactMode, HistoryEntry, HistoryKind
from bot.core.desk import ShowCase, ShowHistory, button
from bot.core.roles import Act
from bot.core.say import Choice, Line, Moment, Paragraph, Prompt, Verbatim, say
from bot.core.status_words import CLOSING_WORDS, DESK_WORDS
from bot.notices import case_card, number

# Translators: for staff, line of a case; {member} is someone's name or id
ASSIGNED_TO = say("desk", "Assigned to: {member}")
# Translators: for staff, line of a case
NOBODYS = say("desk", "Nobody works on it yet.")
# Translators: for staff, line of a closed case; {reason} is why
CLOSED_BECAUSE = say("desk", "Closed because: {reason}")
# Translators: for staff, heading; {reference} is a number
HISTORY_HEADING = say("desk", "History of case {reference}")
# Translators: for staff, a line of a history: day, who, what
HISTORY_LINE = say("desk", "{date} · {who} · {what}")
# Translators: for staff, a line of a history: day, who, what, and the words
HISTORY_LINE_TEXT = say("desk", "{date} · {who} · {what}: {text}")
# Translators: for staff, in a history: who did it
THE_FAMILY = say("desk", "the family")
# Translators: for staff, in a history: the bot did it
THE_BOT = say("desk", "the bot")
# Translators: for staff, in a history: someone of whom it is not known who they are
SOMEONE = say("desk", "someone")
# Translators: for staff, heading below a history: who opened the case lately
READ_BY = say("desk", "Recent actions and views")
# Translators: for staff, a line of a history: day, who, and what was done, in words {act}
AUDIT_LINE = say("desk", "{date} · {who} · {act}")
# Translators: for staff, the same for something that was not allowed; {act} is what was tried
AUDIT_REFUSED = say("desk", "{date} · {who} · {act} – refused")

# Translators: button under 32 characters
REPLY = say("pick desk", "Reply")
# Translators: button under 32 characters
STATUS = say("pick desk", "Status")
# Translators: button under 32 characters: assign the case to oneself
TAKE = say("pick desk", "Take it")
# Translators: button under 32 characters: assign the case to someone
ASSIGN = say("pick desk", "Assign")
# Translators: button under 32 characters
HISTORY = say("pick desk", "History")
# Translators: button under 32 characters
REOPEN = say("pick desk", "Reopen")

KINDS = {
    # Translators: for staff, in a history
    HistoryKind.OPENED: say("history", "sent the inquiry"),
    # Translators: for staff, in a history; the status follows
    HistoryKind.STATUS_SET: say("history", "status"),
    # Translators: for staff, in a history; the words follow
    HistoryKind.REPLIED: say("history", "replied"),
    # Translators: for staff, in a history; the words follow
    HistoryKind.WROTE: say("history", "wrote"),
    # Translators: for staff, in a history
    HistoryKind.FILE_SENT: say("history", "sent a file"),
    # Translators: for staff, in a history; who follows
    HistoryKind.ASSIGNED: say("history", "assigned"),
    # Translators: for staff, in a history; the words follow
    HistoryKind.NOTED: say("history", "noted"),
    # Translators: for staff, in a history
    HistoryKind.DELIVERED: say("history", "delivered"),
    # Translators: for staff, in a history
    HistoryKind.UNDELIVERABLE: say("history", "could not be delivered"),
    # Translators: for staff, in a history
    HistoryKind.CHANGED: say("history", "changed the answers"),
    # Translators: for staff, in a history
    HistoryKind.UNASSIGNED: say("history", "given back to the queue"),
    # Translators: for staff, in a history: the first of two people who have to confirm
    HistoryKind.PROPOSED: say("history", "proposed as confirmed"),
    # Translators: for staff, in a history: the person found agrees
    HistoryKind.CONSENTED: say("history", "consent written down"),
    # Translators: for staff, in a history
    HistoryKind.TAKEN_BACK: say("history", "reply taken back"),
    # Translators: for staff, in a history: someone wrote the case's number in another chat
    HistoryKind.CLAIMED: say("history", "wrote the number from another account"),
    # Translators: for staff, in a history: the case goes on in another account of the family
    HistoryKind.LINKED: say("history", "linked to another account"),
}
_BY_BOT = frozenset({HistoryKind.DELIVERED, HistoryKind.UNDELIVERABLE})
PAGE = 15
_LATELY = 8


def show_case(command: ShowCase, visit: Visit) -> Answer:
    """A case's card; who may read no personal data sees where it stands."""
    case = visit.case_for(command.reference, Act.SHOW_CASE)
    visit.note(Act.SHOW_CASE, case)
    says = (*_card(case, visit), _more(case, visit), *_unread(case, visit))
    return Answer(Prompt(says=says, choices=_steps(case, visit)))


def _card(case: Case, visit: Visit) -> tuple[Line, ...]:
    if visit.can(Act.READ_ANSWERS, case):
        return case_card(case, visit.inquiry(case), visit.register.now.date()).says
    lines = (
        STATUS_LINE.saying(status=DESK_WORDS[case.status]),
        OPENED_LINE.saying(date=Moment(at=case.opened_at)),
    )
    return (Paragraph(heading=CASE.saying(reference=number(case)), lines=lines),)


def _unread(case: Case, visit: Visit) -> tuple[Line, ...]:
    """What a family that reads on request only has not opened yet."""
    count = 0 if case.contact_mode is ContactMode.PUSH_OPEN else visit.tx.held(case.address)
    return (unread_line(count),) if count else ()


def _more(case: Case, visit: Visit) -> Line:
    if case.closing is not None:
        return CLOSED_BECAUSE.saying(reason=CLOSING_WORDS[case.closing])
    if case.assignee is None:
        return NOBODYS
    return ASSIGNED_TO.saying(member=name_of(case.assignee, visit))


def _steps(case: Case, visit: Visit) -> tuple[tuple[Choice, ...], ...]:
    """The usual next steps, of those the actor may take."""
    first = (("reply", REPLY, Act.REPLY), ("status", STATUS, Act.SET_STATUS))
    if not case.is_open:
        first = (("reopen", REOPEN, Act.REOPEN), first[0])
    then = (("take", TAKE, Act.TAKE), ("history", HISTORY, Act.HISTORY))
    if case.assignee is not None or visit.can(Act.ASSIGN, case):
        then = (("assign", ASSIGN, Act.ASSIGN), then[1])
    rows = (
        tuple(
            button(label, name, case.reference) for name, label, act in row if visit.can(act, case)
        )
        for row in (first, then)
    )
    return tuple(row for row in rows if row)


def show_history(command: ShowHistory, visit: Visit) -> Answer:
    """What happened to a case, the newest page first, and who did what with it lately."""
    case = visit.case_for(command.reference, Act.HISTORY)
    visit.note(Act.HISTORY, case)
    entries = visit.tx.history(case.id)
    pages = max(1, -(-len(entries) // PAGE))
    page = min(command.page, pages)
    end = len(entries) - (page - 1) * PAGE
    reads = visit.can(Act.READ_ANSWERS, case)
    lines = tuple(_line(one, visit, reads=reads) for one in entries[max(0, end - PAGE) : end])
    head = HISTORY_HEADING.saying(reference=number(case))
    says: tuple[Line, ...] = (Paragraph(heading=head, lines=lines),)
    if page == 1:
        says = (*says, _audited(case, visit))
    row = tuple(
        button(Verbatim(verbatim=label), "history", case.reference, to)
        for label, to in (("◀", page + 1), ("▶", page - 1))
        if 1 <= to <= pages
    )
    in_place = visit.said.tapped and (command.page > 1 or pages > 1)
    return Answer(Prompt(says=says, choices=(row,) if row else ()), in_place=in_place)


def name_of(staff_id: str, visit: Visit) -> Verbatim:
    """Someone of the staff by name, or by id where there is none."""
    member = visit.tx.staff(staff_id)
    return Verbatim(verbatim=f"{member.name} ({staff_id})" if member and member.name else staff_id)


def _line(entry: HistoryEntry, visit: Visit, *, reads: bool) -> Line:
    who: Line = THE_BOT if entry.kind in _BY_BOT else THE_FAMILY
    if entry.kind is HistoryKind.CLAIMED:
        who = SOMEONE
    if entry.actor is not None:
        who = name_of(entry.actor, visit)
    what: Line = KINDS.get(entry.kind, Verbatim(verbatim=entry.kind.value))
    line = {"date": Moment(at=entry.at), "who": who, "what": what}
    if entry.status is not None:
        return HISTORY_LINE_TEXT.saying(**line, text=DESK_WORDS[entry.status])
    if entry.kind is HistoryKind.ASSIGNED and entry.text:
        return HISTORY_LINE_TEXT.saying(**line, text=name_of(entry.text, visit))
    if entry.text and reads:
        return HISTORY_LINE_TEXT.saying(**line, text=Verbatim(verbatim=entry.text))
    return HISTORY_LINE.saying(**line)


def _audited(case: Case, visit: Visit) -> Line:
    lines = tuple(
        (AUDIT_REFUSED if one.refused else AUDIT_LINE).saying(
            date=Moment(at=one.at),
            who=name_of(one.actor, visit),
            act=ACT_WORDS[one.act],
        )
        for one in visit.tx.audit_of(case.id)[-_LATELY:]
    )
    return Paragraph(heading=READ_BY, lines=lines)
