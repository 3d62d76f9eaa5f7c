"""A photograph for the staff, without what the camera wrote into it; and what is no photograph.

A picture is decoded and written anew: only its pixels, turned upright, and its colours go over.
Nothing is ever unpacked, and no picture is decoded that claims more pixels than a camera makes.
"""

from __future__ import annotations

import io
import warnings
from enum import StrEnum

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 64_000_000
"""More than telephones make; decoded, they take 192 MB."""

_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_ALSO_READ = ("GIF", "TIFF", "BMP")
"""Kinds that are read and written as PNG."""
_QUALITY = 90

_PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"dex\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"L\x00\x00\x00\x01\x14\x02\x00",
)  # fmt: skip
"""How programs begin: Windows, Linux, scripts, Java and macOS, Android, old Office, shortcuts."""

_RUNS = frozenset({
    "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "docm", "exe", "hta", "img", "iso",
    "jar", "js", "jse", "lnk", "msi", "pif", "ps1", "reg", "scr", "sh", "svg", "vbe", "vbs", "wsf",
    "xlsm", "html", "htm",
})  # fmt: skip
_STARTS = {
    "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",), "gif": (b"GIF8",), "bmp": (b"BM",), "tif": (b"II*\0", b"MM\0*"),
    "tiff": (b"II*\0", b"MM\0*"), "pdf": (b"%PDF-",), "docx": (b"PK",), "zip": (b"PK",),
}  # fmt: skip
"""How files with these endings begin."""
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif",
    "application/pdf": "pdf", "application/zip": "zip",
}  # fmt: skip
"""The ending that belongs to a type."""
_PICTURES = tuple(
    start for ending in ("jpg", "png", "gif", "bmp", "tif") for start in _STARTS[ending]
)


class Doubt(StrEnum):
    """Why a file is to be opened with care, if at all."""

    PROGRAM = "program"
    MISMATCH = "mismatch"
    TOO_LARGE = "too_large"


def doubt_of(name: str | None, content: bytes, mime: str | None = None) -> Doubt | None:
    """What is wrong with a file, as far as its name, its type and its first bytes tell."""
    ending = (name or "").rpartition(".")[2].lower() if name and "." in name else ""
    if ending in _RUNS or content.startswith(_PROGRAMS):
        return Doubt.PROGRAM
    for claimed in (ending, _ENDINGS.get(mime or "", "")):
        starts = _STARTS.get(claimed)
        if starts is not None and not content.startswith(starts):
            return Doubt.MISMATCH
    return None


def is_picture(content: bytes) -> bool:
    """Whether this begins as a picture we write anew."""
    return content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def stripped(content: bytes) -> tuple[bytes, str] | Doubt:
    """A picture without its metadata, and its type; or why it was not decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[*_FORMATS, *_ALSO_READ]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return Doubt.TOO_LARGE
                if picture.format == "TIFF" and getattr(picture, "n_frames", 1) > 1:
                    return Doubt.MISMATCH  # a paper of several pages: only the first would be left
                return _written_anew(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return Doubt.TOO_LARGE
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, ZeroDivisionError):
        return Doubt.MISMATCH


def _written_anew(picture: Image.Image) -> tuple[bytes, str]:
    # A JPEG with a second picture in it, as telephones make them, is an MPO to Pillow.
    kind = {"MPO": "JPEG"}.get(str(picture.format), str(picture.format))
    kind = kind if kind in _FORMATS else "PNG"
    upright = ImageOps.exif_transpose(picture)
    pixels = upright.convert("RGBA" if kind != "JPEG" and _has_alpha(upright) else "RGB")
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = io.BytesIO()
    bare.save(out, kind, quality=_QUALITY)
    return out.getvalue(), _FORMATS[kind]


def _has_alpha(picture: Image.Image) -> bool:
    return "A" in picture.mode or "transparency" in picture.info
