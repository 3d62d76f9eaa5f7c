"""The bytes of files lie sealed, under names that tell nothing; what is cut off is noticed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StorageError
from storage.blobs import CHUNK, Blobs, open_stream, seal_stream

KEY = b"k" * 32


def sealed(content: bytes) -> bytes:
    """A sealed stream in one piece."""
    return b"".join(seal_stream(io.BytesIO(content), KEY))


def opened(stream: bytes) -> bytes:
    """What it holds."""
    return b"".join(open_stream(io.BytesIO(stream), KEY))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_every_size_comes_back_whole(size: int) -> None:
    """Also nothing at all, and exact chunks."""
    content = bytes(index % 251 for index in range(size))
    assert opened(sealed(content)) == content


@given(st.data())
def test_a_stream_cut_off_or_changed_anywhere_does_not_open(data: st.DataObject) -> None:
    """At no length short of all of it, and with no byte changed."""
    whole = sealed(b"x" * (2 * CHUNK + 5))
    at = data.draw(st.integers(0, len(whole) - 1))
    for broken in (whole[:at], whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :]):
        with pytest.raises(StorageError):
            opened(broken)


def test_chunks_cannot_be_dropped_or_exchanged() -> None:
    """Neither order nor number of the chunks can be changed, on a chunk's border either."""
    whole = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK)
    head, size = whole[:11], CHUNK + 16
    one, two, three = (whole[11 + n * size : 11 + (n + 1) * size] for n in range(3))
    for parts in ((one, two), (two, one, three), (one, three), (one, one, two, three)):
        with pytest.raises(StorageError):
            opened(head + b"".join(parts))


def test_a_file_lies_sealed_under_a_name_of_its_own(tmp_path: Path) -> None:
    """Neither its bytes nor its name stand on the disk; the same file twice looks different."""
    blobs = Blobs(tmp_path / "files")
    kept = [blobs.put(io.BytesIO(b"CANARY" * 99)) for _ in range(2)]
    raw = [path.read_bytes() for path in (tmp_path / "files").iterdir()]
    assert raw[0] != raw[1]
    assert not any(b"CANARY" in content for content in raw)
    assert [b"".join(blobs.open(*one)) for one in kept] == [b"CANARY" * 99] * 2
    blobs.drop(kept[0][0])
    assert [name for name, _ in blobs.names()] == [kept[1][0]]


@pytest.mark.parametrize("name", ["../homeward.sqlite3", "photo.jpg", "", "a" * 31, "/etc/passwd"])
def test_no_other_name_is_ever_a_path(tmp_path: Path, name: str) -> None:
    """A name that is not ours is refused for reading and for erasing (fault 77)."""
    blobs = Blobs(tmp_path)
    with pytest.raises(StorageError):
        list(blobs.open(name, KEY.hex()))
    with pytest.raises(StorageError):
        blobs.drop(name)
