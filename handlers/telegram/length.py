"""Telegram counts a text in UTF-16 code units and takes 4096 of them (core.telegram.org/bots/api).

A longer text is cut between paragraphs, else lines, else words, else letters: never within what
a reader sees as one letter, which follows UAX #29 as far as names, flags and emoji need it.
"""

from __future__ import annotations

import unicodedata

TEXT_LIMIT = 4096
_JOINER = "\u200d"
_BREAKS = ("\n\n", "\n", " ")


def units(text: str) -> int:
    """How long Telegram finds a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """The text in pieces of at most `limit` units; only white space at the cuts is lost."""
    pieces, rest = [], text
    while units(rest) > limit:
        cut = _cut(rest, _fitting(rest, limit))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return tuple(piece for piece in (*pieces, rest) if piece.strip())


def _fitting(text: str, limit: int) -> int:
    """How many characters of a text fit."""
    used = 0
    for index, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > limit:
            return index
    return len(text)


def _cut(text: str, most: int) -> int:
    """The best place for a cut at or before `most`, so that no piece is less than half full."""
    for mark in _BREAKS:
        found = text.rfind(mark, most // 2, most + 1)
        if found > 0:
            return found
    for index in range(most, most // 2, -1):
        if _may_cut(text, index):
            return index
    return most


def _may_cut(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if _JOINER in {before, after} or _continues(after):
        return False
    if _is_flag_half(before) and _is_flag_half(after):
        return _flag_halves_before(text, index) % 2 == 0
    return True


def _continues(char: str) -> bool:
    """Whether a character belongs to the one before: accents, emoji styles, skin tones, tags."""
    is_mark = unicodedata.category(char).startswith("M")
    return is_mark or "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    start = index
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return index - start
