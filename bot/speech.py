"""What is said, put into a language: catalogs, plurals, dates, lists, names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from bot.core.dates import PartialDate, Precision, Season
from bot.core.say import (
    Line,
    Moment,
    Named,
    Paragraph,
    Param,
    Prompt,
    Say,
    Spaced,
    Verbatim,
    Worded,
    say,
)
from bot.voices import LISTS, PSEUDO, available, cldr, voices
from bot.voices.marks import Mark
from bot.voices.pseudo import bracketed
from locales import FOLDER

__all__ = ["ABOUT", "PSEUDO", "Places", "Speech", "available"]

# Translators: a date that is not certain; {date} is a year, or a month and year
ABOUT = say("date", "about {date}")
_SEASONS = {
    # Translators: a date as far as someone knew it; {year} is a number
    Season.SPRING: say("date", "spring {year}"),
    # Translators: a date as far as someone knew it; {year} is a number
    Season.SUMMER: say("date", "summer {year}"),
    # Translators: a date as far as someone knew it; {year} is a number
    Season.AUTUMN: say("date", "autumn {year}"),
    # Translators: a date as far as someone knew it; {year} is a number
    Season.WINTER: say("date", "winter {year}"),
}

TEXTS = 4096
"""Texts of ours that are remembered in the languages they were said in."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DATES = {"en": "en_GB"}
_SKELETONS = {Precision.YEAR: "y", Precision.MONTH: "yMMMM"}


class Places(Protocol):
    """Who knows the names of places."""

    def name(self, code: str, locale: str) -> str:
        """A place's name in a language. Raises `KeyError` for a place it does not know."""
        ...


class Speech:
    """Says things in the languages it was made for; what one lacks is said in another of them.

    `languages` are those a family may choose, the first stands in for the others; `further` ones
    are spoken as well, as the staff's may be. One of them may be `PSEUDO`. `mark` puts something
    behind every text, by which translators know it; it may be set at any time.
    """

    def __init__(
        self,
        languages: Sequence[str],
        places: Places,
        *,
        further: Sequence[str] = (),
        folder: Path = FOLDER,
        mark: Mark | None = None,
    ) -> None:
        self.languages = tuple(languages)
        self.mark = mark
        self._places = places
        self._voices = voices(tuple(dict.fromkeys((*languages, *further))), folder)
        self._translated = lru_cache(TEXTS)(self._translation)

    def marked(self, mark: Mark | None) -> Speech:
        """The same voice with another mark behind its texts."""
        found = copy(self)
        found.mark = mark
        return found

    def prompt(self, prompt: Prompt, locale: str) -> str:
        """The paragraphs of a prompt, with blank lines between."""
        return "\n\n".join(self.text(line, locale) for line in prompt.says)

    def text(self, line: Line, locale: str) -> str:
        """A line in a language. A language it was not made for is spoken as the first."""
        if locale not in self._voices:
            locale = self.languages[0]
        match line:
            case Say():
                return self._said(line, line.locale or locale)
            case Verbatim():
                return line.verbatim
            case Worded(words=words):
                own = words.get(locale) or words.get(self.languages[0])
                return own or next(iter(words.values()))
            case PartialDate():
                return self._date(line, locale)
            case Moment():
                return _ours(_shown(line.at.date(), None, locale), locale)
            case Spaced():
                items = [self.text(item, locale) for item in line.items]
                return _ours(format_list(items, locale=cldr(locale)), locale)
            case Paragraph():
                lines = (line.heading, *line.lines)
                return "\n".join(self.text(one, locale) for one in lines)
            case Named():
                return _ours(self._name(line, locale), locale)

    def _said(self, line: Say, locale: str) -> str:
        return self._worded(line, line.params, locale if locale in self._voices else None)

    def _worded(self, line: Say, params: Mapping[str, Param], locale: str | None) -> str:
        """A text with these filled in; in the first language where none is named."""
        locale = locale or self.languages[0]
        if line.many is not None and line.count is not None:
            voice = self._voices[locale]
            text = voice.npgettext(line.context, line.text, line.many, line.count)
        else:
            text = self._translated(line.context, line.text, locale)
        if params:
            text = self._filled(text, params, locale)
        return text if self.mark is None or line.context in LISTS else text + self.mark(line)

    def _translation(self, context: str, text: str, locale: str) -> str:
        return self._voices[locale].pgettext(context, text)

    def _filled(self, text: str, params: Mapping[str, Param], locale: str) -> str:
        pieces = [*_pieces(text)]
        for index in range(1, len(pieces), 2):
            param = params.get(pieces[index])
            if param is None:
                pieces[index] = f"{{{pieces[index]}}}"
                continue
            said = str(param) if isinstance(param, (str, int)) else self.text(param, locale)
            pieces[index] = _isolated(said) if _is_rtl(locale) else said
        return "".join(pieces)

    def _date(self, partial: PartialDate, locale: str) -> str:
        if partial.season is not None:
            season = _SEASONS[partial.season].saying(year=partial.year)
            return self.text(ABOUT.saying(date=season) if partial.about else season, locale)
        shown = _shown(partial.earliest, _SKELETONS.get(partial.precision), locale)
        return (
            self._worded(ABOUT, {"date": shown}, locale) if partial.about else _ours(shown, locale)
        )

    def _name(self, named: Named, locale: str) -> str:
        if named.kind == "language":
            return _own_name(named.code)
        if named.kind == "country":
            return _territory(named.code, locale)
        try:
            return self._places.name(named.code, locale)
        except KeyError:
            return _territory(named.code, locale)


@lru_cache(maxsize=1024)
def _territory(code: str, locale: str) -> str:
    return str(cldr(locale).territories.get(code, code))


@lru_cache(maxsize=64)
def _own_name(code: str) -> str:
    """A language's name in itself, by CLDR."""
    own = code if code == PSEUDO else cldr(code).get_display_name(code) or code
    return own[:1].upper() + own[1:]


@lru_cache(maxsize=TEXTS)
def _pieces(text: str) -> tuple[str, ...]:
    """A text divided at its placeholders: every second piece is the name of one."""
    return tuple(_PLACEHOLDER.split(text))


@lru_cache(maxsize=64)
def _is_rtl(locale: str) -> bool:
    return bool(cldr(locale).text_direction == "rtl")


def _isolated(said: str) -> str:
    """What is filled into a right-to-left text, in Unicode's isolates.

    Without them a number of several groups, as "380 44 123", is shown with its groups reversed.
    """
    return f"\u2068{said}\u2069"


def _ours(shown: str, locale: str) -> str:
    """What CLDR or the gazetteer says; in the pseudo-locale in brackets, for it is translated."""
    return bracketed(shown) if locale == PSEUDO else shown


@lru_cache(maxsize=4096)
def _shown(day: date, skeleton: str | None, locale: str) -> str:
    if skeleton is None:
        return format_date(day, format="long", locale=_dated(locale))
    return format_skeleton(skeleton, day, locale=_dated(locale))


def _dated(locale: str) -> Locale:
    """Whose dates a language has. English is read all over the world: the day comes first, as in
    the examples families are given."""
    return cldr(_DATES.get(locale, locale))
