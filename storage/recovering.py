"""Access to a whole data folder, made anew from the recovery identity."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from storage.cabinet import Cabinet
from storage.connection import SqliteConnection, connect
from storage.folder import claimed
from storage.keys import KeyRing
from storage.migrate import migrate
from storage.recovery import Identity
from storage.wraps import recover_all


def recover_folder(folder: Path, ring: KeyRing, identity: Identity) -> tuple[int, int]:
    """Wrap all data keys with a new key, from their copies, in one commit.

    How many, and how many have no copy. Raises `StorageError`, and then nothing is changed.
    """
    with claimed(folder) as path:
        migrate(path)
        with closing(connect(path)) as raw:
            db = SqliteConnection(raw)
            db.begin()
            try:
                counts = recover_all(db, Cabinet(ring), identity)
            except BaseException:
                db.rollback()
                raise
            db.control("COMMIT")
            return counts
