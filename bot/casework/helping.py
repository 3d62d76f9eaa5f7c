"""What one may do here, and in which language the bot says so."""

from __future__ import annotations

from bot.casework.roll import enrol
from bot.casework.visit import Answer, Visit
from bot.core.desk import ACTS, USAGE, SetLanguage, ShowHelp, button, commands_of
from bot.core.roles import Act, may
from bot.core.say import Named, Paragraph, Prompt, Verbatim, say, tell

# Translators: for staff, one line of the help; {command} begins with a slash
HELP_LINE = say("desk", "/{command} – {meaning}")
# Translators: for staff, heading of the help
HELP_HEADING = say("desk", "Commands")
# Translators: for staff, below the list of commands
HELP_MORE = say("desk", "More about one of them: /help and its name.")
# Translators: for staff: which language the bot speaks from now on
LANGUAGE_SET = say("desk", "I will write to you in {language} in our private chat.")
# Translators: for staff: above buttons with languages
WHICH_LANGUAGE = say("desk", "Which language should I write to you in?")


def show_help(command: ShowHelp, visit: Visit) -> Answer:
    """The commands the actor may use, or one of them at length."""
    usage = USAGE.get(command.command)
    if usage is not None and may(visit.actor.role, ACTS[command.command]):
        return Answer(tell(Verbatim(verbatim=usage.written), usage.help))
    lines = tuple(
        HELP_LINE.saying(command=name, meaning=USAGE[name].menu)
        for name in commands_of(visit.actor.role)
    )
    return Answer(tell(Paragraph(heading=HELP_HEADING, lines=lines), HELP_MORE))


def set_language(command: SetLanguage, visit: Visit) -> Answer:
    """Choose one's own language."""
    languages = visit.office.languages
    if command.locale not in languages:
        buttons = tuple((button(_language(code), "language", code),) for code in languages)
        return Answer(Prompt(says=(WHICH_LANGUAGE,), choices=buttons))
    enrol(visit.actor.model_copy(update={"locale": command.locale}), visit.register)
    visit.note(Act.LANGUAGE, detail=command.locale)
    told = LANGUAGE_SET.saying(language=_language(command.locale)).spoken(command.locale)
    return Answer(tell(told), in_place=visit.said.tapped)


def _language(code: str) -> Named:
    return Named(kind="language", code=code)
