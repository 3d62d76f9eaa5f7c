"""Whether a text is translated at all."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs, words
from bot.voices.po import Entry

SAME = "same-as-source"


def state(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Untranslated, marked fuzzy, or still English."""
    if not any(entry.said.values()):
        yield Fault("untranslated", "there is no translation", "translate it")
    elif entry.is_fuzzy:
        yield Fault(
            "fuzzy",
            "the English text has changed, or a tool has guessed",
            "make the translation right, then remove the mark “fuzzy”",
        )
    elif _is_english(entry, rules):
        yield Fault(
            SAME,
            "the translation is the English text",
            "translate it; if it is right as it is, list it in locales/same_as_source.tsv",
        )


def _is_english(entry: Entry, rules: Rules) -> bool:
    if rules.is_source or entry.key in rules.same:
        return False
    says_something = set(words(entry.text)) - rules.names
    return bool(says_something) and any(source == said for source, said in pairs(entry))
