"""Answers in a person's own words."""

from __future__ import annotations

from pydantic import JsonValue

from bot.core.answers.kind import Asking, Browsed, Reading, Refused, Rows, Taken
from bot.core.say import Choice, Line, Verbatim, say, say_n
from bot.core.triggers import ChoicePicked, TextSent, Trigger

# Translators: said when someone tapped, or sent something else, where words are expected
PLEASE_WRITE = say("answer", "Please write your answer in words.")
# Translators: button: keep only the beginning of a text that was too long
KEEP_BEGINNING = say("pick", "Keep the beginning")

_KEEP = "shorten"


class Written:
    """Words, kept as they were written. `most` is in characters."""

    def __init__(self, most: int) -> None:
        self._most = most

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """That a text was too long, after one was."""
        if not asking.session.term:
            return ()
        # Translators: said when an answer was too long; {count} is how many characters fit
        limit = say_n(
            "answer",
            "Your answer is long; {count} character fits here. Please send a shorter one, or keep "
            "its beginning. You can tell the rest to a caseworker later.",
            "Your answer is long; {count} characters fit here. Please send a shorter one, or keep "
            "its beginning. You can tell the rest to a caseworker later.",
            self._most,
        )
        return (limit,)

    def choices(self, asking: Asking) -> Rows:
        """The offer to shorten, after a text was too long."""
        if not asking.session.term:
            return ()
        return ((Choice(token=asking.token(_KEEP), label=KEEP_BEGINNING),),)

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """The words, without white space around them."""
        if isinstance(trigger, ChoicePicked) and asking.picked(trigger.token) == _KEEP:
            return Taken(asking.session.term) if asking.session.term else Refused(PLEASE_WRITE)
        words = trigger.text.strip() if isinstance(trigger, TextSent) else ""
        if not words:
            return Refused(PLEASE_WRITE)
        if len(words) > self._most:
            return Browsed({"term": words[: self._most]}, here=False)
        return Taken(words)

    def show(self, value: JsonValue) -> Line:
        """The words."""
        return Verbatim(verbatim=str(value))
