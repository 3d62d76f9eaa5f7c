"""Files people sent: sealed for their address until they become part of a case."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from bot.core.case import Address
from bot.ports import StoredFile
from storage.rows import micros, packed, unpacked
from storage.schema import files
from storage.statement import Row, Statement, columns_of
from storage.unit import Unit
from storage.vault import Place, case_owner, lane_owner

SHOWN = (files.c.id, files.c.lane, files.c.case_id, files.c.body)

_ADD = Statement(insert(files), columns_of(files, "seq"))
_GET = Statement(select(*SHOWN).where(files.c.id == bindparam("id")))
_OF_CASE = Statement(
    select(*SHOWN).where(files.c.case_id == bindparam("case_id")).order_by(files.c.seq)
)
_SET = Statement(update(files).where(files.c.id == bindparam("by_id")), ["lane", "case_id", "body"])
_DROP_LOOSE = Statement(
    delete(files).where(files.c.lane == bindparam("lane"), files.c.case_id.is_(None))
)


class Files(Unit):
    """The part of a transaction that knows files."""

    def add_file(self, file: StoredFile) -> None:
        """Remember a file someone sent."""
        self._db.change(_ADD, id=file.id, at=micros(file.at), **self._file_columns(file))

    def file(self, file_id: str) -> StoredFile | None:
        """One file."""
        row = self._db.one(_GET, id=file_id)
        return None if row is None else self._opened_file(row)

    def has_file(self, file_id: str) -> bool:
        """Whether there is such a file, be it sealed or not."""
        return self._db.one(_GET, id=file_id) is not None

    def files_of(self, case_id: str) -> tuple[StoredFile, ...]:
        """A case's files, oldest first."""
        return tuple(self._opened_file(row) for row in self._db.every(_OF_CASE, case_id=case_id))

    def attach(self, file_ids: tuple[str, ...], case_id: str) -> None:
        """Make files part of a case."""
        for file_id in file_ids:
            if file := self.file(file_id):
                self._save_file(file.model_copy(update={"case_id": case_id}))

    def forget_files(self, address: Address) -> None:
        """Erase the files of an address that belong to no case."""
        lane = self._lane(address)
        self._db.change(_DROP_LOOSE, lane=lane)
        self._drop_unused(lane)

    def _save_file(self, file: StoredFile) -> None:
        self._db.change(_SET, by_id=file.id, **self._file_columns(file))

    def _file_columns(self, file: StoredFile) -> dict[str, object]:
        lane = self._lane_kept(file.address)
        body = self._vault.seal(packed(file), place=_place(file.id, lane, file.case_id))
        return {"lane": lane, "case_id": file.case_id, "body": body}

    def _opened_file(self, row: Row) -> StoredFile:
        file_id, lane, case_id, body = row
        return unpacked(StoredFile, self._vault.open(body, place=_place(file_id, lane, case_id)))


def _place(file_id: str, lane: bytes, case_id: str | None) -> Place:
    owner = lane_owner(lane) if case_id is None else case_owner(case_id)
    return Place("files", "body", file_id, owner)
