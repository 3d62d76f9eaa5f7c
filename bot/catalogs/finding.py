"""What a check finds."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bot.voices.po import Entry


class Fault(NamedTuple):
    """Something wrong with a text. `kind` names the check, `fix` tells what to do."""

    kind: str
    what: str
    fix: str


class Finding(NamedTuple):
    """A fault, and where it stands."""

    path: Path
    line: int
    message: str
    fault: Fault

    def place(self, root: Path) -> str:
        """File and line, as they are seen from a folder."""
        path = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        return f"{path.as_posix()}:{self.line}"

    def told(self, root: Path) -> str:
        """The finding as three lines."""
        return (
            f"{self.place(root)}: {self.fault.kind}: {self.fault.what}\n"
            f"    message: {self.message}\n"
            f"    fix: {self.fault.fix}"
        )


_SHOWN = 60


def named(entry: Entry) -> str:
    """A message as a finding names it: its context, and the beginning of its English text."""
    text = entry.text.replace("\n", " ")
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    return f"[{entry.context}] {short}"
