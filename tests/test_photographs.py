"""A photograph goes to the staff without the place it was taken; bombs and programs do not go."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from bot.photographs import Doubt, doubt_of, is_picture, stripped

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def photograph(kind: str, **more: object) -> bytes:
    """A picture that tells where and with what it was taken."""
    exif = Image.Exif()
    exif[MAKER] = "CANARY"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (50.0, 27.0, 1.0)
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, kind, exif=exif, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_left(kind: str) -> None:
    """No maker, no place, no comment; and it stands upright (fault 76)."""
    given = photograph(kind)
    assert b"CANARY" in given
    found = stripped(given)
    assert not isinstance(found, Doubt)
    content, mime = found
    assert b"CANARY" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((20, 40), {})
        assert mime == f"image/{kind.lower()}"


def bomb(side: int) -> bytes:
    """A small file that claims to be a huge picture."""

    def part(name: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = part(b"IDAT", zlib.compress(b"\0" * 9999))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + body + part(b"IEND", b"")


@pytest.mark.parametrize("side", [9000, 20_000, 100_000])
def test_a_picture_bomb_is_not_decoded(side: int) -> None:
    """More pixels than cameras make are not decoded, whatever the library thinks (fault 73)."""
    assert stripped(bomb(side)) is Doubt.TOO_LARGE


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"PK\x03\x04", bomb(100)[:60]])
def test_what_does_not_decode_is_told_and_not_raised(content: bytes) -> None:
    """A broken picture is a doubt about it, not an error of ours."""
    assert stripped(content) is Doubt.MISMATCH


@pytest.mark.parametrize(
    ("name", "content", "doubt"),
    [
        ("photo.jpg", b"MZ\x90", Doubt.PROGRAM),
        ("photo.jpg", b"PK\x03\x04", Doubt.MISMATCH),
        ("letter.pdf.exe", b"%PDF-", Doubt.PROGRAM),
        ("letter.DOCM", b"PK\x03\x04", Doubt.PROGRAM),
        ("letter.pdf", b"%PDF-1.7", None),
        ("photo.JPEG", photograph("JPEG"), None),
        (None, b"\x7fELF", Doubt.PROGRAM),
        (None, b"hello", None),
    ],
)
def test_programs_and_false_endings_are_noticed(
    name: str | None, content: bytes, doubt: Doubt | None
) -> None:
    """By name or by first bytes (fault 75)."""
    assert doubt_of(name, content) is doubt


def test_only_pictures_are_written_anew() -> None:
    """What begins as one of three kinds."""
    assert all(is_picture(photograph(kind)) for kind in ("JPEG", "PNG", "WEBP"))
    assert not is_picture(b"%PDF-1.7")
