"""The regions: a small hand-checked table, and whatever further languages lie beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.core.spelling import fold_typed
from bot.gazetteer.slips import distance

_KINDS = """область обл області области областi oblast region province край края krai territory
республіка республіки республика республики республике republic respublika автономна автономная
автономний автономный автономной автономної autonomous округ округа okrug of ao"""
_GENERIC = frozenset(fold_typed(_KINDS).split())
_UKRAINIAN = {letter: rank for rank, letter in enumerate("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")}

_COUNTRIES = {
    "UA": frozenset(map(fold_typed, ("Україна", "Украина", "Ukraine"))),
    "RU": frozenset(map(fold_typed, ("Росія", "Россия", "Russia", "РФ", "Російська Федерація"))),
}


class Region(NamedTuple):
    """One region: its ISO 3166-2 code, names by language, other spellings it is found by."""

    code: str
    names: dict[str, str]
    others: tuple[str, ...]


def read(table: str, further: dict[str, str]) -> Iterator[Region]:
    """The regions of the hand-checked table; `further` is text of `regions.<language>.tsv`."""
    more = {
        language: dict(line.split("\t")[:2] for line in text.splitlines() if "\t" in line)
        for language, text in further.items()
    }
    head, *lines = table.splitlines()
    for line in lines:
        cell = dict(zip(head.split("\t"), line.split("\t"), strict=True))
        names = {language: cell[language] for language in ("uk", "ru", "en")}
        names |= {lang: said[cell["code"]] for lang, said in more.items() if said.get(cell["code"])}
        yield Region(cell["code"], names, tuple(filter(None, cell["other"].split("|"))))


def _bare(sound: str) -> str:
    return " ".join(word for word in sound.split() if word not in _GENERIC)


class Regions:
    """All regions of both countries, findable by any name people give them."""

    def __init__(self, regions: Iterator[Region]) -> None:
        self.by_code = {region.code: region for region in regions}
        self._sounds: dict[str, list[str]] = {}
        self._loose: dict[str, list[str]] = {}
        for region in self.by_code.values():
            for name in (*region.names.values(), *region.others):
                self._hear(region.code, name)

    def _hear(self, code: str, name: str) -> None:
        """English names a region after its city, so bare of "region" it counts as loose."""
        sound = fold_typed(name)
        loose = name.isascii() and _bare(sound) != sound
        for index, key in ((self._sounds, sound), (self._loose, _bare(sound))):
            index.setdefault(key, []).append(code)
        if not loose:
            self._sounds.setdefault(_bare(sound), []).append(code)

    def exactly(self, sound: str) -> tuple[str, ...]:
        """Regions of just this name, with or without "region"; two share some ("Донбас")."""
        named = self._sounds.get(sound, [])
        if not named and (bare := _bare(sound)):
            named = self._sounds.get(bare) or (self._loose.get(bare, []) if bare != sound else [])
        return tuple(dict.fromkeys(named))

    def meant(self, sound: str) -> tuple[str, ...]:
        """Regions these words mean when they stand beside a settlement, declined or misspelt."""
        bare = _bare(sound)
        exact = self.exactly(sound) or tuple(dict.fromkeys(self._loose.get(bare, ())))
        if exact or bare == sound:
            return exact or self._of_country(sound)
        return self.near(bare)

    def _of_country(self, sound: str) -> tuple[str, ...]:
        country = next((code for code, names in _COUNTRIES.items() if sound in names), None)
        return tuple(code for code in self.by_code if code[:2] == country)

    def starting(self, sound: str) -> tuple[str, ...]:
        """Regions with a name that begins so."""
        keys = (key for key in self._sounds if key.startswith(sound))
        return tuple(dict.fromkeys(code for key in keys for code in self._sounds[key]))

    def near(self, sound: str) -> tuple[str, ...]:
        """The regions with the nearest name, at most two slips away; () for short words."""
        sound = _bare(sound)
        if len(sound) < 6:
            return ()
        near = [(distance(sound, key, 2), key) for key in self._loose]
        best = min(near)[0]
        keys = (key for slips, key in near if slips == best <= 2)
        return tuple(dict.fromkeys(code for key in keys for code in self._loose[key]))


def alphabetical(name: str, language: str) -> tuple[tuple[int, str], ...]:
    """A sort key: Ukrainian in Ukrainian order, elsewhere ё beside е and accents ignored."""
    if language == "uk":
        return tuple((_UKRAINIAN.get(letter, -1), letter) for letter in name.lower())
    return tuple((0, letter) for letter in name.casefold().replace("ё", "е"))
