"""Which of many unlabelled spellings is the Ukrainian one, which the Russian, which an old name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from bot.core.spelling import fold_typed, romanise
from tools.places.sources import Spot

_CYRILLIC = re.compile(r"[А-ЯЁЄІЇҐ][А-ЯЁЄІЇҐа-яёєіїґ'’ʼ -]{1,29}")
_ONLY_UK = re.compile(r"[іїєґ'’]|[сц]ьк", re.IGNORECASE)
_ONLY_RU = re.compile(r"[ыэъё]", re.IGNORECASE)
_EXONYMS = {"Moscow": "Moskva", "Saint Petersburg": "Sankt-Peterburg"}
# Words for "town" in other languages, letters only they have, and whole phrases.
_FOREIGN = re.compile(r" [а-яіїєґ]|[а-я][ІЁ]|[кгхт]ъ|область|Область|район|Район| .* ")
# What a Russian name read back from Latin letters, or an old spelling, looks like.
_UNLIKELY = re.compile(r"ъ(?![еёюя])|[^л]ьск|тс[^к]|[еи]тск|шч")
# Neighbouring languages share letters with Ukrainian, but not these endings.
_NOT_UK = re.compile(r"[^ьй][сц]к|[мбпвфжчшщ]ь", re.IGNORECASE)
# Ukrainian endings spelled with Russian letters are no Russian name.
_NOT_RU = re.compile(r"(н|ск)е\b|ивка\b|ци\b|э|^\w*[нклрв][иа] |[сц]ка\b", re.IGNORECASE)
_TO_RUSSIAN = (
    *((r"івка\b", "овка"), (r"ївка\b", "евка"), (r"ське\b", "ское"), (r"([сц])ьк", r"\1к")),
    *((r"ий\b", "ый"), (r"і|ї", "и"), (r"є", "е"), (r"Є", "Е"), (r"І|Ї", "И"), (r"ґ", "г")),
    *((r"['’ʼ]", "ь"), (r"([жчшщгкх])ый\b", r"\1ий")),
)
_TO_UKRAINIAN = (
    *((r"(?<=[сц])к", "ьк"), (r"(?<=[жчшщц])и", "и"), (r"и", "і"), (r"ы", "и"), (r"э", "е")),
    *((r"ё", "ьо"), (r"И", "І"), (r"Э", "Е"), (r"ъ", "’"), (r"ое\b", "е"), (r"ий\b", "ий")),
)


def _apply(rules: Iterable[tuple[str, str]], name: str) -> str:
    for pattern, into in rules:
        name = re.sub(pattern, into, name)
    return name


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("\u0301", "")).strip()


def cyrillic(spellings: Iterable[str]) -> list[str]:
    """The spellings in letters of the Ukrainian and Russian alphabets, without stress marks."""
    return [name for each in spellings if _CYRILLIC.fullmatch(name := _clean(each))]


def _nearest(guess: str, candidates: Iterable[str], share: float) -> str:
    """The candidate nearest to the guess, if no more than `share` of its letters differ."""
    ranked = sorted((OSA.distance(guess.lower(), each.lower()), each) for each in candidates)
    return ranked[0][1] if ranked and ranked[0][0] <= len(guess) * share else ""


def _likeliest(ranked: list[tuple[int, str]]) -> str:
    """Of the equally near one in today's spelling, and the fullest: Казань, not Казан."""
    return min(ranked, key=lambda r: (r[0], bool(_UNLIKELY.search(r[1])), -len(r[1]), r[1]))[1]


def russian_of(ukrainian: str, spellings: Iterable[str]) -> str:
    """The Russian spelling of a Ukrainian name among these; "" when none is the same name."""
    fitting = [
        name
        for name in cyrillic(spellings)
        if not _ONLY_UK.search(name) and not _NOT_RU.search(name)
    ]
    return _nearest(_apply(_TO_RUSSIAN, ukrainian), fitting, 0.35)


def ukrainian_of(russian: str, spellings: Iterable[str]) -> str:
    """The Ukrainian spelling of a Russian name among these; "" when none is clearly one."""
    fitting = [
        name
        for name in cyrillic(spellings)
        if _ONLY_UK.search(name) and not _ONLY_RU.search(name) and not _NOT_UK.search(name)
    ]
    return _nearest(_apply(_TO_UKRAINIAN, russian), fitting, 0.2)


def native(spot: Spot, language: str) -> str:
    """The name in the country's own language that GeoNames' Latin name stands for."""
    foreign = _ONLY_RU if language == "uk" else _ONLY_UK
    fitting = [name for name in cyrillic(spot.others) if not foreign.search(name)]
    latin = _EXONYMS.get(spot.name, spot.name)
    ranked = [(OSA.distance(romanise(name, language), latin), name) for name in fitting]
    return _likeliest(ranked) if ranked else ""


def others(spot: Spot) -> list[str]:
    """Further spellings and old names, as people may still type them."""
    return [name for name in cyrillic(spot.others) if not _FOREIGN.search(name)]


def new_sounds(names: Iterable[str], known: Iterable[str], slip: int) -> list[str]:
    """Those names that sound unlike the known ones, by more than `slip` letters, in fixed order."""
    sounds = [fold_typed(name) for name in known]
    kept = []
    for name in sorted(names, key=lambda each: (len(each), each)):
        sound = fold_typed(name)
        allowed = slip if len(sound) > 5 else 0
        if sound and all(OSA.distance(sound, other) > allowed for other in sounds):
            sounds.append(sound)
            kept.append(name)
    return kept
