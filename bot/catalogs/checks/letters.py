"""Letters of another alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogs.audience import is_for_staff
from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs, scripts, words
from bot.voices.po import Entry

_TYPED = re.compile(r"\w+")


def mixed_letters(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Words with letters of two alphabets, which look alike and are found by no search."""
    for _, said in pairs(entry):
        for word in words(said):
            if len(scripts(word)) > 1:
                yield Fault(
                    "mixed-letters",
                    f"“{word}” mixes the letters of two alphabets",
                    "write the word anew with one keyboard",
                )


def foreign_words(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Words in an alphabet that is not the language's, which are no names.

    Texts for staff may name what staff type as it is.
    """
    if rules.script is None:
        return
    typed = rules.desk_words if is_for_staff(entry.context) else frozenset()
    for _, said in pairs(entry):
        bare = _TYPED.sub(lambda match: "" if match[0] in typed else match[0], said)
        for word in words(bare):
            found = scripts(word)
            if len(found) == 1 and rules.script not in found and word not in rules.names:
                yield Fault(
                    "foreign-word",
                    f"“{word}” is not written in the language's alphabet",
                    "translate it; a name that is right so goes into locales/names.txt",
                )
