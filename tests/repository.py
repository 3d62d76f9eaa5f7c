"""The repository's own files, for tests that read them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@cache
def files() -> tuple[str, ...]:
    """Every file that is kept, by its path from the root."""
    # `safe.directory`: whoever runs the tests need not own the checkout.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 -- our own words
    names = listed.stdout.decode().split("\0")
    return tuple(name for name in names if name and (ROOT / name).is_file())


def named(*endings: str) -> list[str]:
    """The files whose names end so."""
    return [name for name in files() if name.endswith(endings)]


def text(name: str) -> str:
    """What a file says."""
    return (ROOT / name).read_text("utf-8")


def texts() -> Iterator[tuple[str, str]]:
    """Every file that is text, and what it says."""
    for name in files():
        try:
            yield name, text(name)
        except UnicodeDecodeError:
            continue
