"""The plural rule of a catalog's header, and what each of its forms is used for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from gettext import GNUTranslations
from io import BytesIO

from bot.voices.binary import compiled
from bot.voices.po import Entry

_MOST = 6
_TRIED = (*range(1001), 10_000, 1_000_000)
_HEADER = re.compile(r"^Plural-Forms:\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=(.+?);?$", re.M)


def stated(header: str) -> tuple[int, str] | None:
    """How many forms a header states, and by which rule; None where it states none."""
    found = _HEADER.search(header)
    return None if found is None else (int(found[1]), found[2].strip())


def rule(forms: int, expression: str) -> Callable[[int], int] | None:
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


def is_same(one: Callable[[int], int], other: Callable[[int], int]) -> bool:
    """Whether two rules, however they are written, give every number the same form."""
    return all(one(number) == other(number) for number in _TRIED)


def alone(form_of: Callable[[int], int]) -> frozenset[int]:
    """The forms used for one number only, which need not show it: "one file", "two files"."""
    uses = Counter(form_of(number) for number in _TRIED)
    return frozenset(form for form, count in uses.items() if count == 1)
