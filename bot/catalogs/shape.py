"""What a text is made of: placeholders, commands, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.voices.po import Entry

PLACEHOLDER = re.compile(r"\{(\w+)\}")
COMMAND = re.compile(r"(?<![\w/:.}])/[a-z_]+")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:\w+|#\d+);|\*\*|__")
_LINK = re.compile(r"https?://\S+")
_SETTING = re.compile(r"\bHOMEWARD_[A-Z_]+\b")
_WORD = re.compile(r"[^\W\d_]+")


def pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """The English text and each form of the translation that says something."""
    for index, said in sorted(entry.said.items()):
        source = entry.text if entry.many is None or index == 0 else entry.many
        if said:
            yield source, said


@lru_cache(maxsize=8192)
def prose(text: str) -> str:
    """A text without markup, placeholders, commands, settings and links: what is to be read."""
    for pattern in (_LINK, TAG, PLACEHOLDER, COMMAND, _SETTING):
        text = pattern.sub(" ", text)
    return text


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text's prose."""
    return tuple(_WORD.findall(prose(text)))


@lru_cache(maxsize=8192)
def scripts(word: str) -> frozenset[str]:
    """The scripts of a word's letters, as Unicode names them: LATIN, CYRILLIC, …"""
    letters = (letter for letter in word if letter.isalpha())
    return frozenset(unicodedata.name(letter, "UNKNOWN").split(" ")[0] for letter in letters)
