"""Looking everything over before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.core.enough import has_enough, postponed
from bot.core.events import InquiryCorrected, InquirySubmitted
from bot.core.form import Form
from bot.core.inquiry import DOOR, Inquiry
from bot.core.questions import Slot
from bot.core.say import Choice, Line, Paragraph, Prompt, say, say_n
from bot.core.scenes.flow import onward, settled
from bot.core.scenes.overlays import LEAVE_IT
from bot.core.scenes.question import about_whom, shown
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.terms import Door
from bot.core.triggers import Trigger

# Translators: heading above all answers
REVIEW = say("review", "Please check all your answers. Nothing has been sent yet.")
# Translators: heading above all answers of an inquiry that was sent and can be corrected
REVIEW_SENT = say(
    "review",
    "These are the answers you have sent. Change or add what you like, then send them again; the "
    "earlier ones are kept as well.",
)
# Translators: the answers were to be changed, but the inquiry is with another account by now
NOT_HERE = say(
    "review",
    "This inquiry is no longer in this account: it goes on in another account, or was erased. "
    "What you changed just now was not sent.",
)
# Translators: one line of the review; {label} names the answer ("Born"), {answer} is the answer
LINE = say("review", "{label}: {answer}")
# Translators: button under 32 characters
SEND = say("pick review", "Send the inquiry")
# Translators: button under 32 characters: send changed answers of an inquiry that was sent before
SEND_CHANGES = say("pick review", "Send the changes")
# Translators: button under 32 characters
ADD = say("pick review", "Add details")
# Translators: button under 32 characters: a brother or sister, in the same inquiry
ANOTHER = say("pick review", "Add another child")
# Translators: button under 32 characters
CHANGE = say("pick review", "Change an answer")
# Translators: button under 32 characters: throw the draft away
THROW_AWAY = say("pick review", "Do not send, delete it")

MOST_PERSONS = 8

_SEND, _ADD, _CHANGE = "review=send", "review=add", "review=change"
_ANOTHER = "review=another"
_NOT_SHOWN = "consent.safe_to_continue"


class Review:
    """All answers, section by section, and what can be done with them."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """Every answer that was given, under its section's heading."""
        every = tuple(sections(session, here.form))
        return Prompt(
            says=(REVIEW_SENT if session.correcting else REVIEW, *every, *_files(session)),
            choices=column(
                Choice(token=_SEND, label=SEND_CHANGES if session.correcting else SEND),
                Choice(token=_ADD, label=ADD),
                *_another(session),
                Choice(token=_CHANGE, label=CHANGE),
                Choice(
                    token="overlay=cancel", label=LEAVE_IT if session.correcting else THROW_AWAY
                ),
            ),
        )

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The inquiry sent, more details, or a change."""
        token = token_of(trigger)
        if token == _ANOTHER and _another(session):
            return Move(onward(session.with_another_person(), here))
        if token == _ADD:
            return Move(session.at("details"))
        if token == _CHANGE:
            return Move(session.at("change"))
        return _submitted(session, here) if token == _SEND else None


def _submitted(session: Session, here: Here) -> Move:
    if here.form.missing(session):
        return Move(settled(session, here))
    if session.correcting is None and has_enough(here):
        return postponed(session)
    inquiry = here.form.filled(session)
    blank = session.blank().at("home")
    if session.correcting is not None and here.case(session.correcting) is None:
        return Move(blank, says=(NOT_HERE,))
    if session.correcting is not None:
        corrected = InquiryCorrected(
            reference=session.correcting, inquiry=inquiry, attachments=session.attachments
        )
        return Move(blank, (corrected,), shows=False)
    submitted = InquirySubmitted(inquiry=inquiry, attachments=session.attachments)
    return Move(blank, (submitted,), shows=False)


def _another(session: Session) -> tuple[Choice, ...]:
    door = session.answers.get(DOOR)
    is_alone = door is not None and door.value == Door.MYSELF
    can_grow = not is_alone and session.persons < MOST_PERSONS
    return (Choice(token=_ANOTHER, label=ANOTHER),) if can_grow else ()


def sections(session: Session, form: Form[Inquiry]) -> Iterator[Paragraph]:
    """A paragraph a section; with several children, a paragraph for each of them."""
    parts = groupby(answered(session, form), lambda slot: (slot.question.section, slot.person))
    for (name, _), slots in parts:
        first, *rest = slots
        lines = tuple(_line(slot, session) for slot in (first, *rest))
        heading = (*about_whom(first, session), form.section(name, session).title)[0]
        yield Paragraph(heading=heading, lines=lines)


def answered(session: Session, form: Form[Inquiry]) -> Iterator[Slot]:
    """The questions that apply and have an answer to show; skipped ones have none."""
    for slot in form.slots(session):
        answer = session.answers.get(slot.path)
        is_given = answer is not None and (answer.unknown or answer.value is not None)
        if is_given and slot.path != _NOT_SHOWN:
            yield slot


def _line(slot: Slot, session: Session) -> Line:
    answer = shown(slot, session.answers[slot.path])
    return LINE.saying(label=slot.ask.label, answer=answer)


def _files(session: Session) -> tuple[Line, ...]:
    if not session.attachments:
        return ()
    count = len(session.attachments)
    # Translators: line of the review: how many photographs and files come with the inquiry
    return (say_n("review", "{count} file is attached", "{count} files are attached", count),)
