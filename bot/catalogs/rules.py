"""What the checks know of a language. It is data: adding a language touches no Python."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel import Locale

from bot.catalogs.extraction import SOURCE
from bot.catalogs.glossary import Glossary
from bot.catalogs.plurals import alone, right, rule
from bot.core.date_words import DateWords
from bot.hearing import date_words
from bot.speech import Speech
from bot.voices.po import MalformedCatalog

# ISO 15924's name of a script, and the word Unicode's names of its letters begin with.
_SCRIPTS = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Cyrl": "CYRILLIC",
    "Geor": "GEORGIAN",
    "Grek": "GREEK",
    "Hebr": "HEBREW",
    "Latn": "LATIN",
}


@dataclass(frozen=True)
class Typography:
    """How a language writes; what is empty is not checked. `quotes` are pairs, the outer first."""

    quotes: tuple[str, ...] = ()
    dash: str = ""
    apostrophe: str = ""


@dataclass(frozen=True)
class Rules:
    """What the checks know of one language."""

    code: str
    folder: Path
    typography: Typography
    glossary: Glossary
    names: frozenset[str]
    desk_words: frozenset[str]
    same: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, code: str, folder: Path) -> Rules:
        """Read from the folder of the catalogs; a file that is not there says nothing."""
        typography = _toml(folder / "typography.toml").get(code, {})
        quotes = tuple(typography.pop("quotes", ()))
        return cls(
            code=code,
            folder=folder,
            typography=Typography(quotes=quotes, **typography),
            glossary=Glossary.of(_toml(folder / "glossary.toml")),
            names=frozenset(_lines(folder / "names.txt")),
            desk_words=frozenset(_lines(folder / "desk_words.txt")),
            same=frozenset(_same(folder / "same_as_source.tsv", code)),
        )

    @property
    def is_source(self) -> bool:
        """Whether the texts in the code are written in this language."""
        return self.code == SOURCE

    @cached_property
    def script(self) -> str | None:
        """What the names of this language's letters begin with, where we know it."""
        subtags = Locale.parse(self.code).language
        script = Locale.parse(self.code).script or _likely_script(subtags)
        return _SCRIPTS.get(script)

    @property
    def plural(self) -> tuple[int, str]:
        """How many plural forms the language has, and the rule."""
        return right(self.code)

    @cached_property
    def alone(self) -> frozenset[int]:
        """Plural forms that are used for one number only."""
        form_of = rule(*self.plural)
        return frozenset() if form_of is None else alone(form_of)

    @cached_property
    def ear(self) -> DateWords | None:
        """The words of dates as the bot hears them; None while the catalog cannot be loaded."""
        try:
            return date_words(Speech((self.code,), _NoPlaces(), folder=self.folder))
        except (MalformedCatalog, ValueError):
            return None


class _NoPlaces:
    def name(self, code: str, locale: str) -> str:
        raise KeyError(code)


def _likely_script(language: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 -- only for languages without a script

    likely = str(get_global("likely_subtags").get(language, ""))
    return next((part for part in likely.split("_") if len(part) == len("Latn")), "")


def _toml(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _lines(path: Path) -> Iterator[str]:
    """The lines of a list, without remarks."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return (line.strip() for line in text.splitlines() if line.strip() and line[0] != "#")


def _same(path: Path, code: str) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        language, context, text, *_reason = line.split("\t")
        if language == code:
            yield context, text
