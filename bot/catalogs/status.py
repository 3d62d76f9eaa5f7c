"""How far each language is, per language and per screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.voices import path_of, template_in
from bot.voices.po import Entry, read_file
from locales import FOLDER


@dataclass
class Progress:
    """How far one language is. `screens` counts what is translated, by gettext context."""

    code: str
    total: int
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    stale: int = 0
    screens: Counter[str] = field(default_factory=Counter)

    @property
    def percent(self) -> int:
        """How much is translated; 100 only when everything is."""
        return self.translated * 100 // self.total if self.total else 100


def progress(code: str, folder: Path = FOLDER) -> Progress:
    """How far a language is, by the template in the folder."""
    wanted = {entry.key: entry for entry in _messages(template_in(folder))}
    found = {entry.key: entry for entry in _messages(path_of(code, folder))}
    counted = Progress(code, total=len(wanted))
    counted.stale = len(found.keys() - wanted.keys())
    for key in wanted:
        entry = found.get(key)
        if entry is None or not entry.is_translated:
            counted.missing += 1
        elif entry.is_fuzzy:
            counted.fuzzy += 1
        else:
            counted.translated += 1
            counted.screens[entry.context] += 1
    return counted


def _messages(path: Path) -> list[Entry]:
    return [e for e in read_file(path) if not e.is_header and not e.is_obsolete]


def languages_table(languages: Iterable[Progress]) -> str:
    """A line a language: translated, fuzzy, missing, stale."""
    rows: list[tuple[str, ...]] = [("language", "done", "translated", "fuzzy", "missing", "stale")]
    for one in languages:
        counts = (one.translated, one.fuzzy, one.missing, one.stale)
        rows.append((one.code, f"{one.percent} %", *map(str, counts)))
    return _aligned(rows)


def screens_table(languages: Sequence[Progress], folder: Path = FOLDER) -> str:
    """A line a screen, a column a language: how many of its messages are translated."""
    screens = Counter(entry.context for entry in _messages(template_in(folder)))
    rows: list[tuple[str, ...]] = [("screen", "messages", *(one.code for one in languages))]
    for screen, total in sorted(screens.items()):
        rows.append((screen, str(total), *(str(one.screens[screen]) for one in languages)))
    return _aligned(rows)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
