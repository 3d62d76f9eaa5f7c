"""Spelling, by hunspell where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from babel.core import get_global

from bot.catalogs.finding import Fault, Finding, named
from bot.catalogs.shape import pairs, prose
from bot.errors import BotError
from bot.voices import LISTS, path_of
from bot.voices.po import Entry, read_file
from locales import FOLDER

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SECONDS = 60


class CannotSpell(BotError):
    """There is no hunspell, or no dictionary for the language. Says what to install."""


def check_spelling(code: str, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Words the dictionary does not know and `locales/words/<language>.txt` does not list.

    Raises `CannotSpell`.
    """
    path, allowed = path_of(code, folder), _allowed(code, folder)
    texts = [
        (entry, prose(said).replace("’", "'"))
        for entry in read_file(path)
        if not (entry.is_header or entry.is_obsolete or entry.context in LISTS)
        for _, said in pairs(entry)
    ]
    unknown = _unknown([text for _, text in texts], code)
    return tuple(_findings(path, texts, unknown - allowed))


def _findings(path: Path, texts: list[tuple[Entry, str]], unknown: set[str]) -> Iterator[Finding]:
    for entry, text in texts:
        for word in sorted(set(_WORD.findall(text)) & unknown):
            what = f"the dictionary does not know “{word}”"
            fix = "put it right, or add it to locales/words"
            yield Finding(path, entry.line, named(entry), Fault("spelling", what, fix))


def _allowed(code: str, folder: Path) -> set[str]:
    found = set[str]()
    for name in ("names.txt", "desk_words.txt", f"words/{code}.txt"):
        path = folder / name
        if path.exists():
            found.update(_WORD.findall(path.read_text(encoding="utf-8").replace("’", "'")))
    return found


def _dictionary(code: str) -> str:
    """A dictionary's name: the language and, by CLDR, the country it is mostly spoken in."""
    territory = str(get_global("likely_subtags").get(code, "")).split("_")[-1]
    return code if "_" in code or not territory else f"{code}_{territory}"


def _unknown(texts: list[str], code: str) -> set[str]:
    program, dictionary = shutil.which("hunspell"), _dictionary(code)
    if program is None:
        raise CannotSpell(
            "hunspell is not installed; nothing was checked. Debian's package is called hunspell."
        )
    done = subprocess.run(  # noqa: S603 -- the program found, and a dictionary's name made of a code
        [program, "-l", "-i", "utf-8", "-d", dictionary],
        input="\n".join(word for text in texts for word in _WORD.findall(text)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise CannotSpell(
            f"hunspell has no dictionary {dictionary}; nothing was checked. Debian's package is "
            f"mostly called hunspell-{code.lower().replace('_', '-')}."
        )
    return set(done.stdout.split())
