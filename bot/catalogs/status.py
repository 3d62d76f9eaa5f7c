"""How far each language is, per language and per screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.voices import path_of, template_in
from bot.voices.po import Entry, read_file
from locales import FOLDER


@dataclass
class Count:
    """How far a language is with some messages."""

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    stale: int = 0

    @property
    def total(self) -> int:
        """How many messages there are to translate."""
        return self.translated + self.fuzzy + self.missing

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.fuzzy or self.missing or self.stale)

    @property
    def percent(self) -> int:
        """How much is translated; 100 only when everything is."""
        return self.translated * 100 // self.total if self.total else 100


@dataclass
class Progress:
    """How far one language is: by screen, which is the gettext context, and altogether."""

    code: str
    screens: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    @property
    def whole(self) -> Count:
        """All screens together."""
        every = self.screens.values()
        names = ("translated", "fuzzy", "missing", "stale")
        return Count(*(sum(getattr(one, name) for one in every) for name in names))


def progress(code: str, folder: Path = FOLDER) -> Progress:
    """How far a language is, by the template in the folder."""
    wanted = {entry.key: entry for entry in _messages(template_in(folder))}
    found = {entry.key: entry for entry in _messages(path_of(code, folder))}
    counted = Progress(code)
    for key in wanted:
        entry, screen = found.get(key), counted.screens[key[0]]
        if entry is None or not entry.is_translated:
            screen.missing += 1
        elif entry.is_fuzzy:
            screen.fuzzy += 1
        else:
            screen.translated += 1
    for context, _ in found.keys() - wanted.keys():
        counted.screens[context].stale += 1
    return counted


def _messages(path: Path) -> list[Entry]:
    return [e for e in read_file(path) if not e.is_header and not e.is_obsolete]


def languages_table(languages: Iterable[Progress]) -> str:
    """A line a language: translated, fuzzy, missing, stale."""
    lines = ((one.code, f"{one.whole.percent} %", *_counts(one.whole)) for one in languages)
    return _aligned([("language", "done", *_COLUMNS), *lines])


def screens_table(languages: Sequence[Progress]) -> str:
    """A line a screen and language, where there is something to do; else a line a screen."""
    rows: list[tuple[str, ...]] = [("screen", "language", "done", *_COLUMNS)]
    for screen in sorted({screen for one in languages for screen in one.screens}):
        counts = [(one.code, one.screens[screen]) for one in languages]
        if all(count.is_done for _, count in counts):
            rows.append((screen, "all", "100 %", *_counts(counts[0][1])))
            continue
        rows += [(screen, code, f"{one.percent} %", *_counts(one)) for code, one in counts]
    return _aligned(rows)


_COLUMNS = ("translated", "fuzzy", "missing", "stale")


def _counts(count: Count) -> tuple[str, ...]:
    return tuple(map(str, (count.translated, count.fuzzy, count.missing, count.stale)))


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index > 1 or cell[-1:] == "%" else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
