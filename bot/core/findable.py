"""By which words a case is found: pairs of a name and a name, or a name and a year of birth.

One name alone says too much about a person when it stands in an index, so only pairs do
(`guarantees.md`, section 5). Spelling variants of a name fold to the same word.
"""

from __future__ import annotations

from itertools import combinations, product

from bot.core.inquiry import Inquiry
from bot.core.inquiry.person import SoughtPerson
from bot.core.spelling import fold_typed

MOST_WORDS = 8
_YEARS = range(1900, 2200)
_NAMES = (
    "name_last",
    "name_first",
    "name_nickname",
    "name_other",
    "alternate_names",
    "name_middle",
)


def terms_of(inquiry: Inquiry) -> frozenset[str]:
    """The pairs under which an inquiry is found."""
    found: set[str] = set()
    for person in inquiry.persons:
        found |= _pairs(names_of(person), years_of(person))
    return frozenset(found)


def terms_asked(words: str) -> frozenset[str]:
    """The pairs in what someone looks for; none where there is one word only.

    An inquiry that matches the words is found under every one of them.
    """
    folded = fold_typed(words).split()[:MOST_WORDS]
    years = {int(word) for word in folded if _is_year(word)}
    return frozenset(_pairs({word for word in folded if not word.isdecimal()}, years))


def matches(inquiry: Inquiry, words: str) -> bool:
    """Whether every word someone looks for is a name or a year of one of the persons."""
    folded = fold_typed(words).split()
    for person in inquiry.persons:
        names, years = names_of(person), {str(year) for year in years_of(person)}
        if folded and all(word in names or word in years for word in folded):
            return True
    return False


def names_of(person: SoughtPerson) -> set[str]:
    """Every word of a person's names, folded, single letters and numbers aside."""
    given = [value for name in _NAMES if isinstance(value := getattr(person, name, None), str)]
    words = [word for text in given for word in fold_typed(text).split() if len(word) > 1]
    return {word for word in words[:MOST_WORDS] if not word.isdecimal()}


def years_of(person: SoughtPerson) -> set[int]:
    """The years a person may have been born in, where they are few."""
    born = person.date_of_birth
    if born is None:
        return set()
    spread = 1 if born.about else 0
    return set(range(born.year - spread, born.year + spread + 1))


def _pairs(names: set[str], years: set[int]) -> set[str]:
    both = {"|".join(sorted(pair)) for pair in combinations(names, 2)}
    return both | {f"{name}|{year}" for name, year in product(names, years)}


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and int(word) in _YEARS
