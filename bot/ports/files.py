"""What people sent, and the bytes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Address
from bot.ports.records import StoredFile


class Files(Protocol):
    """What people sent, and the bytes of it."""

    def add_file(self, file: StoredFile) -> None:
        """Remember a file someone sent."""
        ...

    def file(self, file_id: str) -> StoredFile | None:
        """One file."""
        ...

    def files_of(self, case_id: str) -> tuple[StoredFile, ...]:
        """A case's files, oldest first."""
        ...

    def forget_files(self, address: Address) -> None:
        """Erase the files of an address that belong to no case."""
        ...

    def attach(self, file_ids: tuple[str, ...], case_id: str) -> None:
        """Make files part of a case."""
        ...

    def files_to_fetch(self, now: datetime, limit: int) -> tuple[StoredFile, ...]:
        """Files whose bytes are still to be fetched, and are due."""
        ...

    def keep_bytes(self, file_id: str, blob: str, key: str) -> bool:
        """Note where a file's bytes lie, and fetch them no more; False where it was erased."""
        ...

    def put_off_fetch(self, file_id: str, due: datetime | None) -> None:
        """Fetch a file's bytes later; None for never."""
        ...

    def kept_bytes(self, blob: str) -> bool:
        """Whether a file has its bytes under this name."""
        ...
