"""What can be said at any time, wherever a conversation is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.events import ConversationStopped, StatusAsked
from bot.core.say import Say, say
from bot.core.scenes.doubt import doubted
from bot.core.scenes.hiding import asked
from bot.core.scenes.scene import Here, Move
from bot.core.session import Session
from bot.core.triggers import CommandGiven

# Translators: help for families; keep the commands after the slashes as they are
HELP = say(
    "help",
    "This chat helps you to ask about someone you were separated from.\n"
    "/start – begin, or go on where you stopped\n"
    "/status – what is happening with your inquiry\n"
    "/language – change the language\n"
    "/cancel – delete answers that were not sent yet\n"
    "/hide – delete the messages in this chat\n"
    "/check – whether a message is from us\n"
    "/privacy – what is kept, and who reads it\n"
    "/about – who we are, and how to know that it is really us\n"
    "Everything here is free of charge.",
)
# Translators: answer to /privacy; honest and plain
PRIVACY = say(
    "help",
    "Telegram stores this chat and is able to read it; it is not a secret chat.\n"
    "Your answers are read by the caseworkers of the tracing service, and shared with nobody "
    "else without your consent.\n"
    "Answers you have not sent can be deleted with /cancel. What you have sent can be seen, "
    "corrected, withdrawn and erased: /start, then “More …”.",
)
# Translators: answer to /about: who this is, and how to recognise an impostor
ABOUT = say(
    "help",
    "Here families ask about a child they were separated from, and caseworkers of a tracing "
    "service answer. It is for everyone, on every side, and free of charge.\n"
    "How to recognise us: we write only in this chat. We never ask for money, for codes from "
    "messages, for passwords or bank cards, and we never promise news for payment. Anyone who "
    "does is not one of us, whatever name they use. If you are not sure of a message, write "
    "/check and forward it here.",
)
# Translators: answer to a command the bot does not know
UNKNOWN_COMMAND = say("chat", "I do not know this command.")

# Translators: answer to /status in the middle of the form; the question follows again below it
NOT_SENT = say(
    "chat",
    "Nothing has been sent yet. The answers you have given so far are kept, and you can go on "
    "whenever you are ready.",
)

Command = Callable[[Session, Here], Move]


def _start(session: Session, here: Here) -> Move:
    is_first = session.step == "question" and not session.has_draft and not here.has_case
    if session.step == "language" or is_first:
        return Move(session.model_copy(update={"overlay": None}))
    if session.has_draft:
        return Move(session.model_copy(update={"overlay": "resume"}))
    return Move(session.at("home"))


def _status(session: Session, here: Here) -> Move:
    says = (NOT_SENT,) if session.has_draft and not here.has_case else ()
    return Move(session, (StatusAsked(),), says, shows=session.has_draft or not here.has_case)


def _language(session: Session, here: Here) -> Move:
    overlay = None if session.step == "language" else "language"
    return Move(session.model_copy(update={"overlay": overlay}))


def _cancel(session: Session, here: Here) -> Move:
    if session.has_draft:
        return Move(session.model_copy(update={"overlay": "cancel"}))
    if session.step == "question":
        return Move(session.blank().at("home"), (ConversationStopped(),))
    return Move(session)


def _hide(session: Session, here: Here) -> Move:
    return asked(session)


def _check(session: Session, here: Here) -> Move:
    return doubted(session)


def _tells(text: Say) -> Command:
    def tell(session: Session, here: Here) -> Move:
        return Move(session, says=(text,))

    return tell


COMMANDS: Mapping[str, Command] = {
    "start": _start,
    "status": _status,
    "language": _language,
    "cancel": _cancel,
    "hide": _hide,
    "check": _check,
    "help": _tells(HELP),
    "privacy": _tells(PRIVACY),
    "about": _tells(ABOUT),
}
"""What a family may command, by name."""

MENU: Mapping[str, Say] = {
    # Translators: description in the list of commands, under 60 characters
    "start": say("command", "Begin or go on"),
    # Translators: description in the list of commands, under 60 characters
    "status": say("command", "What is happening now"),
    # Translators: description in the list of commands, under 60 characters
    "language": say("command", "Language"),
    # Translators: description in the list of commands, under 60 characters
    "cancel": say("command", "Delete what was not sent"),
    # Translators: description in the list of commands, under 60 characters; neutral
    "hide": say("command", "Delete the messages here"),
    # Translators: description in the list of commands, under 60 characters; neutral
    "check": say("command", "Is a message from us?"),
    # Translators: description in the list of commands, under 60 characters
    "help": say("command", "Help"),
    # Translators: description in the list of commands, under 60 characters
    "privacy": say("command", "What is kept, and who reads it"),
    # Translators: description in the list of commands, under 60 characters
    "about": say("command", "Who we are, and how to know it is us"),
}
"""How the commands are described in a messenger's menu."""


def obeyed(trigger: CommandGiven, session: Session, here: Here) -> Move:
    """What a command leads to; one that does not exist is answered, and nothing changes."""
    command = COMMANDS.get(trigger.name)
    return Move(session, says=(UNKNOWN_COMMAND,)) if command is None else command(session, here)
