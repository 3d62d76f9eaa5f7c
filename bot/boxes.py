"""Pictures and films that are made of boxes (ISO 14496-12): HEIC, AVIF, MP4, MOV.

What they tell of place, time and camera stands in boxes of its own. It is blanked where it stands,
so that nothing else moves and the picture itself is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as struct_error
from struct import unpack_from
from typing import NamedTuple

_STILL = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})
_TELLS = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes of a film that hold what its camera wrote into it."""
_INSIDE = frozenset({b"moov", b"trak", b"mdia"})
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that begin with when a film was made and changed, four bytes each, or eight."""
_TELLING_ITEMS = frozenset({b"Exif", b"mime"})
"""Items of a picture: what the camera wrote, as EXIF or as XMP."""
_HEAD, _FULL = 8, 4

Bytes = bytes | bytearray


class _Box(NamedTuple):
    kind: bytes
    at: int
    body: int
    end: int


def has_boxes(content: bytes) -> bool:
    """Whether a file begins as such a picture or film does."""
    return content[4:8] == b"ftyp"


def blanked(content: bytes) -> tuple[str, bytes] | None:
    """A name and the bytes without what they tell; None where that could not be found."""
    copy = bytearray(content)
    try:
        head = next(_boxes(content, 0, len(content)))
        brands = {content[at : at + 4] for at in range(head.body, head.end, 4)}
        if brands & _STILL:
            _blank_items(copy)
            kind = "avif" if b"avif" in brands else "heic"
            return f"photograph.{kind}", bytes(copy)
        _blank_boxes(copy, 0, len(copy))
    except (struct_error, ValueError, IndexError):
        return None
    return ("film.mov" if b"qt  " in brands else "film.mp4"), bytes(copy)


def _boxes(data: Bytes, start: int, end: int) -> Iterator[_Box]:
    """The boxes in a span. Raises `ValueError` for one that ends outside of it."""
    while start < end:
        size, kind = unpack_from(">I4s", data, start)
        body = start + _HEAD
        if size == 1:
            (size,) = unpack_from(">Q", data, body)
            body += 8
        stop = end if size == 0 else start + size
        if stop < body or stop > end:
            raise ValueError("a box that ends outside")
        yield _Box(kind, start, body, stop)
        start = stop


def _blank_boxes(copy: bytearray, start: int, end: int) -> None:
    """Make every box that tells something a free one, empty; and every date none."""
    for box in [*_boxes(copy, start, end)]:
        if box.kind in _TELLS:
            copy[box.at + 4 : box.at + _HEAD] = b"free"
            copy[box.body : box.end] = bytes(box.end - box.body)
        elif box.kind in _DATED:
            first, length = box.body + _FULL, 16 if copy[box.body : box.body + 1] == b"\1" else 8
            last = min(box.end, first + length)
            copy[first:last] = bytes(max(0, last - first))
        elif box.kind in _INSIDE:
            _blank_boxes(copy, box.body, box.end)


def _blank_items(copy: bytearray) -> None:
    """Blank what the camera wrote beside a picture. Raises `ValueError` where it is not found."""
    meta = _only(copy, b"meta", 0, len(copy))
    inner = meta.body + _FULL
    telling = set(_telling(copy, _only(copy, b"iinf", inner, meta.end)))
    found = set()
    for item, at, length in _places(copy, _only(copy, b"iloc", inner, meta.end)):
        if item in telling:
            if at + length > len(copy):
                raise ValueError("an item that lies outside")
            copy[at : at + length] = bytes(length)
            found.add(item)
    if found != telling:
        raise ValueError("an item that lies elsewhere")


def _only(data: Bytes, kind: bytes, start: int, end: int) -> _Box:
    found = next((box for box in _boxes(data, start, end) if box.kind == kind), None)
    if found is None:
        raise ValueError("a box is missing")
    return found


def _telling(data: Bytes, iinf: _Box) -> Iterator[int]:
    """The numbers of items that tell something."""
    start = iinf.body + _FULL + (2 if data[iinf.body] == 0 else 4)
    for box in _boxes(data, start, iinf.end):
        version = data[box.body]
        wide = version > 2
        (item,) = unpack_from(">I" if wide else ">H", data, box.body + _FULL)
        kind = box.body + _FULL + (4 if wide else 2) + 2
        if version < 2:
            raise ValueError("an item of an old kind")
        if bytes(data[kind : kind + 4]) in _TELLING_ITEMS:
            yield item


def _places(data: Bytes, iloc: _Box) -> Iterator[tuple[int, int, int]]:
    """Where items lie in the file: number, place, length. Raises `ValueError` for other ways."""
    version, sizes = data[iloc.body], data[iloc.body + _FULL : iloc.body + _FULL + 2]
    widths = (sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4, sizes[1] & 15)
    at, wide = iloc.body + _FULL + 2, 4 if version > 1 else 2
    count, at = _number(data, at, wide), at + wide
    for _ in range(count):
        item, at = _number(data, at, wide), at + wide
        method = _number(data, at, 2) & 15 if version else 0
        at += (2 if version else 0) + 2
        base, at = _number(data, at, widths[2]), at + widths[2]
        extents, at = _number(data, at, 2), at + 2
        for _ in range(extents):
            at += widths[3] if version else 0
            offset, at = _number(data, at, widths[0]), at + widths[0]
            length, at = _number(data, at, widths[1]), at + widths[1]
            if method == 0:
                yield item, base + offset, length


def _number(data: Bytes, at: int, width: int) -> int:
    if at + width > len(data):
        raise ValueError("cut off")
    return int.from_bytes(data[at : at + width], "big")
