"""A key made from a passphrase (scrypt, RFC 7914), and how one passphrase gives way to another.

Salts are no secret and lie with the data, a line each: `<version> <salt> <check>`. The check tells
a wrong passphrase before the data is touched; it helps nobody to guess who has the data anyway. A
file of 16 bytes is the first salt as former versions wrote it, without a check.
"""

from __future__ import annotations

import hmac
import os
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from bot.errors import StorageError
from storage.keys import KEY_BYTES, KeyRing, sync

SALT, SALT_BYTES = "homeward.salt", 16
SHORTEST = 20
SETTING, FORMER = "HOMEWARD_KEY_PASSPHRASE", "HOMEWARD_KEY_PASSPHRASE_FORMER"


class Salt(NamedTuple):
    """What a passphrase becomes the key of a version with. Without a `check` it fits any."""

    version: int
    salt: bytes
    check: bytes | None

    def key_of(self, passphrase: str) -> bytes | None:
        """The key of a passphrase; None where it is another one.

        Guessing costs about 128 MB and a third of a second a try; take six random words or more.
        """
        key = Scrypt(salt=self.salt, length=KEY_BYTES, n=2**17, r=8, p=1).derive(
            passphrase.encode()
        )
        fits = self.check is None or hmac.compare_digest(self.check, _check(key))
        return key if fits else None

    def __str__(self) -> str:
        return f"{self.version} {self.salt.hex()} {self.check.hex() if self.check else '-'}"


def ring_of_passphrase(passphrase: str, *, data_folder: Path, former: str | None = None) -> KeyRing:
    """The key of a passphrase; and of the `former` one, as long as some data is sealed with it.

    The first start with another passphrase and the former one makes a salt for the new one.
    """
    if len(passphrase) < SHORTEST:
        raise StorageError(f"{SETTING}: take {SHORTEST} characters or more")
    path = data_folder / SALT
    salts = _read(path) or [_made(path, [], passphrase)]
    newest = salts[-1]
    if former is None:
        return _ring({newest.version: _key(newest, passphrase, SETTING)})
    if newest.check is None or newest.key_of(passphrase) is None:
        _key(newest, former, FORMER)
        newest = _made(path, salts, passphrase)
    keys = {salt.version: key for salt in salts if (key := salt.key_of(former))}
    return _ring({**keys, newest.version: _key(newest, passphrase, SETTING)})


def forget_former(data_folder: Path) -> None:
    """Keep the newest salt alone: nothing is sealed with what the others made."""
    path = data_folder / SALT
    _write(path, _read(path)[-1:])


def _key(salt: Salt, passphrase: str, setting: str) -> bytes:
    key = salt.key_of(passphrase)
    if key is None:
        raise StorageError(
            f"{setting}: the data was sealed with another passphrase; put that one back"
            + (f", or set it as {FORMER} to change it" if setting == SETTING else "")
        )
    return key


def _ring(keys: dict[int, bytes]) -> KeyRing:
    return KeyRing(keys, current=max(keys))


def _made(path: Path, salts: list[Salt], passphrase: str) -> Salt:
    bare = Salt(max((salt.version for salt in salts), default=0) + 1, os.urandom(SALT_BYTES), None)
    key = bare.key_of(passphrase)
    made = bare._replace(check=_check(key or b""))
    _write(path, [*salts, made])
    return made


def _check(key: bytes) -> bytes:
    return hmac.digest(key, b"homeward passphrase", "sha256")[:8]


def _read(path: Path) -> list[Salt]:
    if not path.exists():
        return []
    plain = path.read_bytes()
    if len(plain) == SALT_BYTES:
        return [Salt(1, plain, None)]
    try:
        return [_salt(line) for line in plain.decode("ascii").splitlines()]
    except ValueError:
        raise StorageError(f"{path} is damaged; put it back from a backup") from None


def _salt(line: str) -> Salt:
    version, salt, check = line.split()
    return Salt(int(version), bytes.fromhex(salt), None if check == "-" else bytes.fromhex(check))


def _write(path: Path, salts: list[Salt]) -> None:
    """Replace the file in one step: killed at any instant, the old or the new one is there."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="ascii") as file:
        file.writelines(f"{salt}\n" for salt in salts)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync(path.parent)
