"""Checking the names of regions: data with words, under the same rules as texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.catalogs.checks.letters import mixed_letters
from bot.catalogs.checks.markup import invisible, markup
from bot.catalogs.checks.typography import apostrophes, dashes, quotes, spaces
from bot.catalogs.finding import Fault, Finding
from bot.catalogs.rules import Rules
from bot.voices.po import Entry
from locales import FOLDER

WRITTEN = (spaces, dashes, quotes, apostrophes, mixed_letters, markup, invisible)
"""How a name is written, whatever it names."""


def check_places(code: str, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Everything wrong with the names of regions in a language, where there are any."""
    rules, table = Rules.of(code, folder), folder / "places" / "regions.tsv"
    if not table.exists():
        return ()
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    cells = [dict(zip(columns, row.split("\t"), strict=False)) for row in rows]
    if code in columns:
        names = [
            (line, row.get("code", ""), row.get(code, "")) for line, row in enumerate(cells, 2)
        ]
        return tuple(_checked(table, names, rules))
    further = folder / "places" / f"regions.{code}.tsv"
    return tuple(_further(further, {row["code"] for row in cells}, rules))


def _further(path: Path, known: set[str], rules: Rules) -> Iterator[Finding]:
    """The file of a further language: `code`, tab, name."""
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [(number, *line.partition("\t")[::2]) for number, line in enumerate(lines, 1) if line]
    for number, region, _ in names:
        if region not in known:
            fault = Fault("region-unknown", f"there is no region “{region}”", "see regions.tsv")
            yield Finding(path, number, region, fault)
    yield from _checked(path, names, rules)


def _checked(path: Path, names: list[tuple[int, str, str]], rules: Rules) -> Iterator[Finding]:
    for line, region, name in names:
        if not name.strip():
            fault = Fault("region-unnamed", "the region has no name", "write it after the tab")
            yield Finding(path, line, region, fault)
        entry = Entry(line=line, said={0: name})
        for check in WRITTEN:
            for fault in check(entry, rules):
                yield Finding(path, line, f"{region} {name}", fault)
