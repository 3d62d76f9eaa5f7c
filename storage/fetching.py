"""Which files' bytes are still to be fetched, and where those lie that were.

A file that is noted is noted to be fetched in the same commit, so that no crash forgets it.
"""

from __future__ import annotations

from datetime import datetime

from bot.errors import Sealed
from bot.ports import StoredFile
from storage.notes import drop_note, note, notes_under, put_note
from storage.retaining import Retaining
from storage.rows import micros

_FETCH, _BLOB = "fetch", "blob"
_LOOKED_AT = 500


class Fetching(Retaining):
    """The part of a transaction that knows what is to be fetched."""

    def add_file(self, file: StoredFile) -> None:
        """Remember a file someone sent, and that its bytes are to be fetched."""
        super().add_file(file)
        put_note(self._db, f"{_FETCH}:{file.id}", _stamp(file.at))

    def files_to_fetch(self, now: datetime, limit: int) -> tuple[StoredFile, ...]:
        """Files whose bytes are still to be fetched, and are due."""
        found: list[StoredFile] = []
        for file_id, due in notes_under(self._db, _FETCH, _LOOKED_AT).items():
            if due > _stamp(now) or len(found) == limit:
                continue
            file = self._readable_file(file_id)
            if file is None:
                drop_note(self._db, f"{_FETCH}:{file_id}")
            else:
                found.append(file)
        return tuple(found)

    def keep_bytes(self, file_id: str, blob: str, key: str) -> bool:
        """Note where a file's bytes lie, and fetch them no more; False where it was erased."""
        drop_note(self._db, f"{_FETCH}:{file_id}")
        file = self._readable_file(file_id)
        if file is None:
            return False
        self._save_file(file.model_copy(update={"blob": blob, "blob_key": key}))
        put_note(self._db, f"{_BLOB}:{blob}", file_id.encode())
        return True

    def put_off_fetch(self, file_id: str, due: datetime | None) -> None:
        """Fetch a file's bytes later; None for never."""
        if due is None:
            drop_note(self._db, f"{_FETCH}:{file_id}")
        else:
            put_note(self._db, f"{_FETCH}:{file_id}", _stamp(due))

    def kept_bytes(self, blob: str) -> bool:
        """Whether a file has its bytes under this name; what is said of erased ones is forgotten.

        Told from the row alone, so that the bytes of a sealed case are kept.
        """
        file_id = note(self._db, f"{_BLOB}:{blob}")
        if file_id is not None and self.has_file(file_id.decode()):
            return True
        drop_note(self._db, f"{_BLOB}:{blob}")
        return False

    def _readable_file(self, file_id: str) -> StoredFile | None:
        """A file; None where it was erased, or its case sealed."""
        try:
            return self.file(file_id)
        except Sealed:
            return None


def _stamp(at: datetime) -> bytes:
    """An instant as bytes that sort as instants do."""
    return micros(at).to_bytes(8, "big")
