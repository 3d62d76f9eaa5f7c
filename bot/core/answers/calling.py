"""Answers that are telephone numbers: read, shown as understood, and confirmed."""

from __future__ import annotations

from pydantic import JsonValue

from bot.core.answers.kind import Asking, Browsed, Reading, Refused, Rows, Taken
from bot.core.say import Choice, Line, Verbatim, say
from bot.core.triggers import ChoicePicked, ContactShared, TextSent, Trigger

# Translators: {number} is a telephone number in international form
IS_IT_RIGHT = say("answer telephone", "I read your number as {number}. Is that right?")
# Translators: button: the number is right
RIGHT = say("pick telephone", "Yes, that is right")
# Translators: said when a number was not understood
NOT_A_NUMBER = say(
    "answer telephone",
    "I could not read this number. Please write it with the country code, for example "
    "+380 44 123 45 67.",
)

_RIGHT = "right"


class Called:
    """A telephone number in E.164, confirmed by the person before it is kept."""

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """The number as it was understood."""
        number = asking.session.term
        return (IS_IT_RIGHT.saying(number=Verbatim(verbatim=number)),) if number else ()

    def choices(self, asking: Asking) -> Rows:
        """The confirmation, once there is a number."""
        if not asking.session.term:
            return ()
        return ((Choice(token=asking.token(_RIGHT), label=RIGHT),),)

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """A number to confirm, or the number confirmed."""
        if isinstance(trigger, ChoicePicked):
            is_confirmed = asking.picked(trigger.token) == _RIGHT and asking.session.term
            return Taken(asking.session.term) if is_confirmed else Refused(NOT_A_NUMBER)
        typed = ""
        if isinstance(trigger, TextSent):
            typed = trigger.text
        elif isinstance(trigger, ContactShared):
            typed = trigger.telephone
        number = asking.ear.telephone(typed, asking.session.locale)
        return Refused(NOT_A_NUMBER) if number is None else Browsed({"term": number}, here=False)

    def show(self, value: JsonValue) -> Line:
        """The number."""
        return Verbatim(verbatim=str(value))
