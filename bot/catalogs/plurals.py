"""The plural rule of a catalog's header, and what each of its forms is used for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO

from babel import Locale
from babel.messages.plurals import get_plural
from babel.plural import to_gettext

from bot.voices.binary import compiled
from bot.voices.po import Entry

FormOf = Callable[[int], int]

_MOST = 6
_TRIED = (*range(1001), 10_000, 1_000_000)
_HEADER = re.compile(r"^Plural-Forms:\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=(.+?);?$", re.M)


def stated(header: str) -> tuple[int, str] | None:
    """How many forms a header states, and by which rule; None where it states none."""
    found = _HEADER.search(header)
    return None if found is None else (int(found[1]), found[2].strip())


@lru_cache(maxsize=64)
def rule(forms: int, expression: str) -> FormOf | None:
    """The form a number takes; None for a rule that gettext cannot read."""
    header = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals={forms}; "
    entries = (
        Entry(said={0: f"{header}plural={expression};\n"}),
        Entry(text="#", many="#", said={index: str(index) for index in range(_MOST + 1)}),
    )
    try:
        catalog = GNUTranslations(BytesIO(compiled(entries)))
    except ValueError:
        return None
    return lambda number: int(catalog.ngettext("#", "#", number))


def is_same(one: FormOf, other: FormOf) -> bool:
    """Whether two rules tell the same numbers apart, in whatever order they count the forms."""
    matched = {(one(number), other(number)) for number in _TRIED}
    return (
        len(matched) == len({left for left, _ in matched}) == len({right for _, right in matched})
    )


def is_in_same_order(one: FormOf, other: FormOf) -> bool:
    """Whether two rules give every number the same form."""
    return all(one(number) == other(number) for number in _TRIED)


@lru_cache(maxsize=64)
def right(code: str) -> tuple[int, str]:
    """How many plural forms a language has, and the rule, in the order all tools have them.

    Babel's table counts Arabic's last two forms the other way round than gettext's and Weblate's.
    """
    known = get_plural(code)
    table, cldr = (known.num_plurals, known.plural_expr), _by_cldr(code)
    one, other = rule(*table), rule(*cldr)
    if one is None or other is None or cldr[0] != table[0] or is_in_same_order(one, other):
        return table
    return cldr if is_same(one, other) else table


def _by_cldr(code: str) -> tuple[int, str]:
    """CLDR's rule as gettext writes it. It may have a form for fractions that no number takes."""
    header = to_gettext(Locale.parse(code).plural_form)
    return stated(f"Plural-Forms: {header}") or (1, "0")


def alone(form_of: FormOf) -> frozenset[int]:
    """The forms used for one number only, which need not show it: "one file", "two files"."""
    uses = Counter(form_of(number) for number in _TRIED)
    return frozenset(form for form, count in uses.items() if count == 1)
