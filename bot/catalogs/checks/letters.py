"""Letters of another alphabet."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs, scripts, words
from bot.voices.po import Entry


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
    """Words in an alphabet that is not the language's, which are no names."""
    if rules.script is None:
        return
    for _, said in pairs(entry):
        for word in words(said):
            found = scripts(word)
            if len(found) == 1 and rules.script not in found and word not in rules.names:
                yield Fault(
                    "foreign-word",
                    f"“{word}” is not written in the language's alphabet",
                    "translate it; a name that is right so goes into locales/names.txt",
                )
