"""What lies on a disk: words in the raw bytes of every file of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

CODES = ("utf-8", "utf-16-le", "utf-16-be")


def hits(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Where a word lies, in any of the encodings it could lie in: the file and the word."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    raw = {path.name: path.read_bytes() for path in files}
    return [
        (name, word)
        for word in words
        for form in _forms(word)
        for name, content in raw.items()
        if form in content
    ]


def _forms(word: str) -> list[bytes]:
    plain = [word.encode(code) for code in CODES]
    return plain + [form.hex().encode() for form in plain]
