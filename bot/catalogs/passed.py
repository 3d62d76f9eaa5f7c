"""What has passed every check, remembered by a digest of all that the checks read.

So a start need not check again: it compares some hundred kilobytes, which takes milliseconds.
Whatever changes – a text, a rule, a check – makes another digest, and the checks are made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from bot.voices.files import path_of, template_in

NAME = "passed.json"
_RULES = ("glossary.toml", "typography.toml", "names.txt", "desk_words.txt", "same_as_source.tsv")
_ROOM = Path(__file__).parents[1]
_CHECKS = ("catalogs/**/*.py", "voices/*.py", "hearing.py", "speech.py", "core/date_words.py")


class Passed:
    """What is known to have passed, kept in the first of these folders that can be written to."""

    def __init__(self, *homes: Path) -> None:
        self._homes = homes

    def has(self, subject: str, digest: str) -> bool:
        """Whether a subject has passed as it is now."""
        return any(_kept(home).get(subject) == digest for home in self._homes)

    def add(self, passed: dict[str, str]) -> None:
        """Remember what has passed. Where nothing can be written, nothing is remembered."""
        for home in self._homes:
            if _could_keep(home, {**_kept(home), **passed}):
                break


def digest_of(code: str, folder: Path) -> str:
    """All that decides whether a language passes: texts, names of regions, rules and checks."""
    regions = (folder / "places" / name for name in ("regions.tsv", f"regions.{code}.tsv"))
    return _digest((path_of(code, folder), template_in(folder), *regions, *_shared(folder)))


def hotlines_digest(path: Path, languages: Iterable[str], folder: Path) -> str:
    """The same for the operator's hotlines in these languages."""
    return _digest((path, *_shared(folder)), *languages)


def _shared(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in _RULES)
    for pattern in _CHECKS:
        yield from sorted(_ROOM.glob(pattern))


def _digest(paths: Iterable[Path], *words: str) -> str:
    found = blake2b(digest_size=16)
    for word in words:
        found.update(f"{word}\0".encode())
    for path in paths:
        with suppress(FileNotFoundError):
            content = path.read_bytes()
            found.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _kept(home: Path) -> dict[str, str]:
    """What a folder remembers; nothing where the file is missing or spoilt."""
    with suppress(OSError, ValueError):
        told = json.loads((home / NAME).read_text("utf-8"))
        return told if isinstance(told, dict) else {}
    return {}


def _could_keep(home: Path, passed: dict[str, str]) -> bool:
    fresh = home / f"{NAME}.{os.getpid()}"
    try:
        fresh.write_text(json.dumps(passed, indent=1, sort_keys=True) + "\n", "utf-8")
        fresh.replace(home / NAME)
    except OSError:
        return False
    return True
