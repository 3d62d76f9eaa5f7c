"""Answers that are picked: one of a few, or any of a few."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from pydantic import JsonValue

from bot.core.answers.kind import (
    SHOWN,
    Asking,
    Browsed,
    Reading,
    Refused,
    Rows,
    Taken,
    in_rows,
    token,
)
from bot.core.say import Choice, Line, Say, Spaced, say
from bot.core.terms import other_words, words
from bot.core.triggers import ChoicePicked, Trigger

# Translators: said when someone wrote something else where a button answers the question
PLEASE_PICK = say("answer", "Please tap one of the buttons below, or type what it says.")
# Translators: button after ticking several answers
DONE = say("pick", "Done")
# Translators: {choice} is the text of a ticked button
TICKED = say("pick", "✓ {choice}")
# Translators: an empty list of answers in the review
NOBODY = say("answer", "nobody")

_LONG_LIST = 6
# Two buttons side by side show about this many letters each on a small telephone.
_NARROW = 16
_NOTHING = "-"


class PickOne:
    """One value of an enumeration."""

    def __init__(self, options: type[StrEnum]) -> None:
        self._options, self._values = options, frozenset(options)

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """Nothing more."""
        return ()

    def choices(self, asking: Asking) -> Rows:
        """Every value; in two columns where there are many and their words are short."""
        return _picks(self._options, asking.slot.path)

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """The value picked."""
        value = asking.picked(trigger.token) if isinstance(trigger, ChoicePicked) else None
        return Taken(value) if value in self._values else Refused(PLEASE_PICK)

    def show(self, value: JsonValue) -> Line:
        """The value's words."""
        return words(self._options(str(value)))


class PickMany:
    """Any values of an enumeration, ticked one by one and then confirmed."""

    def __init__(self, options: type[StrEnum]) -> None:
        self._options, self._values = options, frozenset(options)

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """Nothing more."""
        return ()

    def choices(self, asking: Asking) -> Rows:
        """Every value with its tick, and the button that confirms."""
        return _ticks(self._options, asking.slot.path, self._values & _ticked(asking))

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """The values ticked so far, or all of them once confirmed."""
        value = asking.picked(trigger.token) if isinstance(trigger, ChoicePicked) else None
        if value == "done":
            return Taken([option.value for option in self._options if option in _ticked(asking)])
        if value is None or value not in self._values:
            return Refused(PLEASE_PICK)
        return Browsed({"term": " ".join(sorted(_ticked(asking) ^ {value})) or _NOTHING})

    def show(self, value: JsonValue) -> Line:
        """The values' words, as a list."""
        chosen = value if isinstance(value, list) else []
        named = tuple(words(self._options(str(item))) for item in chosen)
        return Spaced(items=named) if named else NOBODY


@lru_cache(maxsize=SHOWN)
def _picks(options: type[StrEnum], path: str) -> Rows:
    choices = [Choice(token=token(path, o), label=words(o), also=other_words(o)) for o in options]
    is_narrow = all(len(words(o).text) <= _NARROW for o in options)
    return in_rows(choices, 2 if is_narrow and len(choices) > _LONG_LIST else 1)


@lru_cache(maxsize=SHOWN)
def _ticks(options: type[StrEnum], path: str, ticked: frozenset[str]) -> Rows:
    ticks = [Choice(token=token(path, o), label=_label(words(o), o in ticked)) for o in options]
    return in_rows([*ticks, Choice(token=token(path, "done"), label=DONE)], 1)


def _label(label: Say, is_ticked: bool) -> Say:
    return TICKED.saying(choice=label) if is_ticked else label


def _ticked(asking: Asking) -> set[str]:
    """What is ticked now: by the session's `term`, at first by the answer given before."""
    if asking.session.term:
        return set(asking.session.term.split()) - {_NOTHING}
    return {str(item) for item in asking.value} if isinstance(asking.value, list) else set()
