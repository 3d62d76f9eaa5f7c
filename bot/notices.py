"""What the desk is shown: a new case, a family's words, the queue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from bot.core.answers import kind_of
from bot.core.case import Address, Case
from bot.core.inquiry import FORM, Inquiry
from bot.core.reference import grouped
from bot.core.say import Line, Moment, Named, Paragraph, Prompt, Say, Verbatim, say, tell
from bot.core.scenes.review import LINE
from bot.core.status_words import DESK_WORDS
from bot.core.terms import words

# Translators: for staff, first line of a new case; {reference} is its number
NEW_CASE = say("desk", "New case {reference}")
# Translators: for staff, first line of a case; {reference} is its number
CASE = say("desk", "Case {reference}")
# Translators: for staff, line of a case; {status} is an internal status
STATUS_LINE = say("desk", "Status: {status}")
# Translators: for staff, line of a case; {language} is the name of a language
LANGUAGE_LINE = say("desk", "Language: {language}")
# Translators: for staff, line of a case; {mode} is how the bot may write to the family
MODE_LINE = say("desk", "Writing to them: {mode}")
# Translators: for staff, line of a case; {date} is the day it was opened
OPENED_LINE = say("desk", "Opened: {date}")
# Translators: for staff: the family blocked the bot
NOT_REACHABLE = say("desk", "The family cannot be reached in this chat at present.")
# Translators: for staff: an answer the family said it does not know
DOES_NOT_KNOW = say("desk", "does not know")
# Translators: for staff: above a family's message; {reference} is the case's number
FAMILY_WRITES = say("desk", "The family writes, case {reference}:")
# Translators: for staff: above a message the family changed; {reference} is the case's number
FAMILY_CORRECTS = say("desk", "The family corrects what it wrote, case {reference}:")
# Translators: for staff: the family sent a file without words
FILE_ONLY = say("desk", "(a file without words)")
# Translators: for staff; {reference} is the case's number
BLOCKED = say("desk", "The family of case {reference} has stopped this chat.")
# Translators: for staff; {reference} is the case's number
UNBLOCKED = say("desk", "The family of case {reference} can be reached again.")


# Translators: for staff, first line of a case whose answers were changed; {reference}: its number
ANSWERS_RENEWED = say("desk", "The family changed its answers, case {reference}")
# Translators: for staff; {reference} is the case's number
FAMILY_WITHDREW = say("desk", "The family has withdrawn case {reference}; it is closed.")
# Translators: for staff; {reference} is the case's number
FAMILY_ERASED = say(
    "desk",
    "The family of case {reference} has had everything erased. Please delete what stands about it "
    "in this chat.",
)
# Translators: for staff: someone in another chat has the number; check who it is before linking
CLAIMED = say(
    "desk",
    "Someone writes from another account with the number of case {reference}. Please check that "
    "it is the family, by what only the family can know, before you answer there.",
)


class Desk(NamedTuple):
    """Where the staff sits: its group, and the language notices are written in there."""

    address: Address | None
    locale: str


def fresh_case(case: Case, inquiry: Inquiry) -> Prompt:
    """The card of a case that has just come in."""
    return _card(NEW_CASE, case, inquiry)


def case_card(case: Case, inquiry: Inquiry) -> Prompt:
    """The card of a case."""
    return _card(CASE, case, inquiry)


def letter_from_family(case: Case, text: str, *, corrects: bool = False) -> Prompt:
    """A family's words, as they were written."""
    heading = FAMILY_CORRECTS if corrects else FAMILY_WRITES
    words = Verbatim(verbatim=text) if text else FILE_ONLY
    return tell(heading.saying(reference=number(case)), words)


def corrected(case: Case, inquiry: Inquiry) -> Prompt:
    """The card of a case whose answers the family has renewed."""
    return _card(ANSWERS_RENEWED, case, inquiry)


def withdrawn(case: Case) -> Prompt:
    """That a family took its inquiry back."""
    return tell(FAMILY_WITHDREW.saying(reference=number(case)))


def erased(case: Case) -> Prompt:
    """That a family had everything erased; of the case only its number is left here."""
    return tell(FAMILY_ERASED.saying(reference=number(case)))


def claimed(case: Case) -> Prompt:
    """That someone wrote a case's number in another chat, to go on with it there."""
    return tell(CLAIMED.saying(reference=number(case)))


def reach_changed(case: Case, *, reachable: bool) -> Prompt:
    """That a family left, or came back."""
    return tell((UNBLOCKED if reachable else BLOCKED).saying(reference=number(case)))


def number(case: Case) -> Verbatim:
    """A case's reference, as it is shown."""
    return Verbatim(verbatim=grouped(case.reference))


def _card(heading: Say, case: Case, inquiry: Inquiry) -> Prompt:
    lines: list[Line] = [
        STATUS_LINE.saying(status=DESK_WORDS[case.status]),
        LANGUAGE_LINE.saying(language=Named(kind="language", code=case.locale)),
        MODE_LINE.saying(mode=words(case.contact_mode)),
        OPENED_LINE.saying(date=Moment(at=case.opened_at)),
    ]
    if not case.reachable:
        lines.append(NOT_REACHABLE)
    head = Paragraph(heading=heading.saying(reference=number(case)), lines=tuple(lines))
    return tell(head, *_answers(inquiry))


def _answers(inquiry: Inquiry) -> Iterator[Line]:
    tree = inquiry.model_dump(mode="json")
    for name, section in FORM.sections.items():
        if name == "consent":
            continue
        lines = tuple(_lines(name, tree, inquiry))
        if lines:
            yield Paragraph(heading=section.title, lines=lines)


def _lines(section: str, tree: dict[str, Any], inquiry: Inquiry) -> Iterator[Line]:
    questions = [question for question in FORM.questions if question.section == section]
    people = range(len(inquiry.persons)) if questions[0].is_repeated else range(1)
    for person, question in product(people, questions):
        path = question.path.replace("*", str(person))
        label, value = question.ask.worded(inquiry.inquirer.door).label, _at(tree, path)
        if path in inquiry.unknown:
            yield LINE.saying(label=label, answer=DOES_NOT_KNOW)
        elif value:
            yield LINE.saying(label=label, answer=kind_of(question).show(value))


def _at(tree: Any, path: str) -> Any:
    for part in path.split("."):
        tree = tree[int(part)] if part.isdecimal() else tree[part]
    return tree
