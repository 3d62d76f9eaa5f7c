"""Places of Ukraine and of Russia: found as people type them, named in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple

from bot.gazetteer import regions as table
from bot.gazetteer.reading import Reading, readings
from bot.gazetteer.regions import Regions
from bot.gazetteer.settlements import Settlements

Kind = Literal["region", "settlement"]

RECENT = 256
"""Searches remembered: a question about a place asks for the same up to four times."""


class Found(NamedTuple):
    """A place that was found; a region's `region` is itself. `exact`: the whole name was typed."""

    code: str
    kind: Kind
    region: str
    exact: bool


class Gazetteer:
    """Every region, town and village we know.

    Codes are ASCII, at most 24 characters, and the same in every build: ISO 3166-2 for regions,
    the Ukrainian codifier's (UA…) or GeoNames' (gn…) for settlements.
    """

    def __init__(self, regions: Regions, settlements: Settlements) -> None:
        self._regions = regions
        self._settlements = settlements
        self._searched = lru_cache(RECENT)(self._search)

    @classmethod
    def load(cls, elsewhere: Traversable | None = None) -> Gazetteer:
        """Read the tables of `locales/places`: some 65 ms and 3 MB kept, 11 MB at its peak.

        Names of regions in further languages are looked for in that folder and in `elsewhere`.
        Nothing is read after that. A search takes 0.7 ms, one with slips up to 3.
        """
        folder = files("locales") / "places"
        further = {**_further(folder), **({} if elsewhere is None else _further(elsewhere))}
        regions = (folder / "regions.tsv").read_text(encoding="utf-8")
        settlements = (folder / "places.tsv").read_bytes()
        return cls(Regions(table.read(regions, further)), Settlements(settlements))

    def search(
        self, text: str, *, limit: int = 8, kind: Kind | None = None, region: str | None = None
    ) -> tuple[Found, ...]:
        """The places `text` may mean, best first, at most `limit`; () when there are none.

        Any spelling, the beginning of one, or one with a slip; a region beside the name narrows
        it. `kind` and `region` keep only such places. A city that is a region of its own is
        found as the region, unless settlements are asked for.
        """
        return self._searched(text, limit, kind, region)

    def _search(
        self, text: str, limit: int, kind: Kind | None, region: str | None
    ) -> tuple[Found, ...]:
        ways = list(readings(text, self._regions))
        for stage in (self._literal, self._near):
            for way in ways:
                asked = Reading(way.name, (region,)) if region else way
                found = self._gather(stage(asked), kind, limit)
                if found:
                    return found
        elsewhere = (self._literal(Reading(way.name)) for way in ways if way.within and not region)
        return next(filter(None, (self._gather(found, kind, limit) for found in elsewhere)), ())

    def name(self, code: str, locale: str) -> str:
        """The bare name in a locale's language; English or Latin letters where it has none."""
        language = re.split(r"[_-]", locale)[0]
        known = self._regions.by_code.get(code)
        if known is not None:
            return known.names.get(language) or known.names["en"]
        return self._settlements.by_code(code).name(language)

    def region_of(self, code: str) -> str:
        """The region a place lies in; a region lies in itself. KeyError for an unknown code."""
        if code in self._regions.by_code:
            return code
        return self._settlements.by_code(code).region

    def country_of(self, code: str) -> str:
        """ISO 3166-1 alpha-2, by internationally recognised borders; KeyError if unknown."""
        return self.region_of(code)[:2]

    def regions(self, country: str, locale: str = "uk") -> tuple[str, ...]:
        """The codes of a country's regions, in the alphabetical order of a locale's language."""
        language = re.split(r"[_-]", locale)[0]
        codes = (code for code in self._regions.by_code if code[:2] == country)
        return tuple(
            sorted(codes, key=lambda code: table.alphabetical(self.name(code, language), language))
        )

    def _literal(self, way: Reading) -> Iterator[Found]:
        exact_regions = () if way.within else self._regions.exactly(way.name)
        yield from self._as_regions(exact_regions, exact=True)
        yield from self._as_settlements(self._settlements.exactly(way.name), way, exact=True)
        if not way.within:
            yield from self._as_regions(self._regions.starting(way.name)[:4], exact=False)
        yield from self._as_settlements(self._settlements.starting(way.name), way, exact=False)

    def _near(self, way: Reading) -> Iterator[Found]:
        yield from self._as_settlements(self._settlements.near(way.name), way, exact=False)
        if not way.within:
            yield from self._as_regions(self._regions.near(way.name), exact=False)

    def _as_regions(self, codes: Iterable[str], *, exact: bool) -> Iterator[Found]:
        for code in codes:
            yield Found(code, "region", code, exact)

    def _as_settlements(self, rows: Iterable[int], way: Reading, *, exact: bool) -> Iterator[Found]:
        for row in rows:
            place = self._settlements.at(row)
            if not way.within or place.region in way.within:
                yield Found(place.code, "settlement", place.region, exact)

    def _gather(self, found: Iterator[Found], kind: Kind | None, limit: int) -> tuple[Found, ...]:
        kept: dict[str, Found] = {}
        for each in found:
            if len(kept) >= limit:
                break
            if kind in (None, each.kind) and not (kind is None and self._is_region_too(each)):
                kept.setdefault(each.code, each)
        return tuple(kept.values())

    def _is_region_too(self, found: Found) -> bool:
        same = found.kind == "settlement" and self.name(found.code, "uk")
        return same == self.name(found.region, "uk")


def _further(folder: Traversable) -> dict[str, str]:
    """The files of names of regions in a folder, by their language."""
    if not folder.is_dir():
        return {}
    return {
        match[1]: entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if (match := re.fullmatch(r"regions\.(\w+)\.tsv", entry.name))
    }
