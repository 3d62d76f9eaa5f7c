"""The voices: what the catalogs say, read at run time. Adding a language adds a folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale

from bot.voices.binary import compiled
from bot.voices.po import read_file
from bot.voices.pseudo import PSEUDO, PseudoVoice
from locales import FOLDER

__all__ = ["DOMAIN", "HEARD", "PSEUDO", "available", "cldr", "path_of", "template_in", "voices"]

DOMAIN = "homeward"
HEARD = "hear"
"""The context of texts that are lists of words the bot understands; nobody reads them."""


def path_of(code: str, folder: Path = FOLDER) -> Path:
    """Where a language's catalog lies."""
    return folder / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def template_in(folder: Path = FOLDER) -> Path:
    """Where the template lies: every text of the code, in no language."""
    return folder / f"{DOMAIN}.pot"


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that have a catalog, by code."""
    return tuple(sorted(path.parent.parent.name for path in folder.glob(f"*/*/{DOMAIN}.po")))


def voices(languages: Sequence[str], folder: Path = FOLDER) -> dict[str, NullTranslations]:
    """A voice for each language; what a language lacks, the first one says.

    Raises `MalformedCatalog` for a catalog that cannot be read, `FileNotFoundError` without one.
    """
    found = {code: _voice(code, folder) for code in languages}
    first, *others = found.values()
    for voice in others:
        voice.add_fallback(first)
    return found


def _voice(code: str, folder: Path) -> NullTranslations:
    if code == PSEUDO:
        return PseudoVoice(read_file(template_in(folder)), untouched=HEARD)
    return GNUTranslations(BytesIO(compiled(read_file(path_of(code, folder)))))


@lru_cache(maxsize=64)
def cldr(code: str) -> Locale:
    """What CLDR knows of a language. The pseudo-locale has English months and countries."""
    return Locale.parse("en" if code == PSEUDO else code)
