"""What keeps data keys openable: re-wrapping, copies for the recovery key, dropping a wrap.

Each verb works through a few keys in one commit and can be killed anywhere: what is not done yet
still opens as before. `guarantees.md`, section 5, is the design.
"""

from __future__ import annotations

import os

from sqlalchemy import bindparam, select, update

from bot.errors import StorageError
from storage.cabinet import Cabinet
from storage.envelope import key_id_of
from storage.keys import KEY_BYTES, SETTING
from storage.notes import drop_note, note, notes_under, put_note
from storage.recovery import ID_BYTES, Identity
from storage.schema import data_keys
from storage.statement import Connection, Statement

INDEX_SECRET = "index_secret"
COPY = "copy"
"""`copy:<owner>` in `meta` is the recovery key's copy of a data key."""

DROPPED = 0
"""In place of a key version: the server's wrap was dropped, only the copy opens."""

_ANY_KEY = Statement(select(data_keys.c.owner).limit(1))
_OLD_KEYS = Statement(
    select(data_keys.c.owner, data_keys.c.wrapped)
    .where(data_keys.c.kek != bindparam("kek"), data_keys.c.kek != bindparam("dropped"))
    .limit(bindparam("most"))
)
_REWRAP = Statement(
    update(data_keys).where(data_keys.c.owner == bindparam("by_owner")), ["kek", "wrapped"]
)
_FOLLOWING = Statement(
    select(data_keys.c.owner, data_keys.c.kek, data_keys.c.wrapped)
    .where(data_keys.c.owner > bindparam("after"))
    .order_by(data_keys.c.owner)
    .limit(bindparam("most"))
)


def unlock(db: Connection, cabinet: Cabinet) -> None:
    """Give the cabinet the store's index secret, made at the first start.

    Opening it proves that the key ring is the one the data was sealed with: raises `StorageError`
    naming the setting where it is not.
    """
    wrapped = note(db, INDEX_SECRET)
    if wrapped is None:
        if db.one(_ANY_KEY):
            raise StorageError("the database lost its index secret; restore a backup")
        secret = os.urandom(KEY_BYTES)
        put_note(db, INDEX_SECRET, cabinet.wrap(INDEX_SECRET, secret))
    else:
        secret = _opened(cabinet, wrapped)
    cabinet.use_index_secret(secret)
    _copy(db, cabinet, INDEX_SECRET, note(db, INDEX_SECRET) or b"")


def _opened(cabinet: Cabinet, wrapped: bytes) -> bytes:
    try:
        return cabinet.unwrap(INDEX_SECRET, wrapped)
    except StorageError as error:
        if SETTING in str(error):
            raise
        raise StorageError(
            f"{SETTING}: the data was sealed with another key; set the path of the right key file"
        ) from error


def rewrap(db: Connection, cabinet: Cabinet, most: int) -> int:
    """Wrap up to `most` data keys with the current key; 0 when no older key is needed any more."""
    wrapped = note(db, INDEX_SECRET)
    if wrapped is not None and int.from_bytes(key_id_of(wrapped), "big") != cabinet.current:
        secret = cabinet.unwrap(INDEX_SECRET, wrapped)
        put_note(db, INDEX_SECRET, cabinet.wrap(INDEX_SECRET, secret))
    old = db.every(_OLD_KEYS, kek=cabinet.current, dropped=DROPPED, most=most)
    for owner, value in old:
        _set_wrap(db, cabinet, owner, cabinet.unwrap(owner, value))
    return len(old)


def copy_keys(db: Connection, cabinet: Cabinet, after: str, most: int) -> str | None:
    """Make the recovery key's copies that are missing, for `most` owners in order after `after`.

    The last owner looked at; None where there are no more, or no recovery key.
    """
    if cabinet.recovery is None:
        return None
    rows = db.every(_FOLLOWING, after=after, most=most)
    for owner, kek, wrapped in rows:
        if kek != DROPPED:
            _copy(db, cabinet, owner, wrapped)
    return rows[-1][0] if rows else None


def _copy(db: Connection, cabinet: Cabinet, owner: str, wrapped: bytes) -> None:
    copy = note(db, f"{COPY}:{owner}")
    if cabinet.recovery is None or (copy and copy[:ID_BYTES] == cabinet.recovery.id):
        return
    secret = cabinet.unwrap(owner, wrapped)
    put_note(db, f"{COPY}:{owner}", cabinet.recovery.seal(secret))


def drop_wrap(db: Connection, cabinet: Cabinet, owner: str) -> None:
    """Leave a data key to the recovery key alone. Raises `StorageError` where it has no copy."""
    copy = note(db, f"{COPY}:{owner}")
    if cabinet.recovery is None or copy is None or copy[:ID_BYTES] != cabinet.recovery.id:
        raise StorageError("there is no copy for the recovery key yet; nothing was dropped")
    cabinet.forget(owner)
    db.change(_REWRAP, by_owner=owner, kek=DROPPED, wrapped=b"")


def recover(db: Connection, cabinet: Cabinet, identity: Identity, owner: str) -> None:
    """Give one data key its wrap back. Raises `StorageError` where there is no copy for it."""
    copy = note(db, f"{COPY}:{owner}")
    if copy is None:
        raise StorageError("nothing of this is sealed for a recovery key")
    _set_wrap(db, cabinet, owner, identity.open(copy))


def recover_all(db: Connection, cabinet: Cabinet, identity: Identity) -> tuple[int, int]:
    """Give every data key its wrap back, from its copy: how many, and how many have none.

    What was left to the recovery key alone on purpose stays so.
    """
    secret = note(db, f"{COPY}:{INDEX_SECRET}")
    if secret is None:
        raise StorageError("nothing here was sealed for a recovery key; it cannot be recovered")
    put_note(db, INDEX_SECRET, cabinet.wrap(INDEX_SECRET, identity.open(secret)))
    copies = notes_under(db, COPY, -1)
    rows = db.every(_FOLLOWING, after="", most=-1)
    lost = [owner for owner, kek, _ in rows if kek != DROPPED and owner not in copies]
    kept = [owner for owner, kek, _ in rows if kek != DROPPED and owner in copies]
    for owner in kept:
        _set_wrap(db, cabinet, owner, identity.open(copies[owner]))
    for owner in lost:
        db.change(_REWRAP, by_owner=owner, kek=DROPPED, wrapped=b"")
    return len(kept), len(lost)


def forget_copy(db: Connection, owner: str) -> None:
    """Erase the recovery key's copy of a data key."""
    drop_note(db, f"{COPY}:{owner}")


def _set_wrap(db: Connection, cabinet: Cabinet, owner: str, secret: bytes) -> None:
    wrapped = cabinet.wrap(owner, secret)
    db.change(_REWRAP, by_owner=owner, kek=cabinet.current, wrapped=wrapped)
