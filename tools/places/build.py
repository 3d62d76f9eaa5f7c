"""The table of settlements, as text."""

from __future__ import annotations

import csv
from pathlib import Path

from bot.core.spelling import fold_typed
from bot.gazetteer.settlements import Settlement
from tools.places import merge, names, sources
from tools.places.merge import Index, Place

_HOME = Path(__file__).parents[2] / "locales" / "places"
TARGET = _HOME / "places.tsv"
HEADER = "code/region\tuk\tru\ten\tother spellings and former names"
_MOST = 8  # other spellings a line keeps from GeoNames
# The codifier numbers its regions as ISO 3166-2 does, but for these.
_ODD = {"01": "43", "44": "09", "73": "77", "80": "30", "85": "40"}
_ODD_BACK = {iso: own for own, iso in _ODD.items()} | {"74": "74"}


def _tsv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _regions(country: str) -> tuple[dict[str, str], dict[str, str]]:
    """ISO codes by the codifier's number and by GeoNames' number."""
    rows = [row for row in _tsv(_HOME / "regions.tsv") if row["code"].startswith(country)]
    codifier = {_ODD_BACK.get(row["code"][3:], row["code"][3:]): row["code"] for row in rows}
    return codifier, {row["geonames"]: row["code"] for row in rows}


def _places(folder: Path) -> list[Place]:
    codifier, admin = _regions("UA")
    spots = sources.spots(folder)
    ukraine = merge.ukrainian(sources.villages(folder), codifier)
    left = merge.enrich(ukraine, (spot for spot in spots if spot.country == "UA"), admin)
    quarters = merge.from_geonames(left, admin)
    russia = merge.from_geonames((s for s in spots if s.country == "RU"), _regions("RU")[1])
    index: Index = {**quarters, **ukraine, **russia}
    _correct(index)
    _yield_names(index)
    return sorted(index.values(), key=merge.order)


def _yield_names(index: Index) -> None:
    """A former name that a neighbour in the same region bears today is left to the neighbour."""
    for place in index.values():
        place.others = {
            name
            for name in place.others
            if index.get((place.region, fold_typed(name)), place) is place
        }


def _correct(index: Index) -> None:
    """Lay what was checked by hand over the rest; "-" removes a place. A stale line is an error."""
    for row in _tsv(Path(__file__).with_name("by_hand.tsv")):
        key = (row["region"], fold_typed(row["name"]))
        if row["ru"] == "-":
            del index[key]
            continue
        if key not in index:
            raise LookupError(f"by_hand.tsv corrects what is not there: {key}")
        place = index[key]
        place.uk = row["uk"] or place.uk
        place.ru = row["ru"] or place.ru
        place.en = row["en"] or place.en
        place.checked |= set(filter(None, row["other"].split("|")))


def _line(place: Place) -> str:
    ru = "" if place.ru == place.uk else place.ru
    latin = Settlement("", place.region, place.uk, place.ru, "").latin()
    en = "" if fold_typed(place.en) == fold_typed(latin) else place.en
    shown = [name for name in (place.uk, ru, en, latin) if name]
    checked = names.new_sounds(place.checked, shown, slip=0)
    others = names.new_sounds(place.others, [*shown, *checked], slip=1)[:_MOST]
    cells = [f"{place.code}/{place.region}", place.uk, ru, en, *checked, *others]
    return "\t".join(cells).rstrip("\t")


def table(folder: Path) -> str:
    """The whole table, from the packages in this folder and the corrections beside us."""
    return "\n".join([HEADER, *map(_line, _places(folder))]) + "\n"
