"""What else a family can do with an inquiry it has sent."""

from __future__ import annotations

from bot.core.events import DataAsked
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.cases import CLOSE, NEVER_MIND, about, closed, recalled, settled
from bot.core.scenes.flow import onward
from bot.core.scenes.hiding import asked
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import Trigger

# Translators: above a list of things to do
WHAT_ELSE = say("more", "What would you like to do?")
# Translators: button under 32 characters: see the answers, change them or add to them
CORRECT = say("pick more", "See or change my answers")
# Translators: button under 32 characters: ask about someone else
ANOTHER = say("pick more", "Ask about someone else")
# Translators: button under 32 characters: how often the bot writes that the case is still open
HEARTBEAT = say("pick more", "How often to write to me")
# Translators: button under 32 characters: neutral messages, none, …
MODE = say("pick more", "How to write to me")
# Translators: button under 32 characters: download everything that is kept
DATA = say("pick more", "Get my data")
# Translators: button under 32 characters: the messages of this chat
HIDE = say("pick more", "Delete the messages here")
# Translators: button under 32 characters: take the inquiry back
WITHDRAW = say("pick more", "Withdraw the inquiry")
# Translators: button under 32 characters: erase everything
ERASE = say("pick more", "Erase everything")

_ABOUT_A_CASE = {
    "correct": CORRECT, "heartbeat": HEARTBEAT, "mode": MODE, "withdraw": WITHDRAW,
}  # fmt: skip


class More:
    """The list of everything."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """Everything there is to do."""
        offered = {
            "correct": CORRECT, "another": ANOTHER, "heartbeat": HEARTBEAT, "mode": MODE,
            "data": DATA, "hide": HIDE, "withdraw": WITHDRAW, "erase": ERASE,
        }  # fmt: skip
        choices = [Choice(token=f"more={name}", label=label) for name, label in offered.items()]
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(WHAT_ELSE,), choices=column(*choices, never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """What was picked, about the case it is meant for."""
        token = token_of(trigger) or ""
        if token == CLOSE:
            return Move(closed(session))
        name = token.removeprefix("more=")
        if name == token:
            return None
        if name in _ABOUT_A_CASE:
            settling = settled(session, here) if name == "correct" else Move(session)
            return Move(recalled(about(settling.session, here, name), here), settling.events)
        match name:
            case "another":
                settling = settled(closed(session), here)
                return Move(onward(settling.session, here), settling.events)
            case "data":
                return Move(closed(session), (DataAsked(),), shows=False)
            case "hide":
                return asked(closed(session))
            case "erase":
                return Move(session.model_copy(update={"overlay": "erase"}))
        return None
