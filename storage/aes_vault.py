"""The vault: AES-256-GCM under a data key per owner, wrapped by a versioned key.

`guarantees.md`, section 5, is the design this follows.
"""

from __future__ import annotations

from pydantic import BaseModel
from sqlalchemy import bindparam, delete, insert, select

from bot.errors import Sealed, StorageError
from storage.cabinet import Cabinet, DataKey
from storage.envelope import key_id_of, mark_of, seal, unseal
from storage.notes import put_note
from storage.schema import data_keys
from storage.statement import Connection, Statement, columns_of
from storage.vault import Place
from storage.wraps import COPY, drop_wrap, forget_copy

_ADD_KEY = Statement(insert(data_keys), columns_of(data_keys))
_GET_KEY = Statement(select(data_keys.c.wrapped).where(data_keys.c.owner == bindparam("owner")))
_DROP_KEY = Statement(delete(data_keys).where(data_keys.c.owner == bindparam("owner")))


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

    def remember(self, value: BaseModel, sealed: bytes, *, place: Place) -> None:
        """Keep what was sealed a while, so that whoever asks for it soon need not open it."""
        self._cabinet.values.put(place, (mark_of(sealed), value))

    def let_go(self, place: Place) -> None:
        """Keep what was sealed in this place no longer: nobody will ask for it."""
        self._cabinet.values.drop(place)

    def remembered(self, sealed: bytes, *, place: Place) -> BaseModel | None:
        """What was sealed as these bytes, where that is known still.

        No two envelopes share nonce and tag, so what was rolled back is never found. Where a bit
        between them was changed since, it is still what was sealed.
        """
        known = self._cabinet.values.get(place)
        return known[1] if known is not None and known[0] == mark_of(sealed) else None

    def index(self, purpose: str, text: str) -> bytes:
        """The same 32 bytes for the same text and purpose; without our key they say nothing."""
        return self._cabinet.index(purpose, text)

    def forget(self, owner: str) -> None:
        """Erase an owner's data key: what it sealed can never be opened again."""
        self._made.pop(owner, None)
        self._cabinet.forget(owner)
        self._db.change(_DROP_KEY, owner=owner)
        forget_copy(self._db, owner)

    def drop_wrap(self, owner: str) -> None:
        """Leave an owner's data key to the offline recovery key alone.

        Raises `StorageError` where that has no copy of it.
        """
        drop_wrap(self._db, self._cabinet, owner)

    def _key(self, owner: str) -> DataKey | None:
        key = self._made.get(owner) or self._cabinet.recent.get(owner)
        if key is None and (row := self._db.one(_GET_KEY, owner=owner)):
            if not row[0]:
                raise Sealed("only the offline recovery key opens this")
            key = self._cabinet.data_key(owner, row[0])
            self._cabinet.recent.put(owner, key)
        return key

    def _make(self, owner: str) -> DataKey:
        key, wrapped, copy = self._cabinet.new_data_key(owner)
        values = {"kek": self._cabinet.current, "made_at": self._today, "wrapped": wrapped}
        self._db.change(_ADD_KEY, owner=owner, **values)
        if copy is not None:
            put_note(self._db, f"{COPY}:{owner}", copy)
        self._made[owner] = key
        return key
