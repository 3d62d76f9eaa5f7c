"""Which languages may be offered to families.

A language that an operator lists is offered when it passes every check, and only then. What has
passed is remembered, so that a start loads no check.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalogs.passed import Passed, digest_of, hotlines_digest
from bot.errors import Misconfigured
from locales import FOLDER

if TYPE_CHECKING:
    from bot.catalogs.finding import Finding

LOCALES, HOTLINES = "HOMEWARD_LOCALES", "HOMEWARD_HOTLINES"
_NUMBERS = "(hotlines)"
"""Under what the operator's hotlines are remembered, beside the languages."""


def faults_of(code: str, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Everything wrong with a language: its catalog, its names of regions, what buttons carry."""
    from bot.catalogs.callbacks import check_callbacks  # noqa: PLC0415 -- seldom needed at a start
    from bot.catalogs.checking import check  # noqa: PLC0415 -- heavy, and a start seldom needs it
    from bot.catalogs.places import check_places  # noqa: PLC0415 -- the same

    return (*check(code, folder), *check_places(code, folder), *check_callbacks(code, folder))


def remember(languages: Iterable[str], folder: Path = FOLDER) -> None:
    """Remember that these languages passed, beside their catalogs."""
    Passed(folder).add({code: digest_of(code, folder) for code in languages})


def make_sure(
    languages: tuple[str, ...], hotlines: Path, data: Path, folder: Path = FOLDER
) -> None:
    """Raise `Misconfigured` where a listed language or the hotlines are not fit for families.

    Milliseconds where nothing has changed since the last time; else some 200 ms a language.
    """
    passed = Passed(folder, data)
    fresh = {code: digest_of(code, folder) for code in languages}
    new = {code: digest for code, digest in fresh.items() if not passed.has(code, digest)}
    for code in new:
        _refuse(LOCALES, faults_of(code, folder), folder, _unfit(code))
    digest = hotlines_digest(hotlines, languages, folder)
    if not passed.has(_NUMBERS, digest):
        from bot.catalogs.numbers import check_hotlines  # noqa: PLC0415 -- heavy as well

        found = check_hotlines(hotlines, languages, folder)
        _refuse(HOTLINES, found, folder, "mend it there, then start again")
        new[_NUMBERS] = digest
    if new:
        passed.add(new)


def _unfit(code: str) -> str:
    return (
        f"`homeward locales check {code}` tells all; until it finds nothing, leave {code} out of "
        f"{LOCALES}"
    )


def _refuse(setting: str, found: tuple[Finding, ...], folder: Path, fix: str) -> None:
    if found:
        first = found[0]
        told = f"{first.place(folder.parent)}: {first.message}: {first.fault.what}"
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise Misconfigured(f"{setting}: not ready for families: {told}{more}; {fix}.")
