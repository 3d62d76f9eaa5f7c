"""Choosing a language, at first and at any time."""

from __future__ import annotations

from bot.core.events import LanguageChosen
from bot.core.say import Choice, Named, Prompt, say
from bot.core.scenes.flow import begin
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import Trigger

# Translators: shown in all languages at once, above the buttons with the languages' names
CHOOSE = say("language", "Hello. Please choose your language.")

_TOKEN = "language="


class Language:
    """The list of languages, each named in itself."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """The invitation in every language the bot speaks, the likeliest first."""
        languages = here.ear.languages()
        choices = [
            Choice(token=f"{_TOKEN}{code}", label=Named(kind="language", code=code))
            for code in languages
        ]
        likeliest_first = sorted(languages, key=lambda code: code != session.locale)
        says = tuple(CHOOSE.spoken(code) for code in likeliest_first)
        return Prompt(says=says, choices=column(*choices))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The conversation in the language picked, from where it was, all answers kept."""
        token = token_of(trigger) or ""
        locale = token.removeprefix(_TOKEN)
        if locale == token or locale not in here.ear.languages():
            return None
        is_first = session.step == "language"
        chosen = session.model_copy(update={"locale": locale, "overlay": None})
        events = (LanguageChosen(locale=locale),)
        return Move(begin(chosen, here) if is_first else chosen, events)
