"""Files people sent: their bytes, sealed in chunks, under names that tell nothing.

AES-256-GCM in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015, as age and Tink
use it): each chunk's nonce holds its number and whether it is the last, so that a chunk moved,
left out or cut off is noticed. Each file has a key of its own, which is sealed with its row.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import StorageError
from storage.keys import KEY_BYTES

CHUNK = 64 * 1024
_TAG = 16
_MARK = b"HWB1"
_NONCE = Struct(">7sIB")
_NAME = re.compile(r"[0-9a-f]{32}")


class Blobs:
    """The sealed files of a folder. A name is 32 hexadecimal digits, made from no one's text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, plain: BinaryIO) -> tuple[str, str]:
        """Seal a stream, durable once this returns; its name and its key, in hexadecimal."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        name, key = os.urandom(16).hex(), os.urandom(KEY_BYTES)
        part = self._path(name).with_suffix(".part")
        with part.open("xb") as file:
            for piece in seal_stream(plain, key):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path(name))
        return name, key.hex()

    def open(self, name: str, key: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece; each piece is proved before it is given out.

        Raises `StorageError` where it is missing, changed, or cut off.
        """
        try:
            with self._path(name).open("rb") as file:
                yield from open_stream(file, bytes.fromhex(key))
        except OSError as error:
            raise StorageError(f"a stored file cannot be read: {error.strerror}") from error

    def names(self) -> list[tuple[str, float]]:
        """Every file there is, and when it was written, in seconds since 1970."""
        found = [path for path in self._folder.glob("*") if path.is_file()]
        return [(path.name, path.stat().st_mtime) for path in found]

    def drop(self, name: str) -> None:
        """Erase a file, or what a crash left of one."""
        self._path(name.removesuffix(".part")).with_name(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise StorageError("a stored file has a name that is none of ours")
        return self._folder / name


def seal_stream(plain: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The pieces of a sealed stream."""
    aead, prefix = AESGCM(key), os.urandom(7)
    yield _MARK + prefix
    number, chunk = 0, plain.read(CHUNK)
    while True:
        following = plain.read(CHUNK)
        yield aead.encrypt(_NONCE.pack(prefix, number, not following), chunk, _MARK)
        if not following:
            return
        number, chunk = number + 1, following


def open_stream(sealed: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The pieces of an opened stream. Raises `StorageError` where one was changed or is missing."""
    aead, head = AESGCM(key), sealed.read(len(_MARK) + 7)
    prefix = head[len(_MARK) :]
    if not head.startswith(_MARK) or len(prefix) != 7:
        raise StorageError("a stored file has an unknown form")
    number, chunk = 0, sealed.read(CHUNK + _TAG)
    while True:
        following = sealed.read(CHUNK + _TAG)
        try:
            yield aead.decrypt(_NONCE.pack(prefix, number, not following), chunk, _MARK)
        except InvalidTag:
            raise StorageError("a stored file was changed or cut off") from None
        if not following:
            return
        number, chunk = number + 1, following
