"""The vault: AES-256-GCM under a data key per owner, wrapped by a versioned key.

`guarantees.md`, section 5, is the design this follows.
"""

from __future__ import annotations

import os

from sqlalchemy import bindparam, delete, insert, select, update

from bot.errors import StorageError
from storage.cabinet import Cabinet, DataKey
from storage.envelope import key_id_of, seal, unseal
from storage.keys import KEY_BYTES, SETTING
from storage.schema import data_keys, meta
from storage.statement import Connection, Statement, columns_of
from storage.vault import Place

_INDEX_SECRET = "index_secret"

_ADD_KEY = Statement(insert(data_keys), columns_of(data_keys))
_GET_KEY = Statement(select(data_keys.c.wrapped).where(data_keys.c.owner == bindparam("owner")))
_DROP_KEY = Statement(delete(data_keys).where(data_keys.c.owner == bindparam("owner")))
_ANY_KEY = Statement(select(data_keys.c.owner).limit(1))
_OLD_KEYS = Statement(
    select(data_keys.c.owner, data_keys.c.wrapped)
    .where(data_keys.c.kek != bindparam("kek"))
    .limit(bindparam("most"))
)
_REWRAP = Statement(
    update(data_keys).where(data_keys.c.owner == bindparam("by_owner")), ["kek", "wrapped"]
)
_GET_META = Statement(select(meta.c.value).where(meta.c.name == bindparam("name")))
_ADD_META = Statement(insert(meta), columns_of(meta))
_SET_META = Statement(update(meta).where(meta.c.name == bindparam("by_name")), ["value"])


class AesVault:
    """A vault for one unit of work. Data keys it makes stay its own until they are committed."""

    def __init__(self, db: Connection, cabinet: Cabinet, today: int) -> None:
        self._db = db
        self._cabinet = cabinet
        self._today = today
        self._made: dict[str, DataKey] = {}

    def seal(self, plain: bytes, *, place: Place) -> bytes:
        """The bytes, readable only in this place."""
        key = self._key(place.owner) or self._make(place.owner)
        return seal(key.aead, key.id, plain, place.associated())

    def open(self, sealed: bytes, *, place: Place) -> bytes:
        """What was sealed in this place. Raises `StorageError` for anything else."""
        key = self._key(place.owner)
        if key is None:
            raise StorageError(f"{place.table}.{place.column} was erased with its key")
        if key_id_of(sealed) != key.id:
            raise StorageError(f"{place.table}.{place.column} was sealed for another owner")
        return unseal(key.aead, sealed, place.associated())

    def index(self, purpose: str, text: str) -> bytes:
        """The same 32 bytes for the same text and purpose; without our key they say nothing."""
        return self._cabinet.index(purpose, text)

    def forget(self, owner: str) -> None:
        """Erase an owner's data key: what it sealed can never be opened again."""
        self._made.pop(owner, None)
        self._cabinet.recent.drop(owner)
        self._db.change(_DROP_KEY, owner=owner)

    def _key(self, owner: str) -> DataKey | None:
        key = self._made.get(owner) or self._cabinet.recent.get(owner)
        if key is None and (row := self._db.one(_GET_KEY, owner=owner)):
            key = self._cabinet.data_key(owner, row[0])
            self._cabinet.recent.put(owner, key)
        return key

    def _make(self, owner: str) -> DataKey:
        key, wrapped = self._cabinet.new_data_key(owner)
        values = {"kek": self._cabinet.current, "made_at": self._today, "wrapped": wrapped}
        self._db.change(_ADD_KEY, owner=owner, **values)
        self._made[owner] = key
        return key


def unlock(db: Connection, cabinet: Cabinet) -> None:
    """Give the cabinet the store's index secret, made at the first start.

    Opening it proves that the key ring is the one the data was sealed with: raises `StorageError`
    naming the setting where it is not.
    """
    row = db.one(_GET_META, name=_INDEX_SECRET)
    if row is None:
        if db.one(_ANY_KEY):
            raise StorageError("the database lost its index secret; restore a backup")
        secret = os.urandom(KEY_BYTES)
        db.change(_ADD_META, name=_INDEX_SECRET, value=cabinet.wrap(_INDEX_SECRET, secret))
    else:
        secret = _opened(cabinet, row[0])
    cabinet.use_index_secret(secret)


def _opened(cabinet: Cabinet, wrapped: bytes) -> bytes:
    try:
        return cabinet.unwrap(_INDEX_SECRET, wrapped)
    except StorageError as error:
        if SETTING in str(error):
            raise
        raise StorageError(
            f"{SETTING}: the data was sealed with another key; set the path of the right key file"
        ) from error


def rewrap(db: Connection, cabinet: Cabinet, most: int) -> int:
    """Wrap up to `most` data keys with the current key; 0 when no older key is needed any more."""
    row = db.one(_GET_META, name=_INDEX_SECRET)
    if row is not None and int.from_bytes(key_id_of(row[0]), "big") != cabinet.current:
        secret = cabinet.unwrap(_INDEX_SECRET, row[0])
        db.change(_SET_META, by_name=_INDEX_SECRET, value=cabinet.wrap(_INDEX_SECRET, secret))
    old = db.every(_OLD_KEYS, kek=cabinet.current, most=most)
    for owner, wrapped in old:
        fresh = cabinet.wrap(owner, cabinet.unwrap(owner, wrapped))
        db.change(_REWRAP, by_owner=owner, kek=cabinet.current, wrapped=fresh)
    return len(old)
