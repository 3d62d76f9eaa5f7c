"""The terms of the field, and what is never said: `locales/glossary.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.catalogs.audience import is_for_staff
from bot.catalogs.extraction import SOURCE


class Word(NamedTuple):
    """A term in one language. `stem` matches it in every form; without one it is not checked."""

    say: str
    stem: re.Pattern[str] | None


@dataclass(frozen=True)
class Term:
    """A term: what it means, what it is called in each language, and why."""

    english: str
    meaning: str
    reason: str
    words: Mapping[str, Word]

    @property
    def source(self) -> re.Pattern[str] | None:
        """Where an English text has it; None for a term that is not checked."""
        word = self.words.get(SOURCE)
        return None if word is None else word.stem


@dataclass(frozen=True)
class Never:
    """What is never said in a language, what is said instead, and why.

    `case` tells capital letters apart; `family` leaves texts for staff alone; `unless` are
    contexts in which it may stand.
    """

    language: str
    pattern: re.Pattern[str]
    use: str
    reason: str
    kind: str
    family: bool
    unless: tuple[str, ...]

    def applies(self, context: str) -> bool:
        """Whether it concerns texts of this context."""
        return context not in self.unless and not (self.family and is_for_staff(context))


@dataclass(frozen=True)
class Glossary:
    """All of it."""

    terms: tuple[Term, ...]
    nevers: tuple[Never, ...]

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> Glossary:
        """Read from the tables of the file."""
        terms = tuple(_term(row) for row in tables.get("term", ()))
        return cls(terms, tuple(_never(row) for row in tables.get("never", ())))

    def forbidden(self, code: str) -> Iterator[Never]:
        """What is never said in a language."""
        return (never for never in self.nevers if never.language == code)


def _term(row: Mapping[str, Any]) -> Term:
    words = {
        code: Word(word["say"], _stem(code, word.get("stem")))
        for code, word in row.items()
        if isinstance(word, dict)
    }
    return Term(row["english"], row["meaning"], row["reason"], words)


def _stem(code: str, stem: str | None) -> re.Pattern[str] | None:
    if stem is None:
        return None
    return _whole(stem) if code == SOURCE else re.compile(rf"\b(?:{stem})", re.I)


def _never(row: Mapping[str, Any]) -> Never:
    return Never(
        language=row["language"],
        pattern=_whole(row["pattern"], is_exact=row.get("case", False)),
        use=row["use"],
        reason=row["reason"],
        kind=row.get("kind", "glossary-never"),
        family=row.get("family", False),
        unless=tuple(row.get("unless", ())),
    )


def _whole(pattern: str, *, is_exact: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.NOFLAG if is_exact else re.I)
