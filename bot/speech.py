"""What is said, put into a language: catalogs, plurals, dates, lists, names."""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.core.dates import PartialDate, Precision
from bot.core.say import (
    Line,
    Moment,
    Named,
    Paragraph,
    Prompt,
    Say,
    Spaced,
    Verbatim,
    say,
)
from locales import FOLDER

DOMAIN = "homeward"

# Translators: a date that is not certain; {date} is a year, or a month and year
ABOUT = say("date", "about {date}")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SKELETONS = {Precision.YEAR: "y", Precision.MONTH: "yMMMM"}


class Places(Protocol):
    """Who knows the names of places."""

    def name(self, code: str, locale: str) -> str:
        """A place's name in a language. Raises `KeyError` for a place it does not know."""
        ...


def available() -> tuple[str, ...]:
    """The languages that have a catalog, by code."""
    return tuple(sorted(path.parent.parent.name for path in FOLDER.glob(f"*/*/{DOMAIN}.po")))


class Speech:
    """Says things in the languages it was made for; what one lacks is said in the first."""

    def __init__(self, languages: Sequence[str], places: Places) -> None:
        self.languages = tuple(languages)
        self._places = places
        self._catalogs = {code: _catalog(code) for code in self.languages}

    def prompt(self, prompt: Prompt, locale: str) -> str:
        """The paragraphs of a prompt, with blank lines between."""
        return "\n\n".join(self.text(line, locale) for line in prompt.says)

    def text(self, line: Line, locale: str) -> str:
        """A line in a language."""
        match line:
            case Say():
                return self._said(line, line.locale or locale)
            case Verbatim():
                return line.verbatim
            case PartialDate():
                return self._date(line, locale)
            case Moment():
                return format_date(line.at.date(), format="long", locale=_cldr(locale))
            case Spaced():
                return format_list([self.text(i, locale) for i in line.items], locale=_cldr(locale))
            case Paragraph():
                lines = (line.heading, *line.lines)
                return "\n".join(self.text(one, locale) for one in lines)
            case Named():
                return self._name(line, locale)

    def _said(self, line: Say, locale: str) -> str:
        catalog = self._catalogs.get(locale) or self._catalogs[self.languages[0]]
        if line.many is not None and line.count is not None:
            text = catalog.npgettext(line.context, line.text, line.many, line.count)
        else:
            text = catalog.pgettext(line.context, line.text)
        return self._filled(text, line, locale) if line.params else text

    def _filled(self, text: str, line: Say, locale: str) -> str:
        def value(match: re.Match[str]) -> str:
            param = line.params.get(match[1])
            if param is None:
                return match[0]
            return str(param) if isinstance(param, str | int) else self.text(param, locale)

        return _PLACEHOLDER.sub(value, text)

    def _date(self, partial: PartialDate, locale: str) -> str:
        shown = _shown(partial.earliest, _SKELETONS.get(partial.precision), locale)
        exact = Verbatim(verbatim=shown)
        return self._said(ABOUT.saying(date=exact), locale) if partial.about else shown

    def _name(self, named: Named, locale: str) -> str:
        if named.kind == "language":
            own = _cldr(named.code).get_display_name(named.code) or named.code
            return own[:1].upper() + own[1:]
        if named.kind == "country":
            return str(_cldr(locale).territories.get(named.code, named.code))
        try:
            return self._places.name(named.code, locale)
        except KeyError:
            return named.code


@lru_cache(maxsize=64)
def _cldr(locale: str) -> Locale:
    return Locale.parse(locale)


@lru_cache(maxsize=4096)
def _shown(day: date, skeleton: str | None, locale: str) -> str:
    if skeleton is None:
        return format_date(day, format="long", locale=_cldr(locale))
    return format_skeleton(skeleton, day, locale=_cldr(locale))


def _catalog(code: str) -> gettext.GNUTranslations:
    """A language's catalog, read from its `.po` file, so that there is nothing to compile."""
    with (FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as source:
        catalog = read_po(source, locale=code)
    binary = BytesIO()
    write_mo(binary, catalog)
    binary.seek(0)
    return gettext.GNUTranslations(binary)
