"""What the desk is told, and where it sits: a family's words, who cannot be reached, alarms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bot.card import Facts, answers, drawn
from bot.core.case import Address, Case
from bot.core.desk import press
from bot.core.inquiry import Inquiry
from bot.core.reference import grouped
from bot.core.say import Line, Paragraph, Prompt, Verbatim, say, say_n, tell
from bot.ports import Card

# Translators: for staff: above a family's message; {reference} is the case's number
FAMILY_WRITES = say("desk", "The family writes, case {reference}:")
# Translators: for staff: above a message the family changed; {reference} is the case's number
FAMILY_CORRECTS = say("desk", "The family corrects what it wrote, case {reference}:")
# Translators: for staff: the family sent a file without words
FILE_ONLY = say("desk", "(a file without words)")
# Translators: for staff: below a family's words; a photograph or document comes a little later
FILE_FOLLOWS = say("desk", "(A file will follow once it has been checked.)")
# Translators: for staff, below a family's words
CHANGED = say("desk", "(Characters that can be stored nowhere were left out.)")
# Translators: for staff, below a family's words or files
UNSURE = say(
    "desk",
    "(The family has several inquiries, and did not say which one this is about.)",
)
# Translators: for staff, above a file; {reference} is the case's number
FILE_OF = say("desk", "A file from the family, case {reference}")
# Translators: for staff: the messenger does not give a file out yet; {reference} is the number of
# the case
FILE_LATE = say(
    "desk",
    "A file the family of case {reference} sent could not be fetched yet. The bot goes on trying "
    "for a week.",
)
# Translators: for staff: the messenger does not give a file out; {reference} is the case's number
FILE_LOST = say(
    "desk",
    "A file the family of case {reference} sent could not be fetched. Please ask the family to "
    "send it again.",
)
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
    "The family of case {reference} has had everything erased. Please delete what was written "
    "about it in this chat.",
)


# Translators: for staff, in a case's topic that stood elsewhere before, or was deleted
MADE_ANEW = say(
    "desk",
    "This topic was made anew. What the family wrote before, and what it was told, is in the "
    "history.",
)
# Translators: for admins, privately; no case is named
GROUP_LOST = say(
    "alarm",
    "The bot is no longer in the staff group, or may not write there. Nothing is lost: what "
    "belongs there waits for two days. Please make the bot an administrator of the group again.",
)
# Translators: for admins, privately; topics are those of a Telegram group
NO_TOPICS = say(
    "alarm",
    "The bot may not manage topics in the staff group. Until it may, all cases share one stream "
    "there. Please allow it to manage topics.",
)
# Translators: for admins, privately; topics are those of a Telegram group
TOPIC_SHUT = say(
    "alarm",
    "A topic in the staff group is closed, and the bot may not open it. What belongs there waits. "
    "Please open the topic, or allow the bot to manage topics.",
)


class Desk(NamedTuple):
    """Where the staff sits: its group, and the language notices are written in there.

    The group is one chat with many lanes: `chat` itself, `chat/case:ID` for what belongs to a
    case, `chat/new` for cases that come in, `chat/list` for lists of them. Which topic that is,
    and whether the group has topics at all, the channel finds out when it sends.
    """

    address: Address | None
    locale: str

    def lane(self, name: str) -> Address | None:
        """One of the group's lanes; None where there is no group."""
        if self.address is None:
            return None
        return Address(channel=self.address.channel, id=f"{self.address.id}/{name}")

    def case_lane(self, case_id: str) -> Address | None:
        """The lane of what belongs to a case."""
        return self.lane(f"{CASE_LANE}{case_id}")


CASE_LANE, NEW_LANE, LIST_LANE = "case:", "new", "list"


def case_in(address: Address) -> str | None:
    """The case whose lane this is."""
    _, _, name = address.id.partition("/")
    return name.removeprefix(CASE_LANE) if name.startswith(CASE_LANE) else None


def case_card(case: Case, inquiry: Inquiry, today: date) -> Prompt:
    """The card of a case, without its buttons."""
    return tell(*drawn(case, Facts(inquiry, today)).says)


LATE_MINUTES = 10
"""Words that took less came as fast as words come."""


class Marks(NamedTuple):
    """What staff have to know of a family's words: they correct former ones, a file comes later,
    the family may have meant another case, something of them was left out; how long they took."""

    corrects: bool = False
    follows: bool = False
    unsure: bool = False
    changed: bool = False
    late: timedelta = timedelta()


def letter_from_family(case: Case, text: str, marks: Marks = Marks()) -> Prompt:  # noqa: B008 -- it never changes
    """A family's words, as they were written."""
    heading = FAMILY_CORRECTS if marks.corrects else FAMILY_WRITES
    words: tuple[Line, ...] = (Verbatim(verbatim=text),) if text else ()
    if marks.follows:
        words = (*words, FILE_FOLLOWS)
    doubts = ((UNSURE, marks.unsure), (CHANGED, marks.changed))
    told = tuple(line for line, is_so in doubts if is_so)
    return tell(
        heading.saying(reference=number(case)), *(words or (FILE_ONLY,)), *told, *_late(marks.late)
    )


def _late(late: timedelta) -> tuple[Line, ...]:
    """That words are older than they seem, because nobody fetched them from the messenger."""
    minutes = late // timedelta(minutes=1)
    if minutes < LATE_MINUTES:
        return ()
    if minutes < 2 * 60:
        return (
            # Translators: for staff, below a family's words that waited for the bot
            say_n(
                "desk",
                "Written {count} minute before it reached us: the bot was not at work.",
                "Written {count} minutes before it reached us: the bot was not at work.",
                minutes,
            ),
        )
    return (
        # Translators: for staff, below a family's words that waited for the bot
        say_n(
            "desk",
            "Written {count} hour before it reached us: the bot was not at work.",
            "Written {count} hours before it reached us: the bot was not at work.",
            minutes // 60,
        ),
    )


def file_of(case: Case) -> Prompt:
    """What stands above a file that comes by itself."""
    return tell(FILE_OF.saying(reference=number(case)))


def file_missing(case: Case, *, for_good: bool) -> Prompt:
    """That a file has not come yet, or never will."""
    return tell((FILE_LOST if for_good else FILE_LATE).saying(reference=number(case)))


def corrected(case: Case, inquiry: Inquiry) -> Prompt:
    """The card of a case whose answers the family has renewed."""
    return tell(ANSWERS_RENEWED.saying(reference=number(case)), *answers(inquiry))


def withdrawn(case: Case) -> Prompt:
    """That a family took its inquiry back."""
    return tell(FAMILY_WITHDREW.saying(reference=number(case)))


def erased(case: Case) -> Prompt:
    """That a family had everything erased; of the case only its number is left here."""
    return tell(FAMILY_ERASED.saying(reference=number(case)))


def anew(card: Card) -> Prompt:
    """That a case's topic had to be made anew, and where to find what stood in it."""
    shown = tuple(c for c in card.prompt.every_choice() if c.token.startswith(press("history")))
    return Prompt(says=(MADE_ANEW,), choices=(shown,))


def reach_changed(case: Case, *, reachable: bool) -> Prompt:
    """That a family left, or came back."""
    return tell((UNBLOCKED if reachable else BLOCKED).saying(reference=number(case)))


def number(case: Case) -> Verbatim:
    """A case's reference, as it is shown."""
    return Verbatim(verbatim=grouped(case.reference))


def waiting_cases(references: tuple[str, ...]) -> Prompt:
    """The new cases whose cards are still to come, by their references."""
    # Translators: for staff, above a list of references of new cases
    heading = say_n(
        "desk",
        "{count} new case, its card follows:",
        "{count} new cases, their cards follow:",
        len(references),
    )
    lines = tuple(Verbatim(verbatim=grouped(reference)) for reference in references)
    return tell(Paragraph(heading=heading, lines=lines))
