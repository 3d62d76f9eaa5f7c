"""What staff get of a file that came as it lay on a telephone."""

from __future__ import annotations

import io
from struct import pack

import pytest
from PIL import Image

from bot import boxes
from bot.copies import (
    INERT,
    MISMATCH,
    PROGRAM,
    TELLS_TOO_MUCH,
    TOO_LARGE,
    UNREADABLE,
    HandingOut,
    copy_of,
)
from bot.core.say import Say, Verbatim
from bot.errors import StorageError
from bot.ports import Parcel, StoredFile
from tests.kit_outbox import STAFF, FakeChannel, message
from tests.storage.kit import photo
from tests.test_photographs import bomb, photograph

DAY = 0xDEADBEEF


def raw(name: str | None = None, mime: str | None = None) -> StoredFile:
    """A file sent as a file."""
    return photo().model_copy(update={"kind": "document", "name": name, "mime": mime})


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of boxes, or of bytes."""
    body = b"".join(parts)
    return pack(">I4s", 8 + len(body), kind) + body


def heic(secret: bytes = b"CANARY", *, method: int = 0) -> bytes:
    """The least a telephone's picture is made of: the picture, and what the camera wrote."""

    def made(at: int) -> bytes:
        infe = box(b"infe", pack(">B3xHH4s", 2, 1, 0, b"hvc1"))
        infe += box(b"infe", pack(">B3xHH4s", 2, 2, 0, b"Exif"))
        iinf = box(b"iinf", pack(">B3xH", 0, 2), infe)
        place = pack(">HHHHII", 1, 0, 0, 1, at, 7) + pack(">HHHHII", 2, method, 0, 1, at + 7, 6)
        iloc = box(b"iloc", pack(">B3xBBH", 1, 0x44, 0, 2), place)
        head = box(b"ftyp", b"heic\0\0\0\0mif1") + box(b"meta", b"\0\0\0\0", iinf, iloc)
        return head + box(b"mdat", b"picture", secret)

    return made(len(made(0)) - 13)


def film() -> bytes:
    """A film that tells where it was taken, in each place where films do."""
    told = box(b"udta", box(b"\xa9xyz", b"CANARY"))
    dates = pack(">B3xII", 0, DAY, DAY) + b"rate"
    mdia = box(b"mdia", box(b"mdhd", pack(">B3xQQ", 1, DAY, DAY) + b"rate"))
    heads = (box(b"mvhd", dates), box(b"trak", box(b"tkhd", dates), mdia, told))
    moov = box(b"moov", *heads, told, box(b"meta", b"CANARY"))
    return box(b"ftyp", b"qt  ") + moov + box(b"mdat", b"film") + box(b"uuid", b"CANARY")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "MPO"])
def test_a_picture_is_handed_out_without_what_it_tells(kind: str) -> None:
    """Whatever it is called (fault 76)."""
    copy = copy_of(raw("letter.pdf"), photograph(kind))
    assert copy.content
    assert b"CANARY" not in copy.content
    assert copy.warning is None
    assert copy.name.startswith("photograph.")


@pytest.mark.parametrize("content", [heic(), film()])
def test_what_is_made_of_boxes_keeps_its_picture_and_tells_nothing(content: bytes) -> None:
    """HEIC and films: blanked where it stood, and everything else is where it was."""
    copy = copy_of(raw("IMG.HEIC"), content)
    assert copy.content is not None
    assert len(copy.content) == len(content)
    assert b"CANARY" in content
    assert b"CANARY" not in copy.content
    assert pack(">I", DAY) not in copy.content
    assert (b"picture" in copy.content) or (copy.content.count(b"rate") == 3)


@pytest.mark.parametrize(
    "content", [heic()[:60], heic(method=1), box(b"ftyp", b"heic"), film()[:-20], film()[:40]]
)
def test_what_cannot_be_blanked_is_not_handed_out(content: bytes) -> None:
    """Better no picture than one that tells where it was taken."""
    assert boxes.blanked(content) is None
    assert copy_of(raw("IMG.HEIC"), content).content is None
    assert copy_of(raw("IMG.HEIC"), content).warning == TELLS_TOO_MUCH


@pytest.mark.parametrize(
    ("name", "mime", "content", "warning"),
    [
        ("photo.jpg", "image/jpeg", b"MZ\x90", PROGRAM),
        ("letter.pdf.exe", None, b"%PDF-", PROGRAM),
        ("photo.jpg", None, b"PK\x03\x04", MISMATCH),
        ("photo", "image/jpeg", b"PK\x03\x04", MISMATCH),
    ],
)
def test_a_program_or_a_false_name_goes_inert_below_a_warning(
    name: str, mime: str | None, content: bytes, warning: Say
) -> None:
    """Under a name that nothing opens by itself (fault 75)."""
    copy = copy_of(raw(name, mime), content)
    assert (copy.name, copy.content, copy.warning) == (INERT, content, warning)


def test_a_bomb_and_a_camera_s_own_format_stay_here() -> None:
    """They are not decoded and not passed on (fault 73)."""
    assert copy_of(raw("a.png"), bomb(20_000)).warning == TOO_LARGE
    assert copy_of(raw("a.cr3", "image/x-canon-cr3"), b"raw pixels").warning == TELLS_TOO_MUCH


def test_a_paper_of_several_pages_is_not_cut() -> None:
    """Only its first page could be written anew: staff are told, instead of missing the others."""
    pages = io.BytesIO()
    page = Image.new("L", (8, 8))
    page.save(pages, "TIFF", save_all=True, append_images=[page])
    assert copy_of(raw("paper.tif"), pages.getvalue()).warning == TELLS_TOO_MUCH


def test_a_document_goes_as_it_is() -> None:
    """There is nothing to take out of it, and its name may matter."""
    assert copy_of(raw("letter.pdf", "application/pdf"), b"%PDF-1.7").as_it_is


async def handed(file: StoredFile, content: bytes | None) -> tuple[Parcel, tuple[StoredFile, ...]]:
    """What the channel behind gets."""

    def read(_: StoredFile) -> bytes:
        if content is None:
            raise StorageError("gone")
        return content

    wire = FakeChannel()
    parcel = Parcel(outgoing=message("m", STAFF, files=(file.id,)))
    assert await HandingOut(wire, read).send(parcel, (file,))
    return wire.tried[0], wire.files[0]


async def test_the_channel_behind_gets_the_copy_and_never_the_original() -> None:
    """With the warning below the words, before the file."""
    parcel, files = await handed(raw("photo.jpg"), photograph("JPEG"))
    document = parcel.outgoing.document
    assert document is not None
    assert b"CANARY" not in document.plain
    assert files == ()
    parcel, files = await handed(raw("run.exe"), b"MZ")
    assert parcel.outgoing.prompt.says == (Verbatim(verbatim="m"), PROGRAM)
    assert (parcel.outgoing.document or document).name == INERT
    assert files == ()
    parcel, files = await handed(raw("run.exe"), None)
    assert parcel.outgoing.prompt.says[-1] == UNREADABLE
    assert (parcel.outgoing.document, files) == (None, ())


async def test_what_needs_no_copy_goes_by_its_handle() -> None:
    """A photograph sent as one, and a document in which there is nothing to take out."""
    for file, content in ((photo(), None), (raw("a.pdf"), b"%PDF-")):
        parcel, files = await handed(file, content)
        assert (parcel.outgoing.document, files) == (None, (file,))
