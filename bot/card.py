"""A case's card: what staff see of a case at a glance, and may do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from itertools import product
from typing import Any, NamedTuple

from bot.core.answers import kind_of
from bot.core.case import Case, CaseStatus, ContactMode
from bot.core.derived_words import derived
from bot.core.desk import button
from bot.core.desk.labels import LABELS, OF_ITS_OWN, TITLES, UNSHOWN
from bot.core.inquiry import FORM, Inquiry
from bot.core.questions import Question
from bot.core.reference import grouped
from bot.core.say import (
    Choice,
    Line,
    Moment,
    Named,
    Paragraph,
    Prompt,
    Say,
    Verbatim,
    say,
    say_n,
)
from bot.core.scenes.review import LINE
from bot.core.status_words import DESK_WORDS
from bot.core.terms import Door, YesNo
from bot.core.unmasking import unmasked
from bot.ports import Card, Topic

# Translators: for staff, first line of a new case; {reference} is its number
NEW_CASE = say("desk", "New case {reference}")
# Translators: for staff, first line of a case; {reference} is its number
CASE = say("desk", "Case {reference}")
# Translators: for staff, line of a case; {status} is an internal status
STATUS_LINE = say("desk", "Status: {status}")
# Translators: for staff, line of a case; {member} is someone's name or id
ASSIGNEE_LINE = say("desk", "Assigned to: {member}")
# Translators: for staff, line of a case
NOBODY_LINE = say("desk", "Nobody works on it yet.")
# Translators: for staff, line of a case; {language} is the name of a language
LANGUAGE_LINE = say("desk", "Language: {language}")
# Translators: for staff, line of a case; {mode} is how the bot may write to the family
MODE_LINE = say("desk", "Writing to them: {mode}")
MODES = {
    # Translators: for staff, after “Writing to them:”: what we write comes at once
    ContactMode.PUSH_OPEN: say("desk mode", "openly, in this chat"),
    # Translators: for staff, after “Writing to them:”: the chat only shows that there is something
    ContactMode.PUSH_NEUTRAL: say("desk mode", "a neutral word only; they open it themselves"),
    # Translators: for staff, after “Writing to them:”: nothing arrives before the family asks
    ContactMode.PULL_ONLY: say("desk mode", "nothing; they come and ask"),
    # Translators: for staff, after “Writing to them:”: who that is stands under “Consent”
    ContactMode.VIA_TRUSTED_PERSON: say("desk mode", "nothing; through their person of trust"),
}
# Translators: for staff, line of a case; {date} is the day it was opened
OPENED_LINE = say("desk", "Opened: {date}")
# Translators: for staff: the family blocked the bot
NOT_REACHABLE = say("desk", "The family cannot be reached in this chat right now.")
# Translators: for staff: an answer the family said it does not know
DOES_NOT_KNOW = say("desk", "does not know")
# Translators: button under 32 characters: write to the family
REPLY = say("pick desk", "Reply")
# Translators: button under 32 characters: set another status
STATUS = say("pick desk", "Status")
# Translators: button under 32 characters: work on this case oneself
TAKE = say("pick desk", "Take it")
# Translators: button under 32 characters: what happened to this case
HISTORY = say("pick desk", "History")
# Translators: button under 32 characters: open a closed case again
REOPEN = say("pick desk", "Reopen")

_S = CaseStatus
MARKS: dict[CaseStatus, str] = {
    _S.RECEIVED: "🆕",
    _S.IN_REVIEW: "👀",
    _S.NEED_INFO: "❓",
    _S.TRACING: "🔎",
    _S.POSSIBLE_MATCH: "🧩",
    _S.LOCATED_VERIFYING: "📍",
    _S.CONFIRMED: "✅",
    _S.CONSENT_PENDING: "✋",
    _S.CONTACT_DECLINED: "🚫",
    _S.IN_CONTACT: "📞",
    _S.REUNIFIED: "🏠",
    _S.SENSITIVE_NEWS: "🕯",
    _S.CLOSED: "⬛",
    _S.REOPENED: "🔁",
}
"""What a topic's title shows of the status: titles are seen over a shoulder, so no words."""


def title_of(case: Case) -> str:
    """What a case's topic is called: a mark and its reference, never a name."""
    return f"{MARKS[case.status]} {grouped(case.reference)}"


class Facts(NamedTuple):
    """What a card says beside the case itself. Without `now` it is a plain sheet: that a case is
    new, and whose it is, stands elsewhere. What follows from the answers is told as of `today`."""

    inquiry: Inquiry
    today: date
    files: int = 0
    assignee: str | None = None
    now: datetime | None = None
    unread: int = 0


def card_of(case: Case, facts: Facts, topic: Topic) -> Card:
    """A case as the staff group is to see it now."""
    return Card(
        title=title_of(case),
        prompt=drawn(case, facts),
        face=_face(case, facts),
        is_closed=case.status is CaseStatus.CLOSED,
        topic=topic,
    )


def drawn(case: Case, facts: Facts) -> Prompt:
    """The card, with the usual next steps below."""
    is_new = case.status is CaseStatus.RECEIVED and facts.now is not None
    heading = NEW_CASE if is_new else CASE
    head = _head(heading.saying(reference=_number(case)), case, facts)
    says = (head, *derived(facts.inquiry, facts.today), *answers(facts.inquiry))
    return unmasked(Prompt(says=says, choices=_next_steps(case)))


def answers(inquiry: Inquiry) -> Iterator[Line]:
    """What the family answered, section by section."""
    tree = inquiry.model_dump(mode="json")
    for name, section in FORM.sections.items():
        lines = tuple(_lines(name, tree, inquiry))
        if lines:
            yield Paragraph(
                heading=TITLES.get(name, section.worded(inquiry.inquirer.door).title), lines=lines
            )


def _head(heading: Line, case: Case, facts: Facts) -> Paragraph:
    taken, now = NOBODY_LINE, facts.now
    if case.assignee is not None:
        name = Verbatim(verbatim=facts.assignee or case.assignee)
        taken = ASSIGNEE_LINE.saying(member=name)
    lines: list[Line] = [
        STATUS_LINE.saying(status=DESK_WORDS[case.status]),
        *(() if now is None else (taken,)),
        LANGUAGE_LINE.saying(language=Named(kind="language", code=case.locale)),
        MODE_LINE.saying(mode=MODES[case.contact_mode]),
        OPENED_LINE.saying(date=Moment(at=case.opened_at)),
    ]
    if now is not None and (days := (now - case.opened_at).days) > 0:
        # Translators: for staff, line of a case: how old it is, on a day
        age = say_n("desk", "Age on {date}: {count} day", "Age on {date}: {count} days", days)
        lines.append(age.saying(date=Moment(at=now)))
    if facts.files:
        # Translators: for staff, line of a case: how many files belong to it
        lines.append(say_n("desk", "{count} file attached", "{count} files attached", facts.files))
    if facts.unread:
        lines.append(unread_line(facts.unread))
    if not case.reachable:
        lines.append(NOT_REACHABLE)
    return Paragraph(heading=heading, lines=tuple(lines))


def unread_line(count: int) -> Say:
    """How much waits until the family asks for it."""
    # Translators: for staff, line of a case: the family reads on request only, and has not yet
    return say_n(
        "desk",
        "{count} message waits until the family opens it",
        "{count} messages wait until the family opens them",
        count,
    )


def _next_steps(case: Case) -> tuple[tuple[Choice, ...], ...]:
    def step(verb: str, label: Say) -> Choice:
        return button(label, verb, case.reference)

    if case.status is CaseStatus.CLOSED:
        return ((step("reopen", REOPEN), step("history", HISTORY)),)
    first = (step("reply", REPLY), step("status", STATUS))
    take = () if case.assignee else (step("take", TAKE),)
    return (first, (*take, step("history", HISTORY)))


def _face(case: Case, facts: Facts) -> str:
    shown = case.model_dump_json(exclude={"revision", "told_at", "moved_at", "address"})
    follows = "".join(one.model_dump_json() for one in derived(facts.inquiry, facts.today))
    seen = f"{shown}{facts.inquiry.model_dump_json()}{follows}{facts.files}{facts.assignee}"
    seen = f"{seen}{facts.unread or ''}"
    return sha256(seen.encode()).hexdigest()[:32]


def _number(case: Case) -> Verbatim:
    return Verbatim(verbatim=grouped(case.reference))


def _lines(section: str, tree: dict[str, Any], inquiry: Inquiry) -> Iterator[Line]:
    questions = FORM.by_section[section]
    people = range(len(inquiry.persons)) if questions[0].is_repeated else range(1)
    for person, question in product(people, questions):
        path = question.path.replace("*", str(person))
        is_unknown, value = path in inquiry.unknown, _at(tree, path)
        is_told = is_unknown or bool(value)
        if is_told and not _goes_without_saying(question.path, person, inquiry):
            answer = DOES_NOT_KNOW if is_unknown else kind_of(question).show(value)
            yield LINE.saying(label=_label(question, inquiry.inquirer.door), answer=answer)


def _label(question: Question, door: Door) -> Say:
    """What a question is about, in words for staff where those for the family address it."""
    return LABELS.get(question.path) or question.ask.worded(door).label


def _goes_without_saying(path: str, person: int, inquiry: Inquiry) -> bool:
    """Whether every case has it, or a child was separated together with the first one."""
    if path in OF_ITS_OWN or path == "persons.*.together":
        is_first, together = person == 0, inquiry.persons[person].together is YesNo.YES
        return is_first or (together and path in OF_ITS_OWN)
    return path in UNSHOWN


def _at(tree: Any, path: str) -> Any:
    for part in path.split("."):
        tree = tree[int(part)] if part.isdecimal() else tree[part]
    return tree
