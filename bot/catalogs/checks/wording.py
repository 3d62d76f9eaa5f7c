"""The glossary: terms to use, and what is never said."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs, prose
from bot.voices.po import Entry


def wording(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """What is never said in this language."""
    nevers = rules.glossary.forbidden(rules.code)
    texts = [said for _, said in pairs(entry)]
    for never in nevers:
        if not never.applies(entry.context):
            continue
        for said in texts:
            found = never.pattern.search(prose(said))
            if found:
                what = f"“{found[0].strip()}” is never said. {never.reason}"
                yield Fault(never.kind, what, f"say instead: {never.use}")


def terms(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Terms of the English text that are translated as something else."""
    if rules.is_source:
        return
    for term in rules.glossary.terms:
        word = term.words.get(rules.code)
        if word is None or word.stem is None or term.source is None:
            continue
        for source, said in pairs(entry):
            if term.source.search(prose(source)) and not word.stem.search(said):
                what = f"“{term.english}” is called something else here. {term.reason}"
                yield Fault("glossary-term", what, f"say: {word.say}")
