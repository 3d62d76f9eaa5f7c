"""Going on with an inquiry from another account, by its number.

Everything said is the same whether or not the number belongs to a case; a caseworker confirms
first, by what only the family can know.
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
WRITE_NUMBER = say("claim", "Please write the number you got when you sent your inquiry.")
# Translators: a number with a wrong digit; {example} is a number
WRONG_NUMBER = say(
    "claim",
    "This number is not complete, or a digit is different. It has 17 digits, for example "
    "{example}.",
)
# Translators: question after the number; the answer goes to a caseworker, who compares it
WHO_ARE_YOU = say(
    "claim",
    "Thank you. A caseworker has to make sure that it is really you. Please write in one "
    "message what only you can know about your inquiry: your name in it, who you asked about, "
    "when you sent it.",
)
# Translators: button under 32 characters: nothing to add to the number
NOTHING_MORE = say("pick claim", "I will not add anything")
# Translators: always the same answer, whether or not there is such an inquiry
WILL_BE_CHECKED = say(
    "claim",
    "Thank you. If there is an inquiry with this number, a caseworker will check that it is "
    "yours. After that you can go on with it here. Please check from time to time with /status.",
)

EXAMPLE = grouped("01234567890123450")
_NOTHING = "claim=nothing"
_LONGEST = 1000


def claimed(session: Session, reference: str) -> Move:
    """The number is kept, and who writes is asked what only the family can know."""
    asked = {"overlay": "vouch", "intent": None, "case": reference}
    return Move(session.model_copy(update=asked))


class Claim:
    """The question for the number."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What to write."""
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(WRITE_NUMBER,), choices=column(never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The number taken, or an example of a right one."""
        if token_of(trigger) == CLOSE:
            return Move(closed(session))
        if not isinstance(trigger, TextSent):
            return None
        reference = read_reference(trigger.text)
        if reference is None:
            return Move(session, says=(WRONG_NUMBER.saying(example=EXAMPLE),))
        return claimed(session, reference)


class Vouch:
    """The question by what a caseworker can tell that it is the family."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What to write."""
        nothing = Choice(token=_NOTHING, label=NOTHING_MORE)
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(WHO_ARE_YOU,), choices=column(nothing, never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The claim on its way, and the one answer there is to it."""
        if token_of(trigger) == CLOSE:
            return Move(closed(session))
        is_written = isinstance(trigger, TextSent) and trigger.text.strip()
        words = trigger.text.strip()[:_LONGEST] if isinstance(trigger, TextSent) else ""
        if not is_written and token_of(trigger) != _NOTHING:
            return None
        claim = ReferenceClaimed(reference=session.case or "", words=words)
        return Move(closed(session), (claim,), (WILL_BE_CHECKED,))
