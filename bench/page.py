"""Sections of docs/performance.md that a measurement writes anew, between marks of its own."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bench.process import ROOT

PAGE = ROOT / "docs" / "performance.md"
HEAD = ("", "measured", "target")


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def put(name: str, rows: Iterable[Sequence[str]], command: str, head: Sequence[str] = HEAD) -> None:
    """Put a table in place of the former one, with how, when and of what it was measured."""
    made = f"{command}, {datetime.now(UTC):%-d %B %Y}, commit {commit()}, {machine()}:"  # noqa: TID251 -- the day of a measurement
    write(name, f"{made}\n\n{markdown(head, rows)}")


def write(name: str, text: str) -> None:
    """Put a text between the marks of a section; it is printed as well."""
    sys.stdout.write(f"{text}\n")
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    former = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    page = PAGE.read_text("utf-8")
    if not former.search(page):
        raise LookupError(f"{PAGE.name} has no section {name}")
    PAGE.write_text(former.sub(lambda _: f"{begin}\n{text}\n{end}", page), "utf-8")


def commit() -> str:
    """The commit that was measured."""
    asked = ("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 -- our own words
    return told or "unknown"


def machine() -> str:
    """What it was measured with."""
    return f"CPython {platform.python_version()}, {platform.machine()}"
