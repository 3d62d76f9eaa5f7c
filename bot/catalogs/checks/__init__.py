"""The checks of one text, one file a concern. Each takes an entry and tells its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.catalogs.checks.edges import bullets, edges, endings, signs
from bot.catalogs.checks.examples import dates, telephones
from bot.catalogs.checks.heard import heard
from bot.catalogs.checks.length import length
from bot.catalogs.checks.letters import foreign_words, mixed_letters
from bot.catalogs.checks.markup import commands, invisible, markup
from bot.catalogs.checks.placeholders import placeholders
from bot.catalogs.checks.plural import plural_forms
from bot.catalogs.checks.state import SAME, state
from bot.catalogs.checks.typography import apostrophes, dashes, quotes, spaces
from bot.catalogs.checks.wording import terms, wording
from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.voices import LISTS
from bot.voices.po import Entry

__all__ = ["faults"]

Check = Callable[[Entry, Rules], Iterator[Fault]]

_STATE: tuple[Check, ...] = (state, plural_forms)
_HEARD: tuple[Check, ...] = (heard,)
_READ: tuple[Check, ...] = (
    placeholders, markup, commands, invisible, length, edges, bullets, signs, endings,
    spaces, dashes, quotes, apostrophes, mixed_letters, foreign_words, wording, terms,
    dates, telephones,
)  # fmt: skip


def faults(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Everything wrong with one message."""
    found = [fault for check in _STATE for fault in check(entry, rules)]
    yield from found
    if not entry.is_fuzzy and not any(fault.kind == SAME for fault in found):
        for check in _HEARD if entry.context in LISTS else _READ:
            yield from dict.fromkeys(check(entry, rules))
