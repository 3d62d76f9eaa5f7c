"""What all parts of a transaction share: the connection, the vault, and the book of addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from pydantic import BaseModel
from sqlalchemy import bindparam, delete, exists, insert, select, update

from bot.core.case import Address
from bot.errors import StorageError
from storage.cabinet import Recent
from storage.rows import address_text, packed, unpacked
from storage.schema import cases, claims, files, lanes, outbox, seen_updates, sessions, tidyings
from storage.statement import Connection, Statement
from storage.vault import Place, Vault, lane_owner

M = TypeVar("M", bound=BaseModel)

_GET = Statement(select(lanes.c.address).where(lanes.c.lane == bindparam("lane")))
_ADD = Statement(insert(lanes), ["lane", "address", "leased"])
_DROP_UNUSED = Statement(
    delete(lanes).where(
        lanes.c.lane == bindparam("by_lane"),
        *(~exists().where(table.c.lane == lanes.c.lane) for table in (sessions, outbox, cases)),
        *(~exists().where(table.c.lane == lanes.c.lane) for table in (files, tidyings, claims)),
    )
)
_UNTRACE = Statement(
    update(seen_updates).where(seen_updates.c.lane == bindparam("by_lane")), ["lane", "trace"]
)


class Unit:
    """One unit of work on its way to one commit."""

    def __init__(self, db: Connection, vault: Vault, addresses: Recent[bytes, Address]) -> None:
        self._db = db
        self._vault = vault
        self._addresses = addresses
        self._latest: Address | None = None
        self._latest_lane = b""
        self._in_book: set[bytes] = set()

    def _lane(self, address: Address) -> bytes:
        """The keyed hash an address is found by."""
        if address is not self._latest:
            self._latest = address
            self._latest_lane = self._vault.index("address", address_text(address))
        return self._latest_lane

    def _side_lane(self, address: Address) -> bytes:
        """The keyed hash of the lane beside an address's own: of what was put off."""
        return self._vault.index("put off", address_text(address))

    def _staff_index(self, staff_id: str) -> bytes:
        """The keyed hash a member of staff is found by."""
        return self._vault.index("staff", staff_id)

    def _lane_kept(self, address: Address) -> bytes:
        """The lane of an address, entered in the book if it is new."""
        return self._booked(self._lane(address), address)

    def _booked(self, lane: bytes, address: Address) -> bytes:
        """A lane, entered in the book as one of an address if it is new."""
        if lane not in self._in_book and self._db.one(_GET, lane=lane) is None:
            sealed = self._vault.seal(packed(address), place=_place(lane))
            self._db.change(_ADD, lane=lane, address=sealed, leased=0)
        return lane

    def _sealed(self, value: BaseModel, place: Place) -> bytes:
        """A value for a row. It is likely to be read again soon, here."""
        sealed = self._vault.seal(packed(value), place=place)
        self._vault.remember(value, sealed, place=place)
        return sealed

    def _opened(self, read: Callable[[bytes], M], sealed: bytes, place: Place) -> M:
        """The value of a row: the one put there a while ago, else what `read` makes of its bytes.

        In one place there are only values of one kind.
        """
        known = self._vault.remembered(sealed, place=place)
        return read(self._vault.open(sealed, place=place)) if known is None else cast("M", known)

    def _address(self, lane: bytes) -> Address:
        """The address of a lane."""
        address = self._addresses.get(lane)
        if address is None:
            row = self._db.one(_GET, lane=lane)
            if row is None:
                raise StorageError("a row belongs to an address that is no more")
            address = unpacked(Address, self._vault.open(row[0], place=_place(lane)))
            self._addresses.put(lane, address)
        return address

    def _drop_unused(self, lane: bytes) -> None:
        """Erase an address, with its data key, once nothing belongs to it any more."""
        if self._db.change(_DROP_UNUSED, by_lane=lane):
            self._in_book.discard(lane)
            self._addresses.drop(lane)
            self._db.change(_UNTRACE, by_lane=lane, lane=None, trace=None)
            self._vault.forget(lane_owner(lane))


def _place(lane: bytes) -> Place:
    return Place("lanes", "address", lane.hex(), lane_owner(lane))
