"""Choices named among small words: "well, yes", "no, thank you".

A strict grammar, as that of dates: each word has to be known, and all have to mean one choice, so
that a negation or a condition is never heard as its opposite.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_MOST_WORDS = 6


class SmallWords(NamedTuple):
    """Words, or several in a row, that change nothing: before an answer, or also behind one."""

    before: Collection[str]
    behind: Collection[str]


def only_meant(typed: str, names: Mapping[str, T], small: SmallWords) -> T | None:
    """What a text means in which names stand among small words; None where that is not certain.

    What is both a name and a small word, as "sure", is a name where nothing else is.
    """
    named, leant_on = list[T](), list[T]()
    words = typed.split()[: _MOST_WORDS + 1]
    if len(words) > _MOST_WORDS:
        return None
    while words:
        known = small.behind if named or leant_on else small.before
        length = _longest(words, names, known)
        if not length:
            return None
        phrase, words = " ".join(words[:length]), words[length:]
        if phrase in names:
            (leant_on if phrase in known else named).append(names[phrase])
    meant = named or leant_on
    return meant[0] if meant and all(one == meant[0] for one in meant) else None


def _longest(words: list[str], names: Collection[str], small: Collection[str]) -> int:
    """How many words the longest beginning has that is a name or a small word."""
    lengths = range(len(words), 0, -1)
    begun = (n for n in lengths if (p := " ".join(words[:n])) in names or p in small)
    return next(begun, 0)
