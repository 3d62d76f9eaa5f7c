"""Deleting what stands in the chat: asked first, and honest about what remains."""

from __future__ import annotations

from bot.core.events import HidingAsked, MessageUnwanted, TidyingChosen
from bot.core.say import Choice, Prompt, say
from bot.core.scenes.overlays import CLOSE, closed
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import WIPE, Session
from bot.core.triggers import Trigger

# Translators: before the messages of the chat are deleted; honest about what remains. Neutral:
# nothing about a search, in case someone looks
HIDE = say(
    "hide",
    "Delete the messages in this chat, yours and mine? What you have told us is not lost, and "
    "you can go on here at any time.\n"
    "\n"
    "What remains: messages older than two days, which only you can delete (hold your "
    "finger on one, choose the others, then “Delete”); this chat in your list of chats, until "
    "you delete it there; and what Telegram keeps on its own servers.",
)
# Translators: said once, above the question whether to delete the messages
NOTICEABLE = say(
    "hide",
    "Please think of this first: a chat that is suddenly empty can be noticed, too. Sometimes it "
    "is safer to leave everyday messages where they are.",
)
# Translators: button under 32 characters
YES_HIDE = say("pick hide", "Yes, delete the messages")
# Translators: button under 32 characters: from now on, messages go away after a day
ALWAYS = say("pick hide", "Always after 24 hours")
# Translators: button under 32 characters: from now on, messages stay
NO_LONGER = say("pick hide", "Stop deleting after 24 hours")
# Translators: button under 32 characters
LEAVE = say("pick hide", "No, leave them")
# Translators: after the choice that messages go away by themselves; keep /hide as it is
WILL_TIDY = say(
    "hide",
    "Noted. From now on, messages here, yours and mine, are deleted about 24 hours after they were "
    "sent. Write /hide to change that.",
)
# Translators: after the choice that messages stay again
WILL_LEAVE = say("hide", "Noted. From now on, nothing here is deleted by itself.")
# Translators: the only message left after all others were deleted; neutral and short
HIDDEN = say(
    "hide",
    "Done. If there are messages older than two days, only you can delete them: hold your finger "
    "on one, choose the others, then “Delete”. The chat itself stays in your list until you delete "
    "it there.",
)
# Translators: button under 32 characters, below the only message left
THIS_TOO = say("pick hide", "Delete this message, too")

REST = "hide=rest"
"""The button below what is left, good wherever the conversation is by then."""

_NOW, _ALWAYS, _NEVER = "hide=now", "hide=always", "hide=never"


def asked(session: Session) -> Move:
    """The question, and, for the first time, what to think of before."""
    shown = session.model_copy(update={"overlay": "hide"})
    if WIPE in session.told:
        return Move(shown)
    return Move(shown.model_copy(update={"told": (*session.told, WIPE)}), says=(NOTICEABLE,))


def left_over() -> Prompt:
    """What stands in the chat in the end."""
    return Prompt(says=(HIDDEN,), choices=column(Choice(token=REST, label=THIS_TOO)))


def unwanted(session: Session) -> Move:
    """The last message gone as well."""
    return Move(session, (MessageUnwanted(),), shows=False)


class Hide:
    """Delete now, always after a day, or not."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """What it means."""
        daily = (_NEVER, NO_LONGER) if session.tidies else (_ALWAYS, ALWAYS)
        offered = ((_NOW, YES_HIDE), daily, (CLOSE, LEAVE))
        choices = [Choice(token=token, label=label) for token, label in offered]
        return Prompt(says=(HIDE,), choices=column(*choices))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """What was chosen."""
        token, after = token_of(trigger), closed(session)
        if token == CLOSE:
            return Move(after)
        if token == _NOW:
            return Move(after, (HidingAsked(),), shows=False)
        if token not in {_ALWAYS, _NEVER}:
            return None
        wanted = token == _ALWAYS
        chosen = after.model_copy(update={"tidies": wanted})
        event = TidyingChosen(wanted=wanted)
        return Move(chosen, (event,), (WILL_TIDY if wanted else WILL_LEAVE,))
