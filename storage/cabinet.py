"""Where a store keeps its keys while it runs: the key ring, the index secret, recent data keys."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from hmac import digest
from typing import Generic, NamedTuple, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel

from bot.core.case import Address
from bot.errors import StorageError
from storage.envelope import KEY_ID_BYTES, key_id_of, seal, unseal
from storage.keys import KEY_BYTES, SETTING, KeyRing
from storage.recovery import Recipient
from storage.vault import Place

K = TypeVar("K")
V = TypeVar("V")

RECENT_KEYS = 4096
RECENT_ADDRESSES = 4096
RECENT_VALUES = 1024


class Recent(Generic[K, V]):
    """The values asked for most recently, and no more than `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value kept under a key."""
        value = self._kept.get(key)
        if value is not None:
            self._kept.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value, and let go of the one not asked for longest where there are too many."""
        self._kept[key] = value
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def drop(self, key: K) -> None:
        """Let go of a value."""
        self._kept.pop(key, None)

    def drop_where(self, is_meant: Callable[[K], bool]) -> None:
        """Let go of every value whose key is meant."""
        for key in [*filter(is_meant, self._kept)]:
            del self._kept[key]

    def clear(self) -> None:
        """Let go of everything."""
        self._kept.clear()


class DataKey(NamedTuple):
    """A key that seals what belongs to one owner."""

    id: bytes
    aead: AESGCM


class Cabinet:
    """All keys of one store. Its `recent` holds only data keys that are committed or will be:
    whoever rolls a batch back has to clear it.
    """

    def __init__(self, ring: KeyRing, recovery: Recipient | None = None) -> None:
        self.recovery = recovery
        self.current = ring.current
        self.recent: Recent[str, DataKey] = Recent(RECENT_KEYS)
        self.addresses: Recent[bytes, Address] = Recent(RECENT_ADDRESSES)
        self.values: Recent[Place, tuple[bytes, BaseModel]] = Recent(RECENT_VALUES)
        self._keks = {version: AESGCM(key) for version, key in ring.keys.items()}
        self._secret: bytes | None = None
        self._index_key = cache(self._derived)

    def forget(self, owner: str) -> None:
        """Let go of an owner's data key, and of what was sealed with it."""
        self.recent.drop(owner)
        self.values.drop_where(lambda place: place.owner == owner)

    def wrap(self, owner: str, secret: bytes) -> bytes:
        """Seal a secret with the current key of the ring."""
        version = self.current.to_bytes(KEY_ID_BYTES, "big")
        return seal(self._keks[self.current], version, secret, owner.encode())

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        """Open a secret with the key of the ring that sealed it."""
        version = int.from_bytes(key_id_of(wrapped), "big")
        if version not in self._keks:
            raise StorageError(
                f"{SETTING}: the data needs key version {version}, and the key file has none; "
                "put that line back into the key file"
            )
        return unseal(self._keks[version], wrapped, owner.encode())

    def new_data_key(self, owner: str) -> tuple[DataKey, bytes, bytes | None]:
        """A fresh data key, its wrap, and the recovery key's copy where there is such a key."""
        # Keys come from the system and not from a port that tests can replay.
        secret = os.urandom(KEY_ID_BYTES + KEY_BYTES)
        copy = None if self.recovery is None else self.recovery.seal(secret)
        return _data_key(secret), self.wrap(owner, secret), copy

    def data_key(self, owner: str, wrapped: bytes) -> DataKey:
        """The data key of a wrap."""
        return _data_key(self.unwrap(owner, wrapped))

    def use_index_secret(self, secret: bytes) -> None:
        """Take the secret that all index keys are derived from."""
        self._secret = secret
        self._index_key.cache_clear()

    def index(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA-256 of a text under the purpose's own key."""
        return digest(self._index_key(purpose), text.encode(), "sha256")

    def _derived(self, purpose: str) -> bytes:
        if self._secret is None:
            raise StorageError("the store is not open yet")
        hkdf = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"homeward index {purpose}".encode())
        return hkdf.derive(self._secret)


def _data_key(secret: bytes) -> DataKey:
    return DataKey(secret[:KEY_ID_BYTES], AESGCM(secret[KEY_ID_BYTES:]))
