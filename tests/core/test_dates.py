"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.date_words import IN_FUTURE, NO_SUCH_DAY
from bot.core.dates import PartialDate, Precision, Season, is_adult, was_minor
from tests.core.kit import hearing, speech

TODAY = date(2026, 11, 23)


def on(
    year: int, month: int | None = None, day: int | None = None, *, about: bool = False
) -> PartialDate:
    """Short for a partial date."""
    return PartialDate(year=year, month=month, day=day, about=about)


def of(season: Season, year: int = 2022, *, about: bool = False) -> PartialDate:
    """Short for a season."""
    return PartialDate(year=year, season=season, about=about)


RIGHT = [
    ("12 березня 2015", on(2015, 3, 12)),
    ("12 березня 2015 року", on(2015, 3, 12)),
    ("12 берез. 2015 р.", on(2015, 3, 12)),
    ("березень 2015", on(2015, 3)),
    ("у березні 2015", on(2015, 3)),
    ("в марте 2015", on(2015, 3)),
    ("март 2015", on(2015, 3)),
    ("Марта 12, 2015", on(2015, 3, 12)),
    ("12 мая 2015 г.", on(2015, 5, 12)),
    ("в мае 2015", on(2015, 5)),
    ("12 March 2015", on(2015, 3, 12)),
    ("March 12th, 2015", on(2015, 3, 12)),
    ("Sept 2015", on(2015, 9)),
    ("2015", on(2015)),
    ("2015 рік", on(2015)),
    ("2015 року народження", on(2015)),
    ("2015 года", on(2015)),
    ("12.03.2015", on(2015, 3, 12)),
    ("12-03-2015р.", on(2015, 3, 12)),
    ("12/3/2015", on(2015, 3, 12)),
    ("12,03,2015", on(2015, 3, 12)),
    ("12 03 2015", on(2015, 3, 12)),
    ("2015-03-12", on(2015, 3, 12)),
    ("03.2015", on(2015, 3)),
    ("2015-03", on(2015, 3)),
    ("12.03.15", on(2015, 3, 12)),
    ("12.03.98", on(1998, 3, 12)),
    ("03/25/2015", on(2015, 3, 25)),
    ("близько 2015", on(2015, about=True)),
    ("примерно март 2015", on(2015, 3, about=True)),
    ("~2015", on(2015, about=True)),
    ("about 2015", on(2015, about=True)),
    ("навесні 2022", of(Season.SPRING)),
    ("весной 2022", of(Season.SPRING)),
    ("2022, весна", of(Season.SPRING)),
    ("summer 2022", of(Season.SUMMER)),
    ("приблизно восени 2022", of(Season.AUTUMN, about=True)),
    ("восени 2026", of(Season.AUTUMN, 2026)),
    ("зимой 2022", of(Season.WINTER)),
    ("12 лютого 2015", on(2015, 2, 12)),
    ("15 сiчня 2015", on(2015, 1, 15)),
]

AGES = [
    ("8 років", on(2018, about=True)),
    ("8 лет", on(2018, about=True)),
    ("13 лет", on(2013, about=True)),
    ("1 рік", on(2025, about=True)),
    ("about 5 years old", on(2021, about=True)),
    ("5", on(2021, about=True)),
    ("йому 8 років", on(2018, about=True)),
    ("8 месяцев", on(2026, 3, about=True)),
    ("11 місяців", on(2025, 12, about=True)),
]

NO_DATES = [
    "",
    "завтра",
    "не знаю",
    "12",
    "соро",
    "12 щось 2015",
    "1 2",
    "12 березня",
    "1.2.3.4",
    "20155",
    "0",
]


@pytest.mark.parametrize(("text", "expected"), RIGHT)
def test_dates_are_read_in_any_language(text: str, expected: PartialDate) -> None:
    """A date is read whatever language it is written in, with the precision it has."""
    assert hearing().date(text, "uk", TODAY, of_birth=False) == expected


@pytest.mark.parametrize(("text", "expected"), AGES)
def test_an_age_gives_an_approximate_birth_year(text: str, expected: PartialDate) -> None:
    """An age tells the year of birth, marked as about."""
    assert hearing().date(text, "uk", TODAY, of_birth=True) == expected


@pytest.mark.parametrize("text", ["8 років", "5", "about 5 years old"])
def test_an_age_is_no_date_of_separation(text: str) -> None:
    """Only a birth date may be an age."""
    assert hearing().date(text, "uk", TODAY, of_birth=False) is None


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    """A text with a word the grammar does not know is not a date."""
    assert hearing().date(text, "uk", TODAY, of_birth=False) is None


@pytest.mark.parametrize("text", ["31.02.2015", "2015-02-30", "31 квітня 2015"])
def test_a_day_that_does_not_exist_is_said_to(text: str) -> None:
    """The calendar's gaps have an answer of their own."""
    assert hearing().date(text, "uk", TODAY, of_birth=True) == NO_SUCH_DAY


@pytest.mark.parametrize("text", ["2027", "24.11.2026", "грудень 2026", "March 2040"])
def test_the_future_is_said_to_lie_ahead(text: str) -> None:
    """Nobody was born, or separated, after today."""
    assert hearing().date(text, "uk", TODAY, of_birth=True) == IN_FUTURE


@pytest.mark.parametrize("text", ["23.11.2026", "листопад 2026", "2026"])
def test_today_is_not_the_future(text: str) -> None:
    """A date that may be today or before is taken."""
    assert isinstance(hearing().date(text, "uk", TODAY, of_birth=False), PartialDate)


def test_a_partial_date_knows_its_precision() -> None:
    """Year, season, month or day, and PFIF's way to write each."""
    dates = (on(2015), of(Season.SPRING, 2015), on(2015, 3), on(2015, 3, 12))
    assert [d.precision for d in dates] == [*Precision]
    assert [d.iso() for d in dates] == ["2015", "2015", "2015-03", "2015-03-12"]


@pytest.mark.parametrize(
    ("partial", "locale", "shown"),
    [
        (on(2015, 3, 12), "uk", "12 березня 2015 р."),
        (on(2015, 3), "uk", "березень 2015 р."),
        (on(2015, 3), "ru", "март 2015 г."),
        (on(2015, 3, 12), "ru", "12 марта 2015 г."),
        (on(2015, 3), "en", "March 2015"),
        (on(2015, about=True), "en", "about 2015"),
        (on(2015, about=True), "uk", "приблизно 2015"),
        (of(Season.SPRING), "uk", "весна 2022 року"),
        (of(Season.SPRING), "ru", "весна 2022 года"),
        (of(Season.AUTUMN), "en", "autumn 2022"),
        (of(Season.WINTER, about=True), "en", "about winter 2022"),
    ],
)
def test_dates_are_shown_as_each_language_writes_them(
    partial: PartialDate, locale: str, shown: str
) -> None:
    """A date is shown in the reader's language, in the right case."""
    assert speech().text(partial, locale).replace("\u202f", " ") == shown


@pytest.mark.parametrize(
    ("born", "then", "minor"),
    [
        (on(2010, 5, 1), on(2022, 3), True),
        (on(2000, 1, 1), on(2022, 3), False),
        (on(2004, 3, 15), on(2022, 3, 14), True),
        (on(2004, 3, 15), on(2022, 3, 15), False),
        (on(2004), on(2022), None),
        (on(2003, about=True), on(2022), None),
        (on(2004, 6, 1), of(Season.SPRING), True),
        (on(2004, 5, 31), of(Season.SPRING), None),
        (on(2004, 3, 1), of(Season.SPRING), False),
        (on(2004, 2, 1), of(Season.WINTER), None),
    ],
)
def test_minority_is_known_only_where_the_dates_tell(
    born: PartialDate, then: PartialDate, minor: object
) -> None:
    """Under 18, not under 18, or open: an approximate date never decides a close case."""
    assert was_minor(born, then) is minor


def test_adulthood_is_as_of_today() -> None:
    """Someone turns adult on the eighteenth birthday."""
    assert is_adult(on(2008, 11, 23), TODAY) is True
    assert is_adult(on(2008, 11, 24), TODAY) is False
    assert is_adult(on(2008), TODAY) is None
