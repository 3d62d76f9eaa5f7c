"""Questions asked on top of a conversation: go on or begin anew, delete the draft or keep it."""

from __future__ import annotations

from bot.core.events import ConversationStopped
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.flow import onward
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import Trigger

# Translators: shown on /start when there are answers that were not sent yet
RESUME = say("resume", "You have started an inquiry. Would you like to go on where you stopped?")
# Translators: button under 32 characters
GO_ON = say("pick resume", "Go on")
# Translators: button under 32 characters
BEGIN_ANEW = say("pick resume", "Start again")
# Translators: before all answers are deleted
REALLY = say("cancel", "Delete the answers you have given? They cannot be brought back.")
# Translators: button under 32 characters
DELETE = say("pick cancel", "Yes, delete them")
# Translators: button under 32 characters
KEEP = say("pick cancel", "No, keep them")
# Translators: after all answers of a draft were deleted
DELETED = say("cancel", "Your answers are deleted. Nothing was sent.")

# Translators: shown on /start while the answers of an inquiry that was sent are being changed
RESUME_CHANGES = say("resume", "You are changing answers you have sent. Would you like to go on?")
# Translators: button under 32 characters: what was changed just now is dropped
LEAVE_IT = say("pick resume", "Leave it as it was")
# Translators: before changes of an inquiry that was sent are dropped; the inquiry itself stays
REALLY_LEAVE = say(
    "cancel", "Leave your inquiry as you sent it? What you have changed just now is not sent."
)
# Translators: button under 32 characters: what was changed just now is dropped
YES_LEAVE = say("pick cancel", "Yes, leave it as it was")
# Translators: button under 32 characters: not to drop the changes
GO_ON_CHANGING = say("pick cancel", "No, go on changing")
# Translators: after changes of an inquiry that was sent were dropped
LEFT = say("cancel", "Your inquiry stays as you sent it.")

CLOSE = "overlay=close"
_GO_ON, _ANEW, _DELETE = CLOSE, "overlay=anew", "overlay=delete"


def closed(session: Session) -> Session:
    """The session without what was shown on top of it."""
    return session.model_copy(update={"overlay": None})


class Resume:
    """Go on with the draft, or begin anew."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """The two ways."""
        is_sent = session.correcting is not None
        go_on = Choice(token=_GO_ON, label=GO_ON)
        anew = Choice(token=_ANEW, label=LEAVE_IT if is_sent else BEGIN_ANEW)
        says = RESUME_CHANGES if is_sent else RESUME
        return Prompt(says=(says,), choices=column(go_on, anew))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The draft where it was, or an empty one; beginning anew asks first."""
        if token_of(trigger) == _GO_ON:
            return Move(closed(session))
        if token_of(trigger) == _ANEW and session.has_draft:
            asked = "anew" if session.correcting is None else "cancel"
            return Move(session.model_copy(update={"overlay": asked}))
        return None


class Cancel:
    """Delete the draft, or keep it. `anew` begins another one after deleting."""

    def __init__(self, *, anew: bool = False) -> None:
        self._anew = anew

    def prompt(self, session: Session, here: Here) -> Prompt:
        """The question, safely worded."""
        is_sent = session.correcting is not None
        delete = Choice(token=_DELETE, label=YES_LEAVE if is_sent else DELETE)
        keep = Choice(token=_GO_ON, label=GO_ON_CHANGING if is_sent else KEEP)
        says = REALLY_LEAVE if is_sent else REALLY
        return Prompt(says=(says,), choices=column(delete, keep))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """Nothing left of the draft, or the draft where it was."""
        if token_of(trigger) == _GO_ON:
            return Move(closed(session))
        if token_of(trigger) != _DELETE:
            return None
        empty = session.blank()
        if session.correcting is not None:
            return Move(empty.at("home"), (ConversationStopped(),), (LEFT,))
        after = onward(empty, here) if self._anew else empty.at("home")
        return Move(after, (ConversationStopped(),), (DELETED, *here.exits))
