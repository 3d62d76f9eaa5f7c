"""The keys that protect all other keys, and the file they come from.

A key file has one line per key, `<version> <64 hexadecimal digits>`; the highest version seals,
the others still open. It must never lie in the data folder: who takes one must not get the other.
Keys may come from the environment or a passphrase (`storage.passphrase`) instead.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from bot.errors import StorageError

KEY_BYTES = 32
SETTING = "HOMEWARD_KEY_FILE"


class KeyRing:
    """Key-encryption keys by version, and which of them seals. Its repr shows no key."""

    def __init__(self, keys: Mapping[int, bytes], current: int) -> None:
        if current not in keys:
            raise StorageError(f"{SETTING}: the key ring has no key of version {current}")
        if any(len(key) != KEY_BYTES or version < 1 for version, key in keys.items()):
            raise StorageError(f"{SETTING}: every key has a version from 1 and {KEY_BYTES} bytes")
        self.keys: Mapping[int, bytes] = MappingProxyType(dict(keys))
        self.current = current

    def __repr__(self) -> str:
        return f"KeyRing(versions={sorted(self.keys)}, current={self.current})"


def create_key_file(path: Path, *, data_folder: Path) -> KeyRing:
    """Make a file with a new random key, readable by its owner only.

    Raises `StorageError` if the file exists or would lie in the data folder.
    """
    _refuse_beside_data(path, data_folder)
    key = os.urandom(KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise StorageError(f"{SETTING}: cannot create {path}: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"1 {key.hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    return KeyRing({1: key}, current=1)


def load_key_file(path: Path, *, data_folder: Path) -> KeyRing:
    """The keys of a file. Raises `StorageError` naming the setting and the fix."""
    _refuse_beside_data(path, data_folder)
    try:
        with path.open(encoding="ascii") as file:
            mode = os.fstat(file.fileno()).st_mode
            lines = file.read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        fix = "put the key file back, or set the path of the one this data was sealed with"
        raise StorageError(f"{SETTING}: cannot read {path}: {fix}") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise StorageError(f"{SETTING}: others can read {path}; run: chmod 600 {path}")
    return _ring_of(lines)


def add_key(path: Path, *, data_folder: Path) -> KeyRing:
    """Add a new random key of the next version to a file, whole or not at all.

    Whoever opens the data next re-wraps it; until that is done the former keys must stay.
    """
    ring = with_another(load_key_file(path, data_folder=data_folder))
    return write_key_file(path, ring.keys)


def write_key_file(path: Path, keys: Mapping[int, bytes]) -> KeyRing:
    """Replace a key file in one step: killed at any instant, the old or the new one is there."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.writelines(f"{version} {key.hex()}\n" for version, key in sorted(keys.items()))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync(path.parent)
    except OSError as error:
        raise StorageError(f"{SETTING}: cannot write {path}: {error.strerror}") from error
    return KeyRing(keys, current=max(keys))


def with_another(ring: KeyRing) -> KeyRing:
    """The keys and a new random one of the next version, which seals."""
    version = max(ring.keys) + 1
    return KeyRing({**ring.keys, version: os.urandom(KEY_BYTES)}, current=version)


def text_of(ring: KeyRing) -> str:
    """The keys as a text that `ring_of_text` reads. Secret."""
    return ",".join(f"{version} {key.hex()}" for version, key in sorted(ring.keys.items()))


def ring_of_text(text: str) -> KeyRing:
    """The keys of a text: as in a key file, or with commas for lines, or one bare key."""
    lines = text.replace(",", "\n").splitlines()
    return _ring_of([line if " " in line.strip() else f"1 {line.strip()}" for line in lines])


def sync(folder: Path) -> None:
    """Make durable which files a folder has."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ring_of(lines: list[str]) -> KeyRing:
    keys: dict[int, bytes] = {}
    for line in filter(str.strip, lines):
        try:
            version, digits = line.split()
            keys[int(version)] = bytes.fromhex(digits)
        except ValueError:
            raise StorageError(
                f"{SETTING}: every line of the key file is '<version> <64 hexadecimal digits>'"
            ) from None
    return KeyRing(keys, current=max(keys, default=0))


def _refuse_beside_data(path: Path, data_folder: Path) -> None:
    if path.resolve().is_relative_to(data_folder.resolve()):
        raise StorageError(f"{SETTING}: {path} lies in the data folder; move it elsewhere")
