"""Which languages may be offered to families."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalogs.checking import check
from bot.catalogs.finding import Finding
from bot.catalogs.places import check_places
from locales import FOLDER


@dataclass(frozen=True)
class Offer:
    """The languages that may be offered, in the operator's order, and what keeps others back."""

    languages: tuple[str, ...]
    withheld: dict[str, tuple[Finding, ...]] = field(default_factory=dict)


def faults_of(code: str, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Everything wrong with a language: its catalog and its names of regions."""
    return (*check(code, folder), *check_places(code, folder))


def offered(languages: Iterable[str], folder: Path = FOLDER) -> Offer:
    """Which of the languages an operator lists have passed every check.

    Takes some 100 ms a language, once at the start.
    """
    found = {code: faults_of(code, folder) for code in languages}
    return Offer(
        languages=tuple(code for code, faults in found.items() if not faults),
        withheld={code: faults for code, faults in found.items() if faults},
    )
