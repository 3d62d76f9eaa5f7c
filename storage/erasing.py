"""Erasing a case, or everything of an address: rows, and the data keys that opened them.

The rows are overwritten (`secure_delete`), and `SqliteStore.checkpoint` empties the write-ahead
log, so that neither file still holds a wrap of the keys. What stays is what holds no content: the
audit says that something was done with a case number, and hashes of event keys stay for 48 hours.
"""

from __future__ import annotations

import re

from sqlalchemy import bindparam, delete, select

from bot.core.case import Address
from bot.errors import StorageError
from bot.ports import Slip
from storage.asides import Asides, aside_place
from storage.rows import unpacked
from storage.schema import (
    METADATA,
    cases,
    claims,
    files,
    outbox,
    sessions,
    set_aside,
    slips,
    tidyings,
)
from storage.settling import Settling
from storage.slips import slip_place
from storage.statement import Statement
from storage.vault import Place, case_owner

_PARTS = [
    Statement(delete(table).where(table.c.case_id == bindparam("case_id")))
    for table in reversed(METADATA.sorted_tables)
    if any(key.column is cases.c.id for key in table.foreign_keys)
]
"""One statement for every table whose rows belong to a case."""

_CASES_OF = Statement(select(cases.c.id).where(cases.c.lane == bindparam("lane")))
_CASE = Statement(delete(cases).where(cases.c.id == bindparam("id")))
_MESSAGES = Statement(delete(outbox).where(outbox.c.lane == bindparam("lane")))
_FILES = Statement(delete(files).where(files.c.lane == bindparam("lane")))
_SESSION = Statement(delete(sessions).where(sessions.c.lane == bindparam("lane")))
_TIDYING = Statement(delete(tidyings).where(tidyings.c.lane == bindparam("lane")))
_CLAIMS = Statement(delete(claims).where(claims.c.lane == bindparam("lane")))
_SLIPS = Statement(select(slips.c.key, slips.c.body).where(slips.c.at > bindparam("after")))
_DROP_SLIP = Statement(delete(slips).where(slips.c.key == bindparam("key")))
_ASIDE = Statement(
    select(set_aside.c.key, set_aside.c.payload).where(set_aside.c.key > bindparam("after"))
)


class Erasing(Settling, Asides):
    """The part of a transaction that erases."""

    def erase_case(self, case_id: str) -> bool:
        """Erase a case with everything that belongs to it; False where there is none.

        Its family's conversation and messages stay; what no longer opens is erased all the same.
        """
        for part in _PARTS:
            self._db.change(part, case_id=case_id)
        self._vault.forget(case_owner(case_id))
        self._erase_slips(case_id)
        return bool(self._db.change(_CASE, id=case_id))

    def erase_address(self, address: Address) -> int:
        """Erase everything of an address: conversation, cases, files, messages sent and waiting.

        How many cases there were. Its data keys go with it, so no copy of a row opens any more.
        """
        lane = self._lane(address)
        found = [row[0] for row in self._db.every(_CASES_OF, lane=lane)]
        for case_id in found:
            self.erase_case(case_id)
        for own in (_SESSION, _MESSAGES, _FILES, _TIDYING, _CLAIMS):
            self._db.change(own, lane=lane)
        self._erase_set_aside(address)
        side = self._side_lane(address)
        self._db.change(_MESSAGES, lane=side)
        self._drop_unused(side)
        self._refresh(lane)
        self._drop_unused(lane)
        return len(found)

    def _erase_slips(self, case_id: str) -> None:
        for key, body in self._db.every(_SLIPS, after=0):
            plain = self._readable(body, slip_place(key))
            if plain is not None and unpacked(Slip, plain).case_id == case_id:
                self._db.change(_DROP_SLIP, key=key)

    def _erase_set_aside(self, address: Address) -> None:
        """Erase the events set aside that name an address; they are few, and kept for days."""
        named = re.compile(rb"(?<![\w-])%s(?!\w)" % re.escape(address.id.encode()))
        for key, payload in self._db.every(_ASIDE, after=b""):
            plain = self._readable(payload, aside_place(key, "payload"))
            if plain is None or named.search(plain):
                self.drop_aside(key.hex())

    def _readable(self, sealed: bytes, place: Place) -> bytes | None:
        """What was sealed; None where it does not open, which must not keep anyone from erasing."""
        try:
            return self._vault.open(sealed, place=place)
        except StorageError:
            return None
