"""“Is this from you?”: a family shows a message that claims to be ours."""

from __future__ import annotations

from bot.core.events import MessageDoubted
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.cases import NEVER_MIND
from bot.core.scenes.overlays import CLOSE, closed
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import FileSent, Forwarded, TextSent, Trigger

# Translators: after /check; “forward” as the messenger calls it. Neutral: nothing about a search
SHOW_IT = say(
    "check",
    "You have a message and are not sure whether it is from us? Forward it to me here: then I can "
    "tell for certain. If it came some other way, copy its words into this chat.",
)
OVERLAY = "check"


def doubted(session: Session) -> Move:
    """The question for the message."""
    return Move(session.model_copy(update={"overlay": OVERLAY}))


def shown(session: Session, trigger: Trigger) -> Move | None:
    """What was shown, on its way to be looked at; the conversation goes on where it was."""
    if isinstance(trigger, Forwarded):
        event = MessageDoubted(text=trigger.text, is_forwarded=True, is_ours=trigger.is_ours)
    elif isinstance(trigger, TextSent):
        event = MessageDoubted(text=trigger.text)
    elif isinstance(trigger, FileSent):
        event = MessageDoubted(text=trigger.caption)
    else:
        return None
    return Move(closed(session), (event,), shows=session.step != "home")


class Doubt:
    """Waits for the message."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What to show."""
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(SHOW_IT,), choices=column(never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The message taken, or the conversation where it was."""
        if token_of(trigger) == CLOSE:
            return Move(closed(session))
        return shown(session, trigger)
