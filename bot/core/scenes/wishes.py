"""How, and how often, a family wants to be written to about a case."""

from __future__ import annotations

from bot.core.case import ContactMode
from bot.core.events import ContactModeChosen, HeartbeatChosen
from bot.core.say import Choice, Prompt, Say, say, say_n
from bot.core.scenes.cases import CLOSE, NEVER_MIND, closed
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.terms import words
from bot.core.triggers import Trigger

# Translators: how often the bot writes that a case is still open, where there is no other news
HOW_OFTEN = say(
    "wishes",
    "How often may we write to you that your inquiry is still open, when there is no other news?",
)
# Translators: button under 32 characters
NEVER = say("pick weeks", "Never")
# Translators: button under 32 characters: an interval
EVERY_WEEK = say("pick weeks", "Every week")
# Translators: after choosing how often
WILL_DO = say("wishes", "Noted. You can change it at any time.")
# Translators: question after the inquiry was sent
HOW = say("wishes", "How may we write to you from now on?")

# Translators: an interval was chosen, but the family had asked before that the bot never writes
STAYS_SILENT = say(
    "wishes",
    "You have asked us not to write here first, so nothing will come until you change “How to "
    "write to me”.",
)

WEEKS = (1, 2, 4)
SILENT = (ContactMode.PULL_ONLY, ContactMode.VIA_TRUSTED_PERSON)


class Heartbeat:
    """How often the bot may write that a case is still open."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """The intervals."""
        choices = [Choice(token=f"weeks={weeks}", label=_every(weeks)) for weeks in WEEKS]
        never, mind = Choice(token="weeks=0", label=NEVER), Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(HOW_OFTEN,), choices=column(*choices, never, mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The interval, kept."""
        token = token_of(trigger) or ""
        if token == CLOSE:
            return Move(closed(session))
        case, weeks = here.case(session.case), token.removeprefix("weeks=")
        if case is None or weeks not in {"0", *map(str, WEEKS)}:
            return None
        event = HeartbeatChosen(reference=case.reference, weeks=int(weeks))
        is_silent = case.contact_mode in SILENT and weeks != "0"
        says = (WILL_DO, STAYS_SILENT) if is_silent else (WILL_DO,)
        return Move(closed(session), (event,), says)


def _every(weeks: int) -> Say:
    if weeks == 1:
        return EVERY_WEEK
    # Translators: button under 32 characters: an interval
    return say_n("pick weeks", "Every {count} week", "Every {count} weeks", weeks)


class Mode:
    """How the bot may write."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """The ways."""
        choices = [Choice(token=f"mode={mode}", label=words(mode)) for mode in ContactMode]
        return Prompt(says=(HOW,), choices=column(*choices, Choice(token=CLOSE, label=NEVER_MIND)))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The way, kept."""
        token = token_of(trigger) or ""
        if token == CLOSE:
            return Move(closed(session))
        case, mode = here.case(session.case), token.removeprefix("mode=")
        if case is None or mode == token or mode not in list(ContactMode):
            return None
        event = ContactModeChosen(reference=case.reference, mode=ContactMode(mode))
        return Move(closed(session), (event,), (WILL_DO,))
