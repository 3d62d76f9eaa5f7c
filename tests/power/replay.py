"""Disks as they may be after the power failed, from a record of writes and syncs."""

from __future__ import annotations

import random
import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("=4Q")


@dataclass(frozen=True)
class Entry:
    """One thing that was done to a file."""

    kind: str
    name: str
    offset: int
    size: int
    content: bytes = b""


def entries(record: Path) -> Iterator[Entry]:
    """What was recorded, in order."""
    raw, at = record.read_bytes(), 0
    while at + _HEAD.size <= len(raw):
        kind, long, offset, size = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        name = raw[at : at + long].decode()
        at += long
        content = raw[at : at + size] if chr(kind) == "w" else b""
        at += len(content)
        yield Entry(chr(kind), name, offset, size, content)


@dataclass
class Disk:
    """Files at an instant: what is safe of each, and what was done to it since."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    since: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    told: bytearray = field(default_factory=bytearray)

    def take(self, entry: Entry, told: str) -> None:
        """Go on by one entry. What was told was told: the world outside needs no sync."""
        if entry.name == told:
            self.told += entry.content
        elif entry.kind == "u":
            self.safe.pop(entry.name, None)
            self.since.pop(entry.name, None)
        elif entry.kind == "s":
            self.safe[entry.name] = self._with(entry.name, self.since.pop(entry.name, []))
        else:
            self.since[entry.name].append(entry)

    def after_power_loss(self, draw: random.Random) -> dict[str, bytes]:
        """One of the disks that may be left: of what is not safe, some is there and some is not."""
        names = self.safe.keys() | self.since.keys()
        return {name: bytes(self._with(name, self._some(name, draw))) for name in sorted(names)}

    def _some(self, name: str, draw: random.Random) -> list[Entry]:
        done, manner = self.since.get(name, []), draw.randrange(4)
        if manner == 0:
            return []
        if manner == 1:
            return done
        if manner == 2:
            kept = done[: draw.randrange(len(done) + 1)]
            return [*kept[:-1], *(_torn(entry, draw) for entry in kept[-1:])]
        return [_torn(entry, draw) for entry in done if draw.random() < 0.5]

    def _with(self, name: str, done: list[Entry]) -> bytearray:
        content = bytearray(self.safe.get(name, b""))
        for entry in done:
            if entry.kind == "t":
                del content[entry.size :]
                content.extend(bytes(entry.size - len(content)))
                continue
            content.extend(bytes(max(0, entry.offset - len(content))))
            content[entry.offset : entry.offset + len(entry.content)] = entry.content
        return content


def _torn(entry: Entry, draw: random.Random) -> Entry:
    """A write of which only some sectors arrived, from its beginning."""
    if entry.kind != "w" or draw.random() < 0.5:
        return entry
    sectors = len(entry.content) // SECTOR
    content = entry.content[: draw.randrange(sectors + 1) * SECTOR]
    return Entry(entry.kind, entry.name, entry.offset, len(content), content)
