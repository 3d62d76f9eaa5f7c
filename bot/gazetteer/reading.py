"""What someone may have meant by the words of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.core.spelling import fold_typed
from bot.gazetteer.regions import Regions

_LONGEST = 120
_ABBREVIATED = 4
_WORDS = """м місто м-ко г гор город с село сел селище смт сщ сел-ще п пос поселок посёлок пгт д дер
деревня ст станица станиця х хутор хут city town village settlement township в у из із з из-под"""
_DISTRICTS = re.compile(
    rf"\b({'|'.join(map(fold_typed, ['район', 'р-н', 'громада', 'raion', 'ОТГ']))})\b"
)
_KINDS = frozenset(fold_typed(_WORDS.replace("-", "")).split())


class Reading(NamedTuple):
    """A settlement's name as sounds, and the regions it is said to lie in; () is anywhere."""

    name: str
    within: tuple[str, ...] = ()


def _plain(part: str) -> str:
    """The part without a leading "м.", "село" and the like, unless that is all there is."""
    words = part.split()
    while len(words) > 1 and words[0] in _KINDS:
        words.pop(0)
    return " ".join(words)


def readings(text: str, regions: Regions) -> Iterator[Reading]:
    """The ways to read a line, the most literal first; none for a line without letters."""
    folded = (fold_typed(part) for part in re.split(r"[,;()\[\]\n\t]+", text[:_LONGEST]))
    parts = [part for part in folded if part]
    if len(parts) > 1:
        yield from _listed(parts, regions)
    elif parts:
        yield from _run_on(parts[0], regions)


def _listed(parts: list[str], regions: Regions) -> Iterator[Reading]:
    """Parts between commas: the first that is no region is the place, the regions narrow it."""
    parts = [part for part in parts if not _DISTRICTS.search(part)] or parts
    meant = {part: regions.meant(_plain(part)) for part in parts}
    name = next((part for part in parts if not meant[part]), parts[0])
    within: tuple[str, ...] = ()
    for codes in (meant[part] for part in parts if part != name):
        within = tuple(code for code in within if code in codes) or codes or within
    if within:
        yield Reading(_plain(name), within)
    else:
        yield from _run_on(name, regions)


def _run_on(line: str, regions: Regions) -> Iterator[Reading]:
    """Words without commas: all one name, or a name with its region after or before it."""
    plain = _plain(line)
    if len(line) - len(plain) > _ABBREVIATED:  # Станиця Луганська is a name
        yield Reading(line)
    yield Reading(plain)
    words = plain.split()
    for cut in range(1, min(len(words), 6)):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        if within := regions.meant(right):
            yield Reading(left, within)
        if within := regions.meant(left):
            yield Reading(_plain(right), within)
