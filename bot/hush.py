"""Writing down what a family in a flood said: all of it is kept, and little of it is answered.

Answers come together at the end of a while, the last of each kind. What staff has to read comes
together as well, word for word, so that one family does not take the whole group's limit. What is
put off is committed with the message it belongs to: a crash loses none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.core.case import Case
from bot.core.events import (
    CaseWithdrawn,
    ConversationStopped,
    ErasureAsked,
    Event,
    HidingAsked,
    InquiryCorrected,
    InquirySubmitted,
    MessageUnwanted,
)
from bot.core.say import Line, Prompt, Verbatim, say, tell
from bot.core.unmasking import unmasked
from bot.notices import Desk, number
from bot.ports import Outgoing
from bot.quota import EVERY, Bundle, Hush
from bot.register import Register

# Translators: to someone whose messages come faster than anyone can write; calm and kind
CALM = say(
    "chat", "We have everything you sent. One moment, please: we will answer it all together."
)
# Translators: for staff; {reference} is the number of the newest of its cases
MANY_INQUIRIES = say(
    "desk",
    "The account of case {reference} has sent very many inquiries within a day. Further ones wait "
    "as drafts until tomorrow. Please check whether they are real.",
)

AT_ONCE = (
    InquirySubmitted,
    InquiryCorrected,
    CaseWithdrawn,
    ErasureAsked,
    ConversationStopped,
    HidingAsked,
    MessageUnwanted,
)
"""What is answered at once in the worst flood: a reference number, a farewell, a chat emptied."""
LONGEST, MOST_FILES = 3500, 10
"""Of a bundle: it fits one message of Telegram's 4,096 characters."""


def many_inquiries(case: Case) -> Prompt:
    """That an account has sent as many inquiries within a day as it may."""
    return tell(MANY_INQUIRIES.saying(reference=number(case)))


def can_wait(events: tuple[Event, ...]) -> bool:
    """Whether everything that happened may be answered later."""
    return not any(isinstance(event, AT_ONCE) for event in events)


@dataclass(frozen=True)
class Hushed(Register):
    """A pen that puts off. `hush` is changed: it is kept once the transaction is."""

    hush: Hush

    def answer(self, outgoing: Outgoing) -> None:
        """Answer a family later, in place of what it was to be answered before."""
        if self.hush.begins and not self.hush.answers:
            calm = outgoing.model_copy(
                update={"id": self.chance.identifier(), "prompt": tell(CALM)}
                | {"document": None, "replaces": None}
            )
            self.tx.enqueue(calm, self.now)
        name = "" if outgoing.document is None else outgoing.document.name
        if former := self.hush.answers.get(name):
            self.tx.withdraw(former)
        self.hush.answers[name] = outgoing.id
        later = outgoing.model_copy(update={"replaces": None})
        self.tx.put_off(later, self.now + timedelta(seconds=self.hush.wait))

    def notify(self, desk: Desk, case: Case, prompt: Prompt, files: tuple[str, ...] = ()) -> None:
        """Tell the staff group later, together with what the family wrote just before."""
        lane = desk.case_lane(case.id)
        if lane is None:
            return
        bundle = self._bundled(case.id, unmasked(prompt), files)
        letter = Outgoing(
            id=bundle.letter,
            address=lane,
            prompt=Prompt(says=bundle.says, choices=prompt.choices),
            locale=desk.locale,
            case_id=case.id,
            files=bundle.files,
        )
        wait = max(0.0, bundle.due - self.now.timestamp())
        self.tx.put_off(letter, self.now + timedelta(seconds=wait))
        self.hush.bundles[case.id] = bundle

    def _bundled(self, case_id: str, prompt: Prompt, files: tuple[str, ...]) -> Bundle:
        """The bundle with one more message; a new one where that is full, or gone already."""
        identifier, now = self.chance.identifier(), self.now.timestamp()
        fresh = Bundle(identifier, now + EVERY, prompt.says, files)
        former = self.hush.bundles.get(case_id)
        if former is None or not _fits(former, prompt, files):
            return fresh
        if not self.tx.withdraw(former.letter):
            return fresh
        heading, *words = prompt.says
        more = words if heading in former.says else prompt.says
        return Bundle(identifier, former.due, (*former.says, *more), (*former.files, *files))


def _fits(bundle: Bundle, prompt: Prompt, files: tuple[str, ...]) -> bool:
    length = sum(map(_length, (*bundle.says, *prompt.says)))
    return length <= LONGEST and len(bundle.files) + len(files) <= MOST_FILES


def _length(line: Line) -> int:
    words = line.verbatim if isinstance(line, Verbatim) else str(getattr(line, "text", ""))
    return len(words.encode("utf-16-le")) // 2 + 60
