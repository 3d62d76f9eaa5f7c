"""Marks by which a text is known when it is seen: for translators, never for families.

A mark is put behind a text. One kind can be read; the other is invisible, and the page of the
sandbox looks it up in the legend.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from bot.core.say import Say
from bot.voices.files import template_in
from bot.voices.po import read_file
from locales import FOLDER

Mark = Callable[[Say], str]
"""What stands behind a text of ours."""

_SHOWN = 28
"""How much of the English text a readable mark shows: enough to search for it in the catalog."""

HAIR_SPACE = "\u200a"
"""Begins an invisible mark, so that a web address before it ends before it."""

_FIRST = 0xFE00
"""Variation selector 1 of 16, each a digit; behind a space they select nothing and show nothing."""


def readable(line: Say) -> str:
    """The screen, and the beginning of the English wording."""
    return f" ⟨{line.context} | {line.text[:_SHOWN].strip()}⟩"


def invisible(line: Say) -> str:
    """Eight signs that cannot be seen, made of the context and the English wording."""
    digits = _digits(line.context, line.text)
    return HAIR_SPACE + "".join(chr(_FIRST + int(digit, 16)) for digit in digits)


def legend(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """What each invisible mark stands for, by its eight digits in hexadecimal."""
    return {
        _digits(entry.context, entry.text): {"context": entry.context, "text": entry.text}
        for entry in read_file(template_in(folder))
        if not entry.is_header
    }


def _digits(context: str, text: str) -> str:
    return format(crc32(f"{context}\x04{text}".encode()), "08x")
