"""What the wire calls the messages of a chat, both sides', so that they can be deleted there.

Those we sent stand with the outbox's row, those a family sent with the event's: both are written
anyway, so that nothing is written twice and no commit is made for it. A wire lets a bot delete for
48 hours; events are forgotten after that by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Address
from storage.conversations import step_place
from storage.outbox import SETTLED, WHY, trace_place
from storage.rows import micros
from storage.schema import outbox, seen_updates, tidyings
from storage.statement import Statement, columns_of
from storage.unit import Unit

_since: BindParameter[int] = bindparam("since")
_until: BindParameter[int] = bindparam("until")
_SENT = Statement(
    select(outbox.c.id, outbox.c.trace).where(
        outbox.c.lane == bindparam("lane"),
        outbox.c.state == SETTLED,
        outbox.c.trace.is_not(None),
        outbox.c.settled_at > _since,
        outbox.c.settled_at <= _until,
    )
)
_HEARD = Statement(
    select(seen_updates.c.key, seen_updates.c.trace).where(
        seen_updates.c.lane == bindparam("lane"),
        seen_updates.c.at > _since,
        seen_updates.c.at <= _until,
    )
)
_FORGET_SENT = Statement(
    update(outbox).where(
        outbox.c.lane == bindparam("by_lane"),
        outbox.c.state == SETTLED,
        outbox.c.settled_at <= bindparam("until"),
    ),
    ["trace"],
)
_FORGET_HEARD = Statement(
    update(seen_updates).where(
        seen_updates.c.lane == bindparam("by_lane"), seen_updates.c.at <= bindparam("until")
    ),
    ["lane", "trace"],
)
_tidied = insert(tidyings)
_TIDY = Statement(
    _tidied.on_conflict_do_update(
        index_elements=[tidyings.c.lane], set_={"at": _tidied.excluded.at}
    ),
    columns_of(tidyings),
)
_LEAVE = Statement(delete(tidyings).where(tidyings.c.lane == bindparam("lane")))
_DUE = Statement(
    select(tidyings.c.lane)
    .where(tidyings.c.at <= bindparam("now"))
    .order_by(tidyings.c.at)
    .limit(bindparam("most"))
)


class Footprints(Unit):
    """The part of a transaction that knows what stands in a chat."""

    def footprints(self, address: Address, since: datetime, until: datetime) -> tuple[str, ...]:
        """The handles of messages sent and received in a span, each once, in the wire's order."""
        lane = self._lane(address)
        span = {"lane": lane, "since": micros(since), "until": micros(until)}
        found = {*self._sent(lane, span), *self._heard(lane, span)}
        return tuple(sorted(found, key=lambda surface: (len(surface), surface)))

    def forget_footprints(self, address: Address, until: datetime) -> None:
        """They are deleted, or cannot be any more."""
        values = {"by_lane": self._lane(address), "until": micros(until), "trace": None}
        self._db.change(_FORGET_SENT, **values)
        self._db.change(_FORGET_HEARD, **values, lane=None)

    def set_tidying(self, address: Address, at: datetime | None) -> None:
        """Look at an instant whether something in a chat is to be deleted; None for never."""
        if at is None:
            self._db.change(_LEAVE, lane=self._lane(address))
        else:
            self._db.change(_TIDY, lane=self._lane_kept(address), at=micros(at))

    def tidyings_due(self, now: datetime, limit: int) -> tuple[Address, ...]:
        """Chats to look at now, the longest waiting first."""
        rows = self._db.every(_DUE, now=micros(now), most=limit)
        return tuple(self._address(lane) for (lane,) in rows)

    def _sent(self, lane: bytes, span: dict[str, object]) -> Iterator[str]:
        for outgoing_id, trace in self._db.every(_SENT, **span):
            opened = self._vault.open(trace, place=trace_place(outgoing_id, lane))
            yield from (part for part in opened.decode().split() if not part.startswith(WHY))

    def _heard(self, lane: bytes, span: dict[str, object]) -> Iterator[str]:
        for key, trace in self._db.every(_HEARD, **span):
            yield self._vault.open(trace, place=step_place(key, lane)).decode()
