"""Messages on their way: one lane per address, its oldest message first, replies before bulk.

A reply never overtakes what is before it in its lane, so it makes that as urgent as itself. Each
lane knows its next message and when it may be taken, so that leasing looks only at lanes
with something to do, however many messages wait. Locks follow procrastinate's rule: everything
for one address in order, one at a time (procrastinate.readthedocs.io, "locks").
"""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial

from sqlalchemy import BindParameter, bindparam, delete, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Address
from bot.errors import StorageError
from bot.ports import Outgoing, Parcel, Urgency
from storage.notes import OUTBOX_HELD, note
from storage.rows import instant, micros, unpacked
from storage.schema import lanes, meta, outbox
from storage.statement import Connection, Row, Statement, columns_of
from storage.unit import Unit
from storage.vault import Place, lane_owner

log = logging.getLogger(__name__)

WAITING, HELD, SETTLED = 0, 1, 2
"""What a message is: in its lane, held back from it, or done with."""

WHY = "!"
"""In a trace, what begins so is the reason a message was given up; the rest are handles."""

URGENCIES = {Urgency.REPLY: 0, Urgency.BULK: 1}

_ADD = Statement(
    insert(outbox).on_conflict_do_nothing().returning(outbox.c.seq),
    columns_of(outbox, "seq", "settled_at", "outcome", "trace"),
)
_FIRST = Statement(
    update(lanes).where(lanes.c.lane == bindparam("by_lane"), lanes.c.head.is_(None)),
    ["head", "urgency", "ready_at"],
)
_HURRY = [
    Statement(
        update(table).where(table.c.lane == bindparam("by_lane"), table.c.urgency > 0, *waiting),
        ["urgency"],
    )
    for table, waiting in ((lanes, ()), (outbox, (outbox.c.state == WAITING,)))
]
_READY = Statement(
    select(
        lanes.c.lane, lanes.c.leased, outbox.c.seq, outbox.c.id, outbox.c.body,
        outbox.c.attempts, outbox.c.uncertain, outbox.c.parts_sent,
    )
    .join_from(lanes, outbox, outbox.c.seq == lanes.c.head)
    .where(lanes.c.urgency == bindparam("urgency"), lanes.c.ready_at <= bindparam("now"))
    .order_by(lanes.c.ready_at)
    .limit(bindparam("most"))
    .with_for_update(of=lanes, skip_locked=True)
)  # fmt: skip
_HELD = Statement(
    select(outbox.c.seq, outbox.c.id, outbox.c.urgency, outbox.c.body)
    .where(outbox.c.lane == bindparam("lane"), outbox.c.state == bindparam("state"))
    .order_by(outbox.c.seq)
)
_DROP = Statement(delete(outbox).where(outbox.c.seq == bindparam("seq")))
_TAKE = Statement(update(lanes).where(lanes.c.lane == bindparam("by_lane")), ["ready_at", "leased"])
_LOST = Statement(
    update(outbox).where(outbox.c.seq == bindparam("by_seq")), ["attempts", "uncertain"]
)
_head = (
    select(outbox.c.seq, outbox.c.urgency, outbox.c.due)
    .where(outbox.c.lane == bindparam("by_lane"), outbox.c.state == WAITING)
    .order_by(outbox.c.seq)
    .limit(1)
    .scalar_subquery()
)
_place_of_head = tuple_(lanes.c.head, lanes.c.urgency, lanes.c.ready_at)
_SET_HEAD = Statement(
    update(lanes)
    .where(lanes.c.lane == bindparam("by_lane"))
    .values({_place_of_head: _head, lanes.c.leased: 0})
)
_now: BindParameter[int] = bindparam("now")
_RECLAIM = Statement(
    update(lanes)
    .where(lanes.c.urgency == bindparam("urgency"), lanes.c.ready_at > _now, lanes.c.leased == 1)
    .values(ready_at=_now)
)
_soonest = [
    select(lanes.c.ready_at)
    .where(lanes.c.urgency == urgency, lanes.c.ready_at.is_not(None))
    .order_by(lanes.c.ready_at)
    .limit(1)
    .scalar_subquery()
    for urgency in URGENCIES.values()
]
_NEXT = Statement(
    select(*_soonest, select(meta.c.name).where(meta.c.name == OUTBOX_HELD).scalar_subquery())
)

_OUTGOING = partial(unpacked, Outgoing)


class Outbox(Unit):
    """The part of a transaction that queues messages and hands them to the relay."""

    def enqueue(self, outgoing: Outgoing, due: datetime | None) -> None:
        """Put a message in its address's lane. The same id twice is one message.

        Without `due` it is held back until `release`, and other messages of the lane pass it.
        """
        self._put(outgoing, self._lane_kept(outgoing.address), due)

    def put_off(self, outgoing: Outgoing, due: datetime) -> None:
        """Keep a message until an instant, when it joins the end of its address's lane.

        What is enqueued meanwhile passes it. It waits in a lane beside the other, so that leasing
        need not look for it.
        """
        side = self._booked(self._side_lane(outgoing.address), outgoing.address)
        self._put(outgoing, side, due)

    def release(self, address: Address, now: datetime) -> int:
        """Let go every message held back for an address, in their order; how many there were.

        They join the end of the lane, as if they were written now.
        """
        lane = self._lane(address)
        held = self._db.every(_HELD, lane=lane, state=HELD)
        for seq, outgoing_id, urgency, body in held:
            self._db.change(_DROP, seq=seq)
            self._append(outgoing_id, lane, urgency, body, now)
        return len(held)

    def held(self, address: Address) -> int:
        """How many messages are held back for an address."""
        return len(self._db.every(_HELD, lane=self._lane(address), state=HELD))

    def lease(self, now: datetime, until: datetime, limit: int, bulk: int) -> tuple[Parcel, ...]:
        """The oldest waiting message of each lane that is due and not leased, replies before bulk.

        At most `limit` of them, and of these at most `bulk` that are bulk. A lane is an address:
        at most one message of it is leased at a time, until its outcome is settled or the lease
        runs out. A try whose lease ran out unsettled may have arrived: it counts as uncertain.
        """
        if note(self._db, OUTBOX_HELD) is not None:
            return ()
        parcels: list[Parcel] = []
        for urgency, share in ((Urgency.REPLY, limit), (Urgency.BULK, bulk)):
            most = min(share, limit - len(parcels))
            values = {"urgency": URGENCIES[urgency], "now": micros(now), "most": most}
            for row in self._db.every(_READY, **values):
                parcel = self._taken(row, now, micros(until))
                parcels += [] if parcel is None else [parcel]
        return tuple(parcels)

    def next_due(self) -> datetime | None:
        """When the relay has something to do next; None when all lanes are empty, or held."""
        *soonest, held = self._db.one(_NEXT) or (None,)
        known = () if held else (ready_at for ready_at in soonest if ready_at is not None)
        return min(map(instant, known), default=None)

    def _put(self, outgoing: Outgoing, lane: bytes, due: datetime | None) -> None:
        body = self._sealed(outgoing, body_place(outgoing.id, lane))
        self._append(outgoing.id, lane, URGENCIES[outgoing.urgency], body, due)

    def _append(
        self, outgoing_id: str, lane: bytes, urgency: int, body: bytes, due: datetime | None
    ) -> None:
        at = None if due is None else micros(due)
        state = HELD if due is None else WAITING
        added = self._db.one(
            _ADD, id=outgoing_id, lane=lane, urgency=urgency, state=state, due=at, body=body,
            attempts=0, uncertain=0, parts_sent=0,
        )  # fmt: skip
        if not added or state != WAITING:
            return
        first = {"head": added[0], "urgency": urgency, "ready_at": at}
        if not self._db.change(_FIRST, by_lane=lane, **first) and not urgency:
            for hurry in _HURRY:
                self._db.change(hurry, by_lane=lane, urgency=urgency)

    def _taken(self, row: Row, now: datetime, until: int) -> Parcel | None:
        """The parcel of a lane's head, now leased; None where it cannot be read: its lane waits.

        None as well for what was put off: it joins its address's lane now, and waits its turn.
        """
        lane, leased, seq, outgoing_id, body, attempts, uncertain, parts_sent = row
        try:
            outgoing = self._opened_outgoing(outgoing_id, lane, body)
        except StorageError as error:
            log.error("message %s cannot be read, its lane waits: %s", outgoing_id, error)
            self._db.change(_TAKE, by_lane=lane, ready_at=until, leased=0)
            return None
        if lane == self._side_lane(outgoing.address):
            self._db.change(_DROP, seq=seq)
            self._refresh(lane)
            self._drop_unused(lane)
            self.enqueue(outgoing, now)
            return None
        if leased:
            attempts, uncertain = attempts + 1, uncertain + 1
            self._db.change(_LOST, by_seq=seq, attempts=attempts, uncertain=uncertain)
        self._db.change(_TAKE, by_lane=lane, ready_at=until, leased=1)
        return Parcel(
            outgoing=outgoing, attempts=attempts, uncertain=uncertain, parts_sent=parts_sent
        )

    def _refresh(self, lane: bytes) -> None:
        """Point a lane at its oldest waiting message, free to be leased."""
        self._db.change(_SET_HEAD, by_lane=lane)

    def _opened_outgoing(self, outgoing_id: str, lane: bytes, body: bytes) -> Outgoing:
        return self._opened(_OUTGOING, body, body_place(outgoing_id, lane))


def reclaim(db: Connection, now: datetime) -> None:
    """End every lease: for whoever knows that those who hold them are no more."""
    for urgency in URGENCIES.values():
        db.change(_RECLAIM, urgency=urgency, now=micros(now))


def body_place(outgoing_id: str, lane: bytes) -> Place:
    """Where a message's content is sealed."""
    return Place("outbox", "body", outgoing_id, lane_owner(lane))


def trace_place(outgoing_id: str, lane: bytes) -> Place:
    """Where the handles of what was sent are sealed."""
    return Place("outbox", "trace", outgoing_id, lane_owner(lane))
