"""A telephone number or a point on the map that came as such: shown, and passed on once confirmed.

Both are sent by one tap, often by mistake, and tell more than words do. Nothing of them is kept
before the family has seen what they say.
"""

from __future__ import annotations

from bot.core.say import Choice, Prompt, Verbatim, say
from bot.core.scenes.cases import CLOSE, written
from bot.core.scenes.overlays import closed
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import ContactShared, LocationShared, Trigger

# Translators: a telephone number was sent as a contact; {number} is the number
NUMBER = say("share", "A telephone number: {number}")
# Translators: a place was sent as a point on the map; {point} are degrees, as "50.45, 30.52"
POINT = say("share", "A place on the map: {point}")
# Translators: question below that
PASS_IT_ON = say("share", "Pass this on to the caseworkers?")
# Translators: button under 32 characters
YES_PASS = say("pick share", "Yes, pass it on")
# Translators: button under 32 characters
NO_FORGET = say("pick share", "No, do not pass it on")

_YES = "share=yes"


def shared(session: Session, trigger: Trigger) -> Move | None:
    """The question whether what came is to be passed on; None for anything else."""
    if isinstance(trigger, ContactShared):
        return _asked(session, trigger.telephone)
    if isinstance(trigger, LocationShared):
        return _asked(session, f"{trigger.latitude:.5f}, {trigger.longitude:.5f}")
    return None


def _asked(session: Session, words: str) -> Move:
    return Move(session.model_copy(update={"overlay": "share", "term": words}))


class Share:
    """Pass it on, or forget it."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What came, as it was understood."""
        words = Verbatim(verbatim=session.term)
        told = POINT.saying(point=words) if "," in session.term else NUMBER.saying(number=words)
        yes, no = Choice(token=_YES, label=YES_PASS), Choice(token=CLOSE, label=NO_FORGET)
        return Prompt(says=(told, PASS_IT_ON), choices=column(yes, no))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """A message to the caseworkers, or nothing."""
        after = closed(session).model_copy(update={"term": ""})
        if token_of(trigger) == CLOSE:
            return Move(after)
        if token_of(trigger) == _YES and session.term:
            return written(after, here, session.term)
        return None
