"""The towns and villages, kept as two long strings: the table as it is, and its sounds.

The table's lines stand in the order of suggestion, most populous first, so the first match of a
scan is the best one and nothing has to be sorted when someone types.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from bot.core.spelling import fold, romanise
from bot.gazetteer.slips import distance

_LOOK_AT = 400  # candidates for a slip of the finger; keeps a search within its time
# Sounds whose first Latin letter someone may just have typed.
_UNFINISHED = {"z": "J", "k": "X", "s": "S", "t": "T", "c": "C"}


class Settlement(NamedTuple):
    """One line of the table; a name that is not known in a language is empty."""

    code: str
    region: str
    uk: str
    ru: str
    en: str

    def name(self, language: str) -> str:
        """The bare name in `language`; in one we keep no column for, the Latin spelling."""
        if language == "uk":
            return self.uk or self.ru
        if language == "ru":
            return self.ru or self.uk
        return self.en or self.latin()

    def latin(self) -> str:
        """The name romanised by the rules of the country it lies in."""
        if self.region.startswith("UA"):
            return romanise(self.uk, "uk")
        return romanise(self.ru or self.uk, "ru")


def _offsets(blob: bytes) -> array[int]:
    return array("I", accumulate((len(line) + 1 for line in blob.split(b"\n")), initial=0))


class Settlements:
    """All towns and villages, findable by sound and by code."""

    def __init__(self, table: bytes) -> None:
        self._table = table.partition(b"\n")[2].rstrip(b"\n")
        names = re.sub(rb"(?m)^[^\t]*", b"", self._table).decode()
        self._sounds = fold(names).replace(b"\n", b"\t\n") + b"\t"
        self._lines = _offsets(self._table)
        self._spoken = _offsets(self._sounds)
        numbers = array("Q", map(int, re.findall(rb"(?m)^\D+(\d+)/", self._table)))
        self._rows = array("I", sorted(range(len(numbers)), key=numbers.__getitem__))
        self._numbers = array("Q", map(numbers.__getitem__, self._rows))

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, row: int) -> Settlement:
        """The settlement on a line of the table."""
        line = self._table[self._lines[row] : self._lines[row + 1] - 1].decode()
        place, uk, ru, en = f"{line}\t\t\t".split("\t")[:4]
        code, _, region = place.partition("/")
        return Settlement(code, region, uk, ru, en)

    def by_code(self, code: str) -> Settlement:
        """The settlement with this code, or KeyError."""
        digits = code[2:]
        if digits.isascii() and digits.isdigit() and len(digits) < 20:
            place = bisect_left(self._numbers, int(digits))
            if place < len(self._rows):
                found = self.at(self._rows[place])
                if found.code == code:
                    return found
        raise KeyError(code)

    def exactly(self, sound: str) -> Iterator[int]:
        """Rows with a spelling that sounds just like this, best first."""
        return self._hits(f"\t{sound}\t")

    def starting(self, sound: str) -> Iterator[int]:
        """Rows with a spelling that begins so, best first, then rows with a later word that does.

        A Latin letter that may be the first half of a sound counts as that sound too.
        """
        yield from self._hits(f"\t{sound}")
        if sound[-1] in _UNFINISHED:
            yield from self._hits(f"\t{sound[:-1]}{_UNFINISHED[sound[-1]]}")
        if len(sound) > 2:
            yield from self._hits(f" {sound}")

    def near(self, sound: str) -> Iterator[int]:
        """Rows with a spelling one slip away, two for seven letters and more, nearest first."""
        slips = 0 if len(sound) < 4 else 1 if len(sound) < 7 else 2
        query = sound.encode()
        seen: dict[int, float] = {}
        for needle in _anchors(sound) if slips else ():
            for row, key in islice(self._keys(needle), _LOOK_AT):
                apart = _apart(query, key, slips)
                if apart < seen.get(row, slips + 1):
                    seen[row] = apart
        return iter(sorted(seen, key=lambda row: (seen[row], row)))

    def _hits(self, needle: str) -> Iterator[int]:
        sought, position = needle.encode(), 0
        while (position := self._sounds.find(sought, position)) >= 0:
            row = bisect_right(self._spoken, position) - 1
            yield row
            position = self._spoken[row + 1]

    def _keys(self, needle: str) -> Iterator[tuple[int, bytes]]:
        sought, position = needle.encode(), -1
        while (position := self._sounds.find(sought, position + 1)) >= 0:
            start = self._sounds.rfind(b"\t", 0, position + 1) + 1
            end = self._sounds.find(b"\t", position + 1)
            yield bisect_right(self._spoken, position) - 1, self._sounds[start:end]


def _anchors(sound: str) -> tuple[str, ...]:
    """Stretches of a misspelt word, one of which is likely to be right."""
    if len(sound) < 6:
        return f"\t{sound[:3]}", f"{sound[2:]}\t", f"\t{sound[:2]}"
    if len(sound) < 9:
        return f"\t{sound[:3]}", sound[3:7]
    return f"\t{sound[:3]}", sound[3:7], f"{sound[-5:]}\t"


def _apart(query: bytes, key: bytes, slips: int) -> float:
    """How many slips apart; a key that only goes on longer is a little further away."""
    whole: float = distance(query, key, slips)
    if whole <= slips or len(query) < 5:
        return whole
    return distance(query, key[: len(query)], slips) + 0.5
