"""The lists of words the bot understands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.voices import HEARD
from bot.voices.po import Entry

# The ear reads a run of letters as one word; whatever else stands in it is never heard.
_WORD = re.compile(r"[^\W\d_]+")


def heard(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Lists with holes or doubles; in dates also capital letters, and words never heard."""
    said = entry.said.get(0, "")
    if not said:
        return
    words = [word.strip() for word in said.split(",")]
    if not all(words):
        yield Fault("heard-hole", "two commas stand together, or one at the end", "remove one")
    for word, count in Counter(filter(None, words)).items():
        if count > 1:
            yield Fault("heard-double", f"“{word}” stands there twice", "leave one")
        if entry.context != HEARD:
            continue
        if word != word.lower():
            yield Fault("heard-capital", f"“{word}” has a capital letter", "write it small")
        if not _WORD.fullmatch(word):
            yield Fault(
                "heard-never",
                f"“{word}” is not one word, so it is never heard",
                "write its parts as words of their own",
            )
