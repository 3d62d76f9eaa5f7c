"""What is said, put into a language: catalogs, plurals, dates, lists, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from babel.dates import format_date, format_skeleton
from babel.lists import format_list

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
    Worded,
    say,
)
from bot.voices import HEARD, PSEUDO, available, cldr, voices
from bot.voices.pseudo import bracketed
from locales import FOLDER

__all__ = ["ABOUT", "PSEUDO", "Places", "Speech", "available"]

# Translators: a date that is not certain; {date} is a year, or a month and year
ABOUT = say("date", "about {date}")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SKELETONS = {Precision.YEAR: "y", Precision.MONTH: "yMMMM"}
_ID = 28
"""How much of the English text an id shows: enough to search for it in the catalog."""


class Places(Protocol):
    """Who knows the names of places."""

    def name(self, code: str, locale: str) -> str:
        """A place's name in a language. Raises `KeyError` for a place it does not know."""
        ...


class Speech:
    """Says things in the languages it was made for; what one lacks is said in the first.

    One of the languages may be `PSEUDO`. While `ids` is set, every text has its message's context
    and the beginning of its English wording before it, for translators; it may be set at any time.
    """

    def __init__(
        self,
        languages: Sequence[str],
        places: Places,
        *,
        folder: Path = FOLDER,
        ids: bool = False,
    ) -> None:
        self.languages = tuple(languages)
        self.ids = ids
        self._places = places
        self._voices = voices(self.languages, folder)

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
                return words.get(locale) or next(iter(words.values()))
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
        voice = self._voices.get(locale) or self._voices[self.languages[0]]
        if line.many is not None and line.count is not None:
            text = voice.npgettext(line.context, line.text, line.many, line.count)
        else:
            text = voice.pgettext(line.context, line.text)
        if line.params:
            text = self._filled(text, line, locale)
        return f"⟨{_id(line)}⟩ {text}" if self.ids and line.context != HEARD else text

    def _filled(self, text: str, line: Say, locale: str) -> str:
        opened, closed = _isolation(locale)

        def value(match: re.Match[str]) -> str:
            param = line.params.get(match[1])
            if param is None:
                return match[0]
            said = str(param) if isinstance(param, str | int) else self.text(param, locale)
            return f"{opened}{said}{closed}"

        return _PLACEHOLDER.sub(value, text)

    def _date(self, partial: PartialDate, locale: str) -> str:
        shown = _shown(partial.earliest, _SKELETONS.get(partial.precision), locale)
        if not partial.about:
            return _ours(shown, locale)
        return self._said(ABOUT.saying(date=Verbatim(verbatim=shown)), locale)

    def _name(self, named: Named, locale: str) -> str:
        if named.kind == "language":
            return _own_name(named.code)
        if named.kind == "country":
            return str(cldr(locale).territories.get(named.code, named.code))
        try:
            return self._places.name(named.code, locale)
        except KeyError:
            return str(cldr(locale).territories.get(named.code, named.code))


def _id(line: Say) -> str:
    return f"{line.context} | {line.text[:_ID].strip()}"


@lru_cache(maxsize=64)
def _own_name(code: str) -> str:
    """A language's name in itself, by CLDR."""
    own = code if code == PSEUDO else cldr(code).get_display_name(code) or code
    return own[:1].upper() + own[1:]


@lru_cache(maxsize=64)
def _isolation(locale: str) -> tuple[str, str]:
    """Unicode's isolates, around what is filled into a right-to-left text.

    Without them a number of several groups, as "380 44 123", is shown with its groups reversed.
    """
    return ("\u2068", "\u2069") if cldr(locale).text_direction == "rtl" else ("", "")


def _ours(shown: str, locale: str) -> str:
    """What CLDR or the gazetteer says; in the pseudo-locale in brackets, for it is translated."""
    return bracketed(shown) if locale == PSEUDO else shown


@lru_cache(maxsize=4096)
def _shown(day: date, skeleton: str | None, locale: str) -> str:
    if skeleton is None:
        return format_date(day, format="long", locale=cldr(locale))
    return format_skeleton(skeleton, day, locale=cldr(locale))
