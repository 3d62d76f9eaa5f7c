"""Sections of docs/performance.md that a measurement writes anew, between marks of its own."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Sequence

from bench.kernel import told
from bench.process import ROOT
from bot.world import SystemClock

PAGE = ROOT / "docs" / "performance.md"
HEAD = ("", "measured", "target")


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def put(name: str, rows: Iterable[Sequence[str]], command: str, head: Sequence[str] = HEAD) -> None:
    """Put a table in place of the former one, with how, when and of what it was measured."""
    write(name, f"{made(command)}:\n\n{markdown(head, rows)}")


def write(name: str, text: str) -> None:
    """Print a text, and put it between the marks of a section."""
    sys.stdout.write(f"{text}\n")
    replace(name, text)


def replace(name: str, text: str) -> None:
    """Put a text between the marks of a section. Raises `LookupError` where there is none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    former = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    page = PAGE.read_text("utf-8")
    if not former.search(page):
        raise LookupError(f"{PAGE.name} has no section {name}")
    PAGE.write_text(former.sub(lambda _: f"{begin}\n{text}\n{end}", page), "utf-8")


def made(command: str) -> str:
    """How, when, of what and with what something was measured."""
    commit = told("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    machine = f"CPython {platform.python_version()}, {platform.machine()}"
    return f"{command}, {SystemClock().now():%-d %B %Y}, commit {commit}, {machine}"
