"""Going on with an inquiry from another account, by its number.

The answer is the same whether or not the number belongs to a case; a caseworker confirms first.
"""

from __future__ import annotations

from bot.core.events import ReferenceClaimed
from bot.core.reference import grouped, read_reference
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.cases import CLOSE, NEVER_MIND, closed
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import TextSent, Trigger

# Translators: the family received the number when it sent its inquiry, perhaps in another chat
WRITE_NUMBER = say("claim", "Please write the number you received for your inquiry.")
# Translators: a number with a wrong digit; {example} is a number
WRONG_NUMBER = say(
    "claim",
    "This number is not complete, or a digit is wrong. It has 17 digits, for example {example}.",
)
# Translators: always the same answer, whether or not there is such an inquiry
WILL_BE_CHECKED = say(
    "claim",
    "Thank you. If there is an inquiry with this number, a caseworker will check that it is yours, "
    "and write to you here.",
)

EXAMPLE = grouped("01234567890123450")


def claimed(session: Session, reference: str) -> Move:
    """The claim on its way, and the one answer there is to it."""
    return Move(closed(session), (ReferenceClaimed(reference=reference),), (WILL_BE_CHECKED,))


class Claim:
    """The question for the number."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What to write."""
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(WRITE_NUMBER,), choices=column(never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The claim, or an example of a right number."""
        if token_of(trigger) == CLOSE:
            return Move(closed(session))
        if not isinstance(trigger, TextSent):
            return None
        reference = read_reference(trigger.text)
        if reference is None:
            return Move(session, says=(WRONG_NUMBER.saying(example=EXAMPLE),))
        return claimed(session, reference)
