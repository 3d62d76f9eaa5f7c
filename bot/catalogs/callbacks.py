"""Checking what goes into buttons besides words: codes of languages and regions.

A button of Telegram carries 64 bytes (Bot API, `InlineKeyboardButton.callback_data`). A question's
path takes some of them, an answer's code may have the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.catalogs.finding import Fault, Finding
from bot.catalogs.limits import CALLBACK
from bot.voices import path_of
from locales import FOLDER

_CODE = re.compile(r"[!-~]+")


def check_callbacks(code: str, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Everything that does not fit a button: the language's own code, and those of regions."""
    return tuple(
        Finding(path, line, carried, fault)
        for path, line, carried in _carried(code, folder)
        for fault in _faults(carried)
    )


def _carried(code: str, folder: Path) -> Iterator[tuple[Path, int, str]]:
    yield path_of(code, folder), 1, code
    table = folder / "places" / "regions.tsv"
    if table.exists():
        rows = table.read_text(encoding="utf-8").splitlines()[1:]
        for line, row in enumerate(rows, 2):
            yield table, line, row.partition("\t")[0]


def _faults(carried: str) -> Iterator[Fault]:
    if len(carried) > CALLBACK:
        what = f"the code has {len(carried)} characters; a button carries {CALLBACK}"
        yield Fault("callback-long", what, "choose a shorter one")
    if not _CODE.fullmatch(carried):
        what = "the code has characters that a button does not carry"
        yield Fault("callback-letters", what, "use Latin letters, digits and hyphens")
