"""Where a conversation rests: before an inquiry, and after one was sent."""

from __future__ import annotations

from bot.core.events import MessageWritten, StatusAsked
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.flow import onward
from bot.core.scenes.scene import Here, Move, column, token_of
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
# Translators: button under 32 characters; there is an inquiry already
ANOTHER = say("pick home", "Ask after someone else")
# Translators: button under 32 characters
STATUS = say("pick home", "Where does it stand?")

READ = "home=read"
"""The button of a neutral message, which opens the letters that wait."""

_NEW, _STATUS = "home=new", "home=status"


class Home:
    """No form is open. What a family with a case writes goes to its caseworker."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What can be done."""
        if not here.has_case:
            return Prompt(says=(WELCOME_BACK,), choices=column(Choice(token=_NEW, label=NEW)))
        choices = column(Choice(token=_STATUS, label=STATUS), Choice(token=_NEW, label=ANOTHER))
        return Prompt(says=(WITH_CASE,), choices=choices)

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The form, the status, or a message to the caseworker."""
        if token_of(trigger) == _NEW:
            return Move(onward(session, here))
        if token_of(trigger) == _STATUS:
            return Move(session, (StatusAsked(),), shows=False)
        if not here.has_case:
            return None
        if isinstance(trigger, TextSent) and trigger.text.strip():
            return Move(session, (MessageWritten(text=trigger.text),), shows=False)
        if isinstance(trigger, TextEdited):
            written = MessageWritten(text=trigger.text, original=trigger.original)
            return Move(session, (written,), shows=False)
        return None
