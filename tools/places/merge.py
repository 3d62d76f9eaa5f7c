"""Two sources made into one table: each settlement once, with the spellings people use."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.spelling import fold_typed
from tools.places import names
from tools.places.sources import Spot, Village

_KINDS = "KMXC"
_CITIES = {"48", "66", "Moscow", "Saint Petersburg"}  # GeoNames' numbers and names of two cities


@dataclass
class Place:
    """One line of the table in the making."""

    code: str
    region: str
    kind: str = "C"
    uk: str = ""
    ru: str = ""
    en: str = ""
    others: set[str] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)
    population: int = 0
    is_quarter: bool = False


Index = dict[tuple[str, str], Place]


def ukrainian(villages: Iterable[Village], region: dict[str, str]) -> Index:
    """The codifier's settlements by region and sound; of several alike the first in rank stays."""
    index: Index = {}
    for village in sorted(villages, key=lambda v: (_KINDS.index(v.kind), v.code)):
        where = region[village.region]
        key = (where, fold_typed(village.name))
        index.setdefault(key, Place(village.code, where, village.kind, village.name))
    return index


def enrich(index: Index, spots: Iterable[Spot], region: dict[str, str]) -> list[Spot]:
    """Give the codifier's settlements what GeoNames knows; returns the spots it has none for."""
    left = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for spot in spots:
        place = _match(index, spot, region[spot.admin])
        if place is None:
            left.append(spot)
            continue
        place.population = max(place.population, spot.population)
        place.others |= set(names.others(spot))
        if russian := names.russian_of(place.uk, spot.others):
            place.ru = place.ru or russian
            votes[place.uk][russian] += 1
    for place in index.values():
        if not place.ru and place.uk in votes:
            place.ru = min(votes[place.uk].items(), key=lambda vote: (-vote[1], vote[0]))[0]
    return left


def _match(index: Index, spot: Spot, region: str) -> Place | None:
    """The settlement of the same name, else of one of its other names, in the same region."""
    for name in (spot.name, *sorted(names.cyrillic(spot.others)), *sorted(spot.others)):
        place = index.get((region, fold_typed(name)))
        if place is not None:
            return place
    return None


def from_geonames(spots: Iterable[Spot], region: dict[str, str]) -> Index:
    """Places GeoNames alone knows: all of Russia's, and quarters of Ukrainian cities."""
    index: Index = {}
    for spot in spots:
        place = Place(f"gn{spot.id}", region[spot.admin], population=spot.population)
        local, other = ("uk", "ru") if spot.country == "UA" else ("ru", "uk")
        native = names.native(spot, local)
        if not native or re.search(r"\bрайон\b|^город ", native, re.IGNORECASE):
            continue
        setattr(place, local, native)
        translate = names.russian_of if local == "uk" else names.ukrainian_of
        setattr(place, other, translate(native, spot.others))
        place.en = spot.name if spot.country == "RU" else ""
        place.others = set(names.others(spot))
        place.is_quarter = spot.country == "UA" or (
            spot.admin in _CITIES and spot.name not in _CITIES
        )
        index.setdefault((place.region, fold_typed(native)), place)
    return index


def order(place: Place) -> tuple[int, int, str]:
    """Most populous first, a city's quarters as if a tenth; of unknown size by kind."""
    return (
        -place.population // (10 if place.is_quarter else 1),
        _KINDS.index(place.kind),
        place.code,
    )
