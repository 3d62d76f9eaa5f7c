"""Answers that are dates, as exact as someone remembers them."""

from __future__ import annotations

from pydantic import JsonValue

from bot.core.answers.kind import Asking, Reading, Refused, Rows, Taken
from bot.core.dates import PartialDate
from bot.core.say import Line, Say, say
from bot.core.triggers import TextSent, Trigger

# Translators: said when a date was not understood; examples natural for your language
NOT_UNDERSTOOD = say(
    "answer date",
    "I could not read this date. Please write it like one of these: 12 March 2015 · March 2015 · "
    "2015 · 12.03.2015",
)


class Remembered:
    """A partial date. A birth date may also be given as an age."""

    def __init__(self, *, of_birth: bool) -> None:
        self._of_birth = of_birth

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """Nothing more."""
        return ()

    def choices(self, asking: Asking) -> Rows:
        """Nothing to pick."""
        return ()

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """The date in a text."""
        if not isinstance(trigger, TextSent):
            return Refused(NOT_UNDERSTOOD)
        heard = asking.ear.date(
            trigger.text, asking.session.locale, asking.today, of_birth=self._of_birth
        )
        if isinstance(heard, Say):
            return Refused(heard)
        return Refused(NOT_UNDERSTOOD) if heard is None else Taken(heard.model_dump(mode="json"))

    def show(self, value: JsonValue) -> Line:
        """The date, said in the reader's language."""
        return PartialDate.model_validate(value)
