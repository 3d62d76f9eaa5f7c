"""Writing to a family: shown first, then confirmed, then for some seconds taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.casework.claiming import send_link
from bot.casework.correcting import is_outdated, last_relayed, next_name, remember_newest
from bot.casework.letters import Letter, previewed, reply_letter, template_letter
from bot.casework.posting import Entry, confirm, post, withdrawn
from bot.casework.statuses import send_status
from bot.casework.visit import Answer, Visit
from bot.core.case import Case, CaseStatus, HistoryKind
from bot.core.desk import Drop, Reply, Send, TakeBack, UseTemplate, button
from bot.core.roles import Act
from bot.core.say import Choice, Line, Paragraph, Prompt, Verbatim, say, tell
from bot.core.templates import CALL, TEMPLATES, Template
from bot.notices import number
from bot.ports import Slip

# Translators: for staff, above a text that waits for “send”; {language} is the family's language
PREVIEW = say(
    "desk", "Case {reference}. The family reads {language}. This is exactly what it would get:"
)
# Translators: for staff: nothing was sent
DROPPED = say("desk", "Nothing was sent.")
# Translators: for staff: the author took a reply back in time; {reference} is a number
TAKEN_BACK = say("desk", "Case {reference}: taken back. The family got nothing.")
# Translators: for staff: the reply could not be taken back any more
TOO_LATE = say("desk", "Case {reference}: too late, the message has gone out.")
# Translators: for staff, when /reply came without words; {reference} is a number
WRITE_WORDS = say(
    "desk", "To write to the family: /reply {reference} and your text. Or pick a ready reply:"
)
# Translators: for staff: what may not be written in this status
NOT_IN_WRITING = say(
    "desk",
    "Case {reference} holds sensitive news. It is told by telephone only, never in writing. "
    "You can offer a call:",
)
# Translators: for staff: the ready reply leaves something open; {usage} shows the command
ADD_TEXT = say("desk", "This reply needs your words: {usage}")
# Translators: for staff: heading of the list of ready replies
TEMPLATES_HEADING = say("desk", "Ready replies")
# Translators: for staff, a line of the list of ready replies
TEMPLATE_LINE = say("desk", "{number}. {title}")

_IN_A_ROW = 4
_SLIP_LIFE = timedelta(hours=12)


def reply(command: Reply, visit: Visit) -> Answer:
    """Show what the family would get, to be confirmed."""
    case = visit.case_for(command.reference, Act.REPLY)
    if case.status is CaseStatus.SENSITIVE_NEWS:
        return Answer(_only_a_call(case))
    if not command.text:
        words = WRITE_WORDS.saying(reference=case.reference)
        return Answer(Prompt(says=(words, _listed(TEMPLATES)), choices=_numbers(case, TEMPLATES)))
    slip = visit.keep("reply", case, text=command.text)
    letter = reply_letter(case, command.text, visit.actor.locale)
    return _preview(slip, letter, case)


def use_template(command: UseTemplate, visit: Visit) -> Answer:
    """List the ready replies; with a case and a number, show one as the family would get it."""
    if command.reference is None:
        visit.permit(Act.TEMPLATES)
        return Answer(tell(_listed(TEMPLATES)))
    case = visit.case_for(command.reference, Act.REPLY)
    allowed = (CALL,) if case.status is CaseStatus.SENSITIVE_NEWS else TEMPLATES
    if command.number is None:
        return Answer(Prompt(says=(_listed(allowed),), choices=_numbers(case, allowed)))
    template = next((one for one in allowed if one.number == command.number), None)
    if template is None:
        return Answer(Prompt(says=(_listed(allowed),), choices=_numbers(case, allowed)))
    if template.needs_words and not command.text:
        usage = f"/templates {case.reference} {template.number} …"
        return Answer(tell(template.text.saying(detail="…"), ADD_TEXT.saying(usage=usage)))
    slip = visit.keep("template", case, number=str(template.number), text=command.text)
    return _preview(slip, template_letter(case, template, command.text), case)


def send(command: Send, visit: Visit) -> Answer:
    """Do what was shown and confirmed."""
    slip = visit.slip(command.slip, "reply", "template", "status")
    visit.tx.drop_slip(slip.id)
    if visit.register.now - slip.at > _SLIP_LIFE:
        return Answer(tell(DROPPED), in_place=True)
    if slip.kind == "status":
        return send_status(slip, visit)
    case = visit.case_of(slip, Act.REPLY)
    if case.status is CaseStatus.SENSITIVE_NEWS and slip.values.get("number") != str(CALL.number):
        return Answer(_only_a_call(case), in_place=True)
    entry = Entry(kind=HistoryKind.REPLIED, text=_text_of(slip))
    told = post(case, _letter_of(slip, case, visit), visit, entry, visit.office.undo)
    visit.tx.reach_milestone(case, "first_answer", visit.register.now)
    visit.note(Act.REPLY, case)
    return Answer(told, in_place=True)


def drop(command: Drop, visit: Visit) -> Answer:
    """Forget what was shown."""
    slip = visit.slip(command.slip, "reply", "template", "status")
    if slip.kind == "link":
        return send_link(slip, visit)
    visit.tx.drop_slip(slip.id)
    return Answer(tell(DROPPED), in_place=True)


def take_back(command: TakeBack, visit: Visit) -> Answer:
    """Take back a reply that has not gone out yet."""
    slip = visit.slip(command.slip, "sent")
    visit.tx.drop_slip(slip.id)
    case = visit.case_of(slip, Act.REPLY)
    if not withdrawn(slip.values["letter"], visit):
        return Answer(tell(TOO_LATE.saying(reference=number(case))), in_place=True)
    if case.told_at == slip.at:
        before = datetime.fromisoformat(slip.values["told"])
        visit.tx.save_case(case.model_copy(update={"told_at": before}))
    visit.register.write(case, HistoryKind.TAKEN_BACK, actor=visit.actor.id)
    visit.note(Act.REPLY, case, detail="taken back")
    return Answer(tell(TAKEN_BACK.saying(reference=number(case))), in_place=True)


def _preview(slip: Slip, letter: Letter, case: Case) -> Answer:
    return Answer(Prompt(says=previewed(PREVIEW, letter, case), choices=confirm(slip.id)))


def _letter_of(slip: Slip, case: Case, visit: Visit) -> Letter:
    if slip.kind == "reply":
        return reply_letter(case, slip.values["text"], visit.actor.locale)
    return template_letter(case, _template_of(slip), slip.values["text"])


def _template_of(slip: Slip) -> Template:
    return TEMPLATES[int(slip.values["number"]) - 1]


def _text_of(slip: Slip) -> str:
    if slip.kind == "reply":
        return slip.values["text"]
    return f"{_template_of(slip).text.text} {slip.values['text']}".strip()


def _only_a_call(case: Case) -> Prompt:
    told = NOT_IN_WRITING.saying(reference=number(case))
    return Prompt(says=(told, _listed((CALL,))), choices=_numbers(case, (CALL,)))


def _listed(templates: tuple[Template, ...]) -> Line:
    lines = tuple(TEMPLATE_LINE.saying(number=one.number, title=one.title) for one in templates)
    return Paragraph(heading=TEMPLATES_HEADING, lines=lines)


def _numbers(case: Case, templates: tuple[Template, ...]) -> tuple[tuple[Choice, ...], ...]:
    buttons = [
        button(Verbatim(verbatim=str(one.number)), "templates", case.reference, one.number)
        for one in templates
    ]
    return tuple(
        tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW)
    )
