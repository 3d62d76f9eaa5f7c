"""The binary form of a catalog, which the standard library reads: there is nothing to compile."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from bot.voices.po import Entry

_MAGIC, _HEADER, _PAIR = 0x950412DE, 28, 8


def compiled(entries: Iterable[Entry]) -> bytes:
    """A `.mo` of what is said for certain: neither fuzzy, nor obsolete, nor with a form missing."""
    pairs = sorted((_key(e), _forms(e)) for e in entries if _is_certain(e))
    keys, values = [key for key, _ in pairs], [value for _, value in pairs]
    tables = _HEADER + 2 * _PAIR * len(pairs)
    header = struct.pack("<7I", _MAGIC, 0, len(pairs), _HEADER, _HEADER + _PAIR * len(pairs), 0, 0)
    texts = b"\0".join([*keys, *values]) + b"\0"
    return header + _table(tables, [*keys, *values]) + texts


def _is_certain(entry: Entry) -> bool:
    return entry.is_translated and not entry.is_obsolete and (entry.is_header or not entry.is_fuzzy)


def _key(entry: Entry) -> bytes:
    key = f"{entry.context}\x04{entry.text}" if entry.context else entry.text
    return (key if entry.many is None else f"{key}\0{entry.many}").encode()


def _forms(entry: Entry) -> bytes:
    return "\0".join(entry.said[index] for index in sorted(entry.said)).encode()


def _table(start: int, texts: list[bytes]) -> bytes:
    rows = []
    for text in texts:
        rows.append(struct.pack("<2I", len(text), start))
        start += len(text) + 1
    return b"".join(rows)
