"""The voices: what the catalogs say, read at run time. Adding a language adds a folder."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, localedata

from bot.voices.binary import compiled
from bot.voices.files import DOMAIN, available, path_of, template_in
from bot.voices.po import read_file
from bot.voices.pseudo import PSEUDO, PseudoVoice
from locales import FOLDER

__all__ = [
    "DOMAIN", "HEARD", "LISTS", "PSEUDO", "available", "cldr", "path_of", "template_in", "voices",
]  # fmt: skip

HEARD = "hear"
"""The context of lists of words the bot understands in dates, one by one."""
LISTS = frozenset({HEARD, "typed"})
"""The contexts of such lists altogether; nobody reads them."""
UNSAID = (
    "unit_patterns", "compound_unit_patterns", "unit_display_names", "currency_names",
    "currency_names_plural", "currency_symbols", "compact_currency_formats",
    "compact_decimal_formats", "meta_zones", "time_zones", "interval_formats", "date_fields",
)  # fmt: skip
"""What the bot never says: names of units, currencies and time zones, 1 MiB a language."""


def voices(languages: Sequence[str], folder: Path = FOLDER) -> dict[str, NullTranslations]:
    """A voice for each language; what one lacks, the first of the others that has it says.

    Raises `MalformedCatalog` for a catalog that cannot be read, `FileNotFoundError` without one.
    """
    alone = {code: _voice(code, folder) for code in languages}
    found = {}
    for code, voice in alone.items():
        found[code] = copy(voice)
        for other in languages:
            if other != code:
                found[code].add_fallback(copy(alone[other]))
    return found


def _voice(code: str, folder: Path) -> NullTranslations:
    if code == PSEUDO:
        return PseudoVoice(read_file(template_in(folder)), untouched=LISTS)
    return GNUTranslations(BytesIO(compiled(read_file(path_of(code, folder)))))


@lru_cache(maxsize=64)
def cldr(code: str) -> Locale:
    """What CLDR knows of a language, as far as we say it. The pseudo-locale has English months."""
    found = Locale.parse("en" if code == PSEUDO else code)
    known = localedata.load(str(found))
    for names in UNSAID:
        known.pop(names, None)
    return found
