"""Writing to a family: shown first, then confirmed, then for some seconds taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.casework.claiming import send_link
from bot.casework.correcting import is_outdated, last_relayed, next_name, remember_newest
from bot.casework.letters import Letter, previewed, reply_letter, template_letter
from bot.casework.posting import Entry, confirm, post
from bot.casework.statuses import send_status
from bot.casework.visit import Answer, Visit
from bot.core.case import Case, CaseStatus, HistoryKind
from bot.core.desk import Drop, Reply, Send, UseTemplate, button
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
# Translators: for staff, above a preview: they edited a message the family has already got
ALREADY_SENT = say(
    "desk",
    "You have changed a message that was already sent. The family still sees the old words. Below "
    "is a correction you can send.",
)
# Translators: for staff: an older preview of an edited message was confirmed
OUTDATED = say("desk", "Nothing was sent: you have changed your message since. See the newest one.")
# Translators: for staff, when /reply came without words; {reference} is a number
WRITE_WORDS = say(
    "desk",
    "To write to the family, answer this message with your words, or write /reply {reference} and "
    "your text. You see it before it goes. Or pick a ready reply:",
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
    origin = visit.said.origin
    former = last_relayed(case, origin, visit) if visit.said.edited else None
    if former == command.text:
        return Answer(Prompt(says=()))
    known = {} if origin is None else {"origin": origin}
    corrects = {} if former is None else {"corrects": "yes"}
    slip = visit.keep("reply", case, text=command.text, **known, **corrects)
    remember_newest(slip, origin, visit)
    shown = _preview(slip, _letter_of(slip, case, visit), case)
    return shown if former is None else Answer(shown.prompt.after(ALREADY_SENT))


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
    slip = visit.slip(command.slip, "reply", "template", "status", "link")
    visit.tx.drop_slip(slip.id)
    if visit.register.now - slip.at > _SLIP_LIFE:
        return Answer(tell(DROPPED), in_place=True)
    if is_outdated(slip, visit):
        return Answer(tell(OUTDATED), in_place=True)
    if slip.kind == "status":
        return send_status(slip, visit)
    if slip.kind == "link":
        return send_link(slip, visit)
    case = visit.case_of(slip, Act.REPLY)
    if case.status is CaseStatus.SENSITIVE_NEWS and slip.values.get("number") != str(CALL.number):
        return Answer(_only_a_call(case), in_place=True)
    origin = slip.values.get("origin")
    name, undo = next_name(case, origin, visit), {} if origin is None else {"origin": origin}
    entry = Entry(kind=HistoryKind.REPLIED, text=_text_of(slip, case, visit), name=name, undo=undo)
    told = post(case, _letter_of(slip, case, visit), visit, entry, visit.office.undo)
    visit.tx.reach_milestone(case, "first_answer", visit.register.now)
    visit.note(Act.REPLY, case)
    return Answer(told, in_place=True)


def drop(command: Drop, visit: Visit) -> Answer:
    """Forget what was shown."""
    slip = visit.slip(command.slip, "reply", "template", "status", "link", "expired")
    visit.tx.drop_slip(slip.id)
    return Answer(tell(DROPPED), in_place=True)


def _preview(slip: Slip, letter: Letter, case: Case) -> Answer:
    return Answer(Prompt(says=previewed(PREVIEW, letter, case), choices=confirm(slip.id)))


def _letter_of(slip: Slip, case: Case, visit: Visit) -> Letter:
    if slip.kind == "reply":
        corrects = "corrects" in slip.values
        return reply_letter(case, slip.values["text"], visit.actor.locale, corrects=corrects)
    return template_letter(case, _template_of(slip), slip.values["text"])


def _template_of(slip: Slip) -> Template:
    return TEMPLATES[int(slip.values["number"]) - 1]


def _text_of(slip: Slip, case: Case, visit: Visit) -> str:
    """The words as the family reads them, which the history keeps."""
    if slip.kind == "reply":
        return slip.values["text"]
    voice = visit.office.voice
    said = _template_of(slip).text.saying(detail=Verbatim(verbatim=slip.values["text"]))
    return said.text if voice is None else voice.text(said, case.locale)


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
