"""What one may do here, and in which language the bot says so."""

from __future__ import annotations

from bot.casework.visit import Answer, Visit
from bot.core.desk import USAGE, SetLanguage, ShowHelp, button
from bot.core.roles import Act, may
from bot.core.say import Named, Paragraph, Prompt, Verbatim, say, tell

# Translators: for staff, one line of the help; {command} begins with a slash
HELP_LINE = say("desk", "/{command} – {meaning}")
# Translators: for staff, heading of the help
HELP_HEADING = say("desk", "Commands")
# Translators: for staff, below the list of commands
HELP_MORE = say("desk", "More about one of them: /help and its name.")
# Translators: for staff: which language the bot speaks from now on
LANGUAGE_SET = say("desk", "I will speak {language} to you in our private chat.")
# Translators: for staff: above buttons with languages
WHICH_LANGUAGE = say("desk", "Which language should I speak to you?")

ACTS = {
    "queue": Act.QUEUE, "case": Act.SHOW_CASE, "reply": Act.REPLY, "status": Act.SET_STATUS,
    "consent": Act.CONSENT, "note": Act.NOTE, "take": Act.TAKE, "assign": Act.ASSIGN,
    "unassign": Act.UNASSIGN, "close": Act.CLOSE, "reopen": Act.REOPEN, "find": Act.FIND,
    "history": Act.HISTORY, "templates": Act.TEMPLATES, "stats": Act.STATS, "export": Act.EXPORT,
    "staff": Act.STAFF, "invite": Act.INVITE, "remove": Act.REMOVE, "leave": Act.LEAVE,
    "language": Act.LANGUAGE, "help": Act.HELP,
}  # fmt: skip
"""Which act each typed command is."""


def show_help(command: ShowHelp, visit: Visit) -> Answer:
    """The commands the actor may use, or one of them at length."""
    usage = USAGE.get(command.command)
    if usage is not None and may(visit.actor.role, ACTS[command.command]):
        return Answer(tell(Verbatim(verbatim=usage.written), usage.help))
    lines = tuple(
        HELP_LINE.saying(command=name, meaning=usage.menu)
        for name, usage in USAGE.items()
        if may(visit.actor.role, ACTS[name])
    )
    return Answer(tell(Paragraph(heading=HELP_HEADING, lines=lines), HELP_MORE))


def set_language(command: SetLanguage, visit: Visit) -> Answer:
    """Choose one's own language."""
    languages = visit.office.languages
    if command.locale not in languages:
        buttons = tuple((button(_language(code), "language", code),) for code in languages)
        return Answer(Prompt(says=(WHICH_LANGUAGE,), choices=buttons))
    visit.tx.save_staff(visit.actor.model_copy(update={"locale": command.locale}))
    told = LANGUAGE_SET.saying(language=_language(command.locale)).spoken(command.locale)
    return Answer(tell(told), in_place=visit.said.tapped)


def _language(code: str) -> Named:
    return Named(kind="language", code=code)
