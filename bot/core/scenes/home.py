"""Where a conversation rests: before an inquiry, and after one was sent."""

from __future__ import annotations

from bot.core.answers import Rows
from bot.core.events import StatusAsked
from bot.core.reference import read_reference
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.cases import written
from bot.core.scenes.claim import claimed
from bot.core.scenes.flow import onward
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.scenes.sharing import shared
from bot.core.session import Session
from bot.core.triggers import TextEdited, TextSent, Trigger

# Translators: shown when there is no inquiry yet
WELCOME_BACK = say("home", "You can begin whenever you like.")
# Translators: shown when an inquiry has been sent
WITH_CASE = say(
    "home",
    "Your inquiry is with the caseworkers. Whatever you write or send here goes to them.",
)
# Translators: button under 32 characters
NEW = say("pick home", "Start an inquiry")
# Translators: button under 32 characters: someone has the number of an inquiry already
HAVE_NUMBER = say("pick home", "I have a number already")
# Translators: button under 32 characters
STATUS = say("pick home", "What is happening now?")
# Translators: button under 32 characters: more things to do with an inquiry
MORE = say("pick home", "More …")

READ = "home=read"
"""The button of a neutral message, which opens the letters that wait."""

NEW_TOKEN = "home=new"
_STATUS, _MORE, _CLAIM = "home=status", "home=more", "home=claim"


def ways_on() -> Rows:
    """What can be done with an inquiry that was sent: below whatever is said of it, so that nobody
    stands in a dead end."""
    return (*column(Choice(token=_STATUS, label=STATUS)), *menu())


def menu() -> Rows:
    """The way to everything else that can be done: below where an inquiry stands."""
    return column(Choice(token=_MORE, label=MORE))


class Home:
    """No form is open. What a family with a case writes goes to its caseworker."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What can be done."""
        if not here.has_case:
            choices = column(
                Choice(token=NEW_TOKEN, label=NEW), Choice(token=_CLAIM, label=HAVE_NUMBER)
            )
            return Prompt(says=(WELCOME_BACK,), choices=choices)
        return Prompt(says=(WITH_CASE,), choices=ways_on())

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The form, the status, the menu, or a message to the caseworker."""
        match token_of(trigger):
            case "home=new":
                return Move(onward(session, here))
            case "home=status" if here.has_case:
                return Move(session, (StatusAsked(),), shows=False)
            case "home=more" if here.has_case:
                return Move(session.model_copy(update={"overlay": "more"}))
            case "home=claim":
                return Move(session.model_copy(update={"overlay": "claim"}))
        return _words(session, trigger, here)


def _words(session: Session, trigger: Trigger, here: Here) -> Move | None:
    if isinstance(trigger, TextSent) and trigger.text.strip():
        reference = read_reference(trigger.text)
        if reference is not None and here.case(reference) is None:
            return claimed(session, reference)
        return written(session, here, trigger.text) if here.has_case else None
    if isinstance(trigger, TextEdited) and here.has_case:
        return written(session, here, trigger.text, trigger.original)
    return shared(session, trigger) if here.has_case else None
