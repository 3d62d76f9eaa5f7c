"""Reading dates as people write them, in any of the languages the bot speaks.

A strict grammar: a text with a word it does not know is not a date, so that nothing is silently
read wrong. Days come before months, as all three languages and their countries write them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.dates import PartialDate, Season
from bot.core.say import Say, say

# Translators: said when a date lies ahead; examples natural for your language
IN_FUTURE = say(
    "answer date", "This date is in the future. Could you check the year? For example: March 2015."
)
# Translators: said for 31 February and the like
NO_SUCH_DAY = say(
    "answer date",
    "There is no such day in the calendar. If you are not sure of the day, the month and year are "
    "enough: March 2015.",
)

_OLDEST = 120
_TOKENS = re.compile(r"\d+|[^\W\d_]+|\S")
_SEPARATORS = frozenset(".,-/–—()'’`\"«»“”")
_ABOUT_SIGNS = frozenset("~≈?")
_ALIKE = 0.6
_SHORTEST_MONTH = 3


@dataclass(frozen=True)
class DateWords:
    """The words of dates in all languages, in lower case.

    `months` gives the month's number, `seasons` the season.
    `abbreviated` are months' short names, which have no cases.
    `fillers` mean nothing in a date: "year", "in", "of".
    """

    months: Mapping[str, int]
    abbreviated: Mapping[str, int]
    seasons: Mapping[str, Season]
    about: frozenset[str]
    years_old: frozenset[str]
    months_old: frozenset[str]
    fillers: frozenset[str]


@dataclass
class _Read:
    """What the words of a text came down to."""

    numbers: list[str]
    month: int | None = None
    season: Season | None = None
    about: bool = False
    age_unit: str | None = None


def read_date(
    text: str, words: DateWords, today: date, *, of_birth: bool
) -> PartialDate | Say | None:
    """The date in a text, what is wrong with it, or None where it is no date at all.

    Where `of_birth`, an age ("8 years old", "about 5") gives the year of birth, marked as about.
    """
    read = _sorted_out(_tokens(text), words)
    if read is None:
        return None
    if of_birth and (aged := _aged(read, today)) is not None:
        return aged
    parts = _parts(read, today)
    if parts is None:
        return None
    year, month, day = parts
    try:
        found = PartialDate(year=year, month=month, day=day, about=read.about, season=read.season)
    except ValueError:
        return NO_SUCH_DAY if day is not None and month in range(1, 13) else None
    return IN_FUTURE if found.earliest > today else found


def _tokens(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    tokens = _TOKENS.findall(folded)
    # On Ukrainian telephones і is often typed as the Latin i; the two look the same.
    return [t.replace("i", "і") if re.search("[а-яєіїґ]", t) else t for t in tokens]


def _sorted_out(tokens: list[str], words: DateWords) -> _Read | None:
    read = _Read(numbers=[])
    for token in tokens:
        if not _placed(token, words, read):
            return None
    return read if read.numbers else None


def _placed(token: str, words: DateWords, read: _Read) -> bool:
    if token.isdecimal():
        read.numbers.append(token)
    elif token in words.about or token in _ABOUT_SIGNS:
        read.about = True
    elif token in words.seasons:
        is_first = read.season is None and read.month is None
        read.season = words.seasons[token]
        return is_first
    elif token in words.months_old or token in words.years_old:
        read.age_unit = "months" if token in words.months_old else read.age_unit or "years"
    elif token not in words.fillers and token not in _SEPARATORS:
        month = _month(token, words)
        return month is not None and _month_read(read, month)
    return True


def _month_read(read: _Read, month: int) -> bool:
    if read.month is not None or read.season is not None:
        return False
    read.month = month
    return True


def _month(token: str, words: DateWords) -> int | None:
    """The month a word means, in any of its cases: the known form most of whose letters agree."""
    exact = words.months.get(token) or words.abbreviated.get(token)
    if exact is not None:
        return exact
    if len(token) < _SHORTEST_MONTH:
        return None
    scored = [(_likeness(token, form), number) for form, number in words.months.items()]
    best = max(score for score, _ in scored)
    numbers = {number for score, number in scored if score == best}
    return numbers.pop() if best >= _ALIKE and len(numbers) == 1 else None


def _likeness(token: str, form: str) -> float:
    if form.startswith(token):
        return 1.0
    common = 0
    for ours, theirs in zip(token, form, strict=False):
        if ours != theirs:
            break
        common += 1
    return common / max(len(form), len(token) - 1)


def _aged(read: _Read, today: date) -> PartialDate | None:
    is_timed = read.month is not None or read.season is not None
    is_age = not is_timed and len(read.numbers) == 1 and len(read.numbers[0]) <= 3
    if not is_age or int(read.numbers[0]) > _OLDEST:
        return None
    age = int(read.numbers[0])
    if read.age_unit == "months":
        months = today.year * 12 + today.month - 1 - age
        return PartialDate(year=months // 12, month=months % 12 + 1, about=True)
    return PartialDate(year=today.year - age, about=True)


def _parts(read: _Read, today: date) -> tuple[int, int | None, int | None] | None:
    numbers = read.numbers
    if read.age_unit == "months" or len(numbers) > 3:
        return None
    if read.season is not None and len(numbers) != 1:
        return None
    if read.month is not None:
        return _around_month(numbers, read.month, today)
    return _only_numbers(numbers, today)


def _around_month(
    numbers: list[str], month: int, today: date
) -> tuple[int, int | None, int | None] | None:
    if len(numbers) == 1:
        year = _year(numbers[0], today) if len(numbers[0]) == 4 else None
        return None if year is None else (year, month, None)
    if len(numbers) != 2:
        return None
    first, second = numbers
    day, year_text = (second, first) if len(first) == 4 else (first, second)
    year = _year(year_text, today)
    return None if year is None or len(day) > 2 else (year, month, int(day))


def _only_numbers(numbers: list[str], today: date) -> tuple[int, int | None, int | None] | None:
    year_first = len(numbers[0]) == 4
    year = _year(numbers[0] if year_first else numbers[-1], today)
    rest = [int(n) for n in (numbers[1:] if year_first else numbers[:-1]) if len(n) <= 2]
    if year is None or len(rest) != len(numbers) - 1:
        return None
    if not rest:
        return (year, None, None) if year_first else None
    if len(rest) == 1:
        is_month = len(numbers[-1]) == 4 or year_first
        return (year, rest[0], None) if is_month else None
    month, day = (rest[0], rest[1]) if year_first else (rest[1], rest[0])
    # Only where the second number can be no month was the month written first, as in America.
    if month > 12 >= day:
        month, day = day, month
    return year, month, day


def _year(digits: str, today: date) -> int | None:
    """A year of four digits, or of two: of this century where that is not ahead of us."""
    if len(digits) == 4:
        return int(digits) if 1900 <= int(digits) <= today.year + 50 else None
    if len(digits) != 2:
        return None
    century = today.year // 100 * 100
    year = century + int(digits)
    return year if year <= today.year else year - 100
