"""The offline recovery key: an X25519 pair in age's format (age-encryption.org/v1).

The public half seals a second copy of every data key, and of the index secret. Only the private
half, which never comes near the server, opens these copies. pyrage is age's library for Python;
it is needed only where a recovery key is set, so it is imported only there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, BinaryIO

from bot.errors import StorageError

SETTING = "HOMEWARD_RECOVERY_KEY"
ID_BYTES = 8


class Recipient:
    """The public half: it seals, and cannot open."""

    def __init__(self, text: str) -> None:
        age = _age()
        try:
            self._key: Any = age.x25519.Recipient.from_str(text.strip())
        except age.RecipientError:
            raise StorageError(
                f"{SETTING}: is no recovery key; it begins with age1, see: homeward keys recovery"
            ) from None
        self.id = hashlib.sha256(str(self._key).encode()).digest()[:ID_BYTES]
        """Which recovery key this is."""

    def seal(self, secret: bytes) -> bytes:
        """A copy only the private half opens, with the id of the key before it."""
        return self.id + bytes(_age().encrypt(secret, [self._key]))

    def seal_stream(self, plain: BinaryIO, sealed: BinaryIO) -> None:
        """Seal a stream as a plain age file."""
        _age().encrypt_io(plain, sealed, [self._key])


class Identity:
    """The private half: it opens. Its repr does not show it."""

    def __init__(self, text: str) -> None:
        age = _age()
        lines = [line.strip() for line in text.splitlines()]
        keys = [line for line in lines if line and not line.startswith("#")]
        try:
            self._key: Any = age.x25519.Identity.from_str(keys[0])
        except (age.IdentityError, IndexError):
            raise StorageError("this file holds no recovery identity (AGE-SECRET-KEY-1…)") from None

    @classmethod
    def new(cls) -> str:
        """A new private half, as text."""
        return str(_age().x25519.Identity.generate())

    @property
    def recipient(self) -> str:
        """The public half, as text."""
        return str(self._key.to_public())

    def open(self, sealed: bytes) -> bytes:
        """What a copy holds. Raises `StorageError` where it was made for another key."""
        age = _age()
        try:
            return bytes(age.decrypt(sealed[ID_BYTES:], [self._key]))
        except age.DecryptError:
            raise StorageError("the data was sealed for another recovery key") from None

    def open_stream(self, sealed: BinaryIO, plain: BinaryIO) -> None:
        """Open an age file. Raises `StorageError` where it is cut off, changed, or not for us."""
        age = _age()
        try:
            age.decrypt_io(sealed, plain, [self._key])
        except (age.DecryptError, OSError) as error:
            raise StorageError(
                "the backup does not open: damaged, cut off, or made for another recovery key"
            ) from error


def sealing_for(keys: Sequence[str], setting: str) -> Callable[[bytes], bytes]:
    """What makes plain age files that each of these public keys' owners can open.

    Raises `StorageError` where one is no public key; `setting` is where they come from.
    """
    age = _age(setting)
    try:
        found = [age.x25519.Recipient.from_str(key.strip()) for key in keys]
    except age.RecipientError:
        raise StorageError(f"{setting}: is no public age key; it begins with age1") from None
    return lambda plain: bytes(age.encrypt(plain, found))


def _age(setting: str = SETTING) -> ModuleType:
    try:
        import pyrage  # noqa: PLC0415 -- an extra; see the module's docstring
    except ImportError:
        raise StorageError(
            f"{setting} needs the extra `backup`; install it: pip install homeward[backup]"
        ) from None
    module: ModuleType = pyrage
    return module
