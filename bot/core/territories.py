"""Where a place lies: its country, and whether its territory is under temporary occupation.

Countries are those of the internationally recognised borders. Which territory is temporarily
occupied follows, by district and as of 1 March 2025, the list of the Ministry for Development of
Communities and Territories of Ukraine (order 376 of 28 February 2025); the words are those of the
United Nations' General Assembly (resolutions 68/262 and ES-11/4). Where a line runs through a
district or a region, the answer is that it is not known: a person looks at such a case.

Settlements of the Ukrainian codifier carry their region and district in the first digits of their
codes: UA1414… is the district of Mariupol.
"""

from __future__ import annotations

import re

from bot.core.place import Place

UKRAINE, RUSSIA = "UA", "RU"

_WHOLLY = frozenset({
    "UA-43", "UA01",  # Crimea
    "UA-40", "UA85",  # Sevastopol
    "UA-09", "UA44",  # Luhansk
    "UA1406", "UA1408", "UA1410", "UA1414",  # Horlivka, Donetsk, Kalmiuske, Mariupol
    "UA2302", "UA2308",  # Berdiansk, Melitopol
    "UA6504", "UA6506", "UA6508",  # Henichesk, Kakhovka, Skadovsk
})  # fmt: skip
_PARTLY = frozenset({
    "UA",
    "UA-14", "UA1402", "UA1404", "UA1412", "UA1416",  # Bakhmut, Volnovakha, Kramatorsk, Pokrovsk
    "UA-23", "UA2304", "UA2310",  # Vasylivka, Polohy
    "UA-65", "UA6510",  # Kherson
    "UA6308", "UA6312",  # Kupiansk, Chuhuiv
})  # fmt: skip
_CODE = re.compile(r"([A-Z]{2})(?:-[A-Z0-9]{1,3}|\d{17})?")


def country_of(place: Place | None) -> str | None:
    """ISO 3166-1 of the country a place lies in; None where its words alone are known."""
    for code in () if place is None else (place.region, place.code):
        found = _CODE.fullmatch(code or "")
        if found is not None:
            return found[1]
    return None


def is_occupied(place: Place | None) -> bool | None:
    """Whether a place lies in occupied territory; None where that is not known."""
    country = country_of(place)
    if place is None or country is None:
        return None
    if country != UKRAINE:
        return False
    for part in _parts(place):
        if part in _WHOLLY:
            return True
        if part in _PARTLY:
            return None
    return False


def _parts(place: Place) -> tuple[str, ...]:
    """What a place of Ukraine is part of, the smallest first."""
    code = place.code or ""
    is_settlement = code[2:].isdecimal()
    return (code[:6], code[:4]) if is_settlement else (place.region or code,)
