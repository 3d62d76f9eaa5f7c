"""Taking an inquiry back, and having everything erased. Each is explained and asked first."""

from __future__ import annotations

from bot.core.events import CaseWithdrawn, ErasureAsked
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.cases import CLOSE, closed, shown
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import Trigger

# Translators: before an inquiry is taken back; {reference} is its number
WITHDRAW = say(
    "farewell",
    "Withdraw the inquiry {reference}? The search stops. Your answers are kept for now; you can "
    "write here at any time, or have everything erased.",
)
# Translators: button under 32 characters
YES_WITHDRAW = say("pick farewell", "Yes, withdraw it")
# Translators: button under 32 characters
NO_KEEP = say("pick farewell", "No, leave everything")
# Translators: before everything is erased; honest about what the bot cannot erase
ERASE = say(
    "farewell",
    "Erase everything we keep about you: your answers, files, messages and numbers? The search "
    "stops, and nobody can bring back what is erased. What is in this chat, and in the "
    "caseworkers' chat, stays with Telegram; you can delete it on your side yourself. To have the "
    "messages here deleted as well, use /hide first.",
)
# Translators: button under 32 characters
YES_ERASE = say("pick farewell", "Yes, erase everything")

_YES = "farewell=yes"


class Withdraw:
    """Take the inquiry back, or not."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What it means."""
        yes, no = Choice(token=_YES, label=YES_WITHDRAW), Choice(token=CLOSE, label=NO_KEEP)
        question = WITHDRAW.saying(reference=shown(session.case or ""))
        return Prompt(says=(question,), choices=column(yes, no))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The inquiry withdrawn, or left."""
        if token_of(trigger) == CLOSE:
            return Move(closed(session))
        case = here.case(session.case)
        if token_of(trigger) != _YES or case is None:
            return None
        return Move(closed(session), (CaseWithdrawn(reference=case.reference),), shows=False)


class Erase:
    """Erase everything, or nothing."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What it means."""
        yes, no = Choice(token=_YES, label=YES_ERASE), Choice(token=CLOSE, label=NO_KEEP)
        return Prompt(says=(ERASE,), choices=column(yes, no))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """Nothing left, or everything as it was."""
        if token_of(trigger) == CLOSE:
            return Move(closed(session))
        if token_of(trigger) != _YES:
            return None
        nothing = Session(locale=session.locale, revision=session.revision)
        return Move(nothing.at("home"), (ErasureAsked(),), shows=False)
