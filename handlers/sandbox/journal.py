"""The emulator's memory across restarts: one JSON array a line, appended as things happen.

A line is written in one call and never fsynced: it survives the process, not the machine. The
last line may be torn; it is then as if it had not happened. On start the file is rewritten
with what is still true.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

Record = list[Any]

_encode: Final = json.JSONEncoder(separators=(",", ":")).encode


class CorruptJournalError(Exception):
    """A line that is not the last one cannot be read: this is no torn write."""


class Journal:
    """Remembers records in a folder; without a folder, forgets them."""

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / "journal.jsonl"
        self._file: int | None = None

    def read(self) -> Iterator[Record]:
        """Give every whole record, oldest first."""
        if self._path is None or not self._path.exists():
            return
        lines = self._path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line) if line else None
            except ValueError:
                if number == len(lines):
                    return
                raise CorruptJournalError(f"line {number} of {self._path.name}") from None
            if record is not None:
                yield record

    def rewrite(self, records: Iterable[Record]) -> None:
        """Replace the file by these records, at once, and go on from there."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.writelines(_line(record) for record in records)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND)

    def write(self, record: Record) -> None:
        """Append one record."""
        if self._file is not None:
            os.write(self._file, _line(record))

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _line(record: Record) -> bytes:
    return _encode(record).encode() + b"\n"
