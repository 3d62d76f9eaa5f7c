"""Talking to the bot in a terminal: the real conversation, in any language, half-finished or not.

Nothing is stored or sent. What is said after an inquiry was sent stands at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.core.engine import Engine
from bot.core.events import InquirySubmitted, Sprint, Told
from bot.core.inquiry import FORM
from bot.core.say import Line, Prompt
from bot.core.session import Session
from bot.core.status_words import NEXT_WORDS, PUBLIC_WORDS
from bot.core.triggers import ChoicePicked, CommandGiven, TextSent, Trigger
from bot.gazetteer import Gazetteer
from bot.hearing import Hearing
from bot.speech import Speech
from bot.voices.marks import readable
from locales import FOLDER

Show = Callable[[str], object]


class Trial:
    """One conversation in a language. `/ids` switches the ids of messages on and off."""

    def __init__(
        self, code: str, fallback: str, now: datetime, *, folder: Path = FOLDER, ids: bool = False
    ) -> None:
        gazetteer = Gazetteer.load(folder / "places")
        languages = tuple(dict.fromkeys((fallback, code)))
        self._speech = Speech(languages, gazetteer, folder=folder, mark=readable if ids else None)
        self._engine = Engine(FORM, Hearing(self._speech.marked(None), gazetteer))
        self._now, self._locale = now, code
        session = self._engine.open(code)
        self._session: Session = session.model_copy(update={"locale": code})
        self._prompt = Prompt(says=())
        self.is_over = False

    def begin(self, show: Show) -> None:
        """Say the first question, in the language to be tried."""
        self._do(CommandGiven(name="start"), show)
        self._do(ChoicePicked(token=f"language={self._locale}"), show)

    def answer(self, typed: str, show: Show) -> None:
        """Take a line: a button's number, a command, or words."""
        if typed.strip() == "/ids":
            self._speech.mark = None if self._speech.mark else readable
            self._show(self._prompt, show)
        else:
            self._do(self._meant(typed), show)

    def _meant(self, typed: str) -> Trigger:
        choices = self._prompt.every_choice()
        number = typed.strip().removeprefix("#")
        if typed.strip() != number and number.isdecimal() and 0 < int(number) <= len(choices):
            return ChoicePicked(token=choices[int(number) - 1].token)
        if typed.startswith("/"):
            name, _, argument = typed[1:].partition(" ")
            return CommandGiven(name=name.lower(), argument=argument)
        return TextSent(text=typed)

    def _do(self, trigger: Trigger, show: Show) -> None:
        sprint: Sprint = self._engine.advance(self._session, trigger, self._now)
        self._session = sprint.session
        for event in sprint.events:
            if isinstance(event, Told):
                self._show(event.prompt, show)
            elif isinstance(event, InquirySubmitted):
                self._show_statuses(show)
                self.is_over = True

    def _show(self, prompt: Prompt, show: Show) -> None:
        show(f"\n{self._speech.prompt(prompt, self._locale)}\n")
        self._prompt = prompt
        for number, choice in enumerate(prompt.every_choice(), 1):
            show(f"  #{number}  {self._speech.text(choice.label, self._locale)}")

    def _show_statuses(self, show: Show) -> None:
        for status, words in PUBLIC_WORDS.items():
            following = NEXT_WORDS.get(status)
            lines: tuple[Line, ...] = (words,) if following is None else (words, following)
            show("\n" + "\n".join(self._speech.text(line, self._locale) for line in lines))
