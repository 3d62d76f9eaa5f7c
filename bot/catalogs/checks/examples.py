"""Whether the bot understands the examples it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from babel.lists import format_list

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs, prose
from bot.core.date_words import DateWords, read_date
from bot.core.dates import PartialDate
from bot.hearing import read_telephone
from bot.voices import cldr
from bot.voices.po import Entry

_TODAY = date(2026, 1, 1)
_BOUNDS = r"[:：,،·;?؟!\n()«»„“”\"]|\.(?=\s|$)"
_TELEPHONE = re.compile(r"\+\d[\d ()\-]{6,}\d")
_MONTH_OR_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def dates(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Examples of dates that the bot would not understand if a family wrote them."""
    if rules.ear is None or not _has_dates(entry.text):
        return
    for _, said in pairs(entry):
        for piece in _pieces(said, rules.code):
            if not _is_date(piece, rules.ear):
                yield Fault(
                    "date-unreadable",
                    f"the bot does not understand its own example “{piece}”",
                    "write a date as people write it; words it lacks go into the lists “hear”",
                )


def telephones(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Examples of telephone numbers that are missing, or that the bot would refuse."""
    if not _TELEPHONE.search(entry.text):
        return
    for _, said in pairs(entry):
        numbers = _TELEPHONE.findall(said)
        for number in numbers or ("",):
            if read_telephone(number, rules.code) is None:
                what = f"“{number}” is no telephone number" if number else "the example is missing"
                yield Fault("telephone-unreadable", what, "give an example as +380 44 123 45 67")


def _has_dates(source: str) -> bool:
    """Whether an English text has examples of dates, which are all it has numbers for."""
    return bool(_MONTH_OR_YEAR.search(_TELEPHONE.sub("", prose(source))))


def _pieces(text: str, code: str) -> Iterator[str]:
    """What stands between marks and "or", where it has a digit."""
    pieces = re.split(f"{_BOUNDS}|{_or(code)}", _TELEPHONE.sub("", prose(text)))
    return (piece.strip() for piece in pieces if any(letter.isdigit() for letter in piece))


@lru_cache(maxsize=16)
def _or(code: str) -> str:
    """The word "or" as CLDR joins two things by it in a language."""
    joined = format_list(["0", "1"], style="or", locale=cldr(code))
    return re.escape(joined.strip("01"))


def _is_date(text: str, ear: DateWords) -> bool:
    return isinstance(read_date(text, ear, _TODAY, of_birth=True), PartialDate)
