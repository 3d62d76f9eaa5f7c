"""Understanding people: dates, telephones, places and choices, in the languages the bot speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from babel.core import get_global

from bot.core.date_words import DateWords, read_date
from bot.core.dates import PartialDate, Season
from bot.core.ear import FoundPlace
from bot.core.say import Choice, Say, say
from bot.core.small_words import SmallWords, only_meant
from bot.gazetteer import Gazetteer
from bot.speech import Speech
from bot.voices import cldr

# Translators: list separated by commas: words that mean a date is not exact
ABOUT = say("hear", "about, around, circa, approximately, roughly, maybe, probably")
# Translators: list separated by commas: every form of "year" and "years old" after a number
YEARS = say("hear", "year, years, yr, yrs, y, yo, old")
# Translators: list separated by commas: every form of "month" after a number
MONTHS = say("hear", "month, months")
# Translators: list separated by commas: words inside dates that can be left out
FILLERS = say("hear", "in, on, of, the, st, nd, rd, th, born, age, aged, is, he, she, was, ca")
# Translators: list separated by commas: every form of "spring" in a date
SPRING = say("hear", "spring")
# Translators: list separated by commas: every form of "summer" in a date
SUMMER = say("hear", "summer")
# Translators: list separated by commas: every form of "autumn" in a date
AUTUMN = say("hear", "autumn, fall")
# Translators: list separated by commas: every form of "winter" in a date
WINTER = say("hear", "winter")

# Translators: list separated by commas: small words before an answer that change nothing of it
BEFORE = say("typed", "well, oh, ah, um, so")
# Translators: list separated by commas: words before or behind a “yes” or a “no” that only
# underline it; nothing that makes it less certain, as “perhaps” does
AROUND = say("typed", "please, thanks, thank you, sure, of course, certainly, really")

_SEASONS = (
    (SPRING, Season.SPRING), (SUMMER, Season.SUMMER), (AUTUMN, Season.AUTUMN),
    (WINTER, Season.WINTER),
)  # fmt: skip
_MARKS = re.compile(r"[^\w ]+")

_COUNTRIES = ("UA", "RU")


class Hearing:
    """The ear of the core."""

    def __init__(self, speech: Speech, gazetteer: Gazetteer) -> None:
        self._speech, self._gazetteer = speech, gazetteer
        self._lists: dict[str, frozenset[str]] = {}

    def languages(self) -> tuple[str, ...]:
        """The languages the bot speaks, in the operator's order."""
        return self._speech.languages

    def date(
        self, text: str, locale: str, today: date, *, of_birth: bool
    ) -> PartialDate | Say | None:
        """A date in any of the languages."""
        return read_date(text, self._words, today, of_birth=of_birth)

    def telephone(self, text: str, locale: str) -> str | None:
        """A telephone number in E.164; a local one is tried in the language's own country first."""
        return read_telephone(text, locale)

    def places(self, text: str) -> tuple[FoundPlace, ...]:
        """Places that fit, the likeliest first; a country's name is that country."""
        country = self._countries.get(text.strip().casefold())
        if country is not None:
            return (FoundPlace(country, country, exact=True),)
        return tuple(
            FoundPlace(found.code, found.region, found.exact)
            for found in self._gazetteer.search(text)
        )

    def regions(self, country: str, locale: str) -> tuple[str, ...]:
        """A country's regions in alphabetical order."""
        return self._gazetteer.regions(country, locale)

    def chosen(self, text: str, choices: Sequence[Choice], locale: str) -> Choice | None:
        """The choice whose label was typed, or what stands for it, whatever its case and marks.

        Small words around it do not hinder. Any other word does: who says more means more.
        """
        typed = _bare(text)
        if not typed:
            return None
        names = dict[str, Choice]()
        for choice in choices:
            names.setdefault(_bare(self._speech.text(choice.label, locale)), choice)
        for choice in choices:
            for word in () if choice.also is None else self._every(choice.also):
                names.setdefault(word, choice)
        return names.get(typed) if typed in names else only_meant(typed, names, self._small)

    def _every(self, words: Say) -> frozenset[str]:
        """The words of a list in all the languages: people mix them. A catalog does not change."""
        known = self._lists.get(words.text)
        if known is None:
            spoken = (self._speech.text(words, code) for code in self._speech.languages)
            known = frozenset(_bare(word) for text in spoken for word in text.split(","))
            self._lists[words.text] = known
        return known

    @cached_property
    def _small(self) -> SmallWords:
        around = self._every(AROUND)
        return SmallWords(before=self._every(BEFORE) | around, behind=around)

    @cached_property
    def _countries(self) -> dict[str, str]:
        """Every country's name in all languages; codes of ISO 3166-1 have two letters."""
        named = {}
        for code in self._speech.languages:
            for country, name in cldr(code).territories.items():
                if len(country) == 2 and country.isalpha():
                    named[name.casefold()] = country
        return named

    @cached_property
    def _words(self) -> DateWords:
        return date_words(self._speech)


def read_telephone(text: str, locale: str) -> str | None:
    """A telephone number in E.164; a local one is tried in the language's own country first."""
    import phonenumbers  # noqa: PLC0415 -- 50 ms that only few conversations need

    for region in dict.fromkeys((*_country_of(locale), *_COUNTRIES)):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None


def date_words(speech: Speech) -> DateWords:
    """The words of dates in all the languages of a voice."""

    def every(words: Say) -> frozenset[str]:
        spoken = (speech.text(words, code) for code in speech.languages)
        return frozenset(word.strip().casefold() for text in spoken for word in text.split(","))

    return DateWords(
        months=dict(_months(speech, "wide")),
        abbreviated=dict(_months(speech, "abbreviated")),
        seasons={word: season for say, season in _SEASONS for word in every(say)},
        about=every(ABOUT),
        years_old=every(YEARS),
        months_old=every(MONTHS),
        fillers=every(FILLERS),
    )


def _months(speech: Speech, width: str) -> Iterator[tuple[str, int]]:
    for code in speech.languages:
        for forms in cldr(code).months.values():
            for number, name in forms[width].items():
                yield name.rstrip(".").casefold(), number


def _country_of(locale: str) -> tuple[str, ...]:
    """The country a language is mostly spoken in, by CLDR's likely subtags."""
    likely = get_global("likely_subtags").get(locale, "")
    return tuple(likely.split("_")[-1:])


def _bare(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).casefold().split())
