"""Sessions, and events already seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.case import Address
from bot.core.session import Session
from bot.errors import StaleSession
from bot.ports import Footprint
from storage.rows import micros, session_of
from storage.schema import seen_updates, sessions
from storage.shelf import WINDOW
from storage.statement import Statement, columns_of
from storage.unit import Unit
from storage.vault import Place, lane_owner

_seen = insert(seen_updates)
_NOTE = Statement(
    _seen.on_conflict_do_update(
        index_elements=[seen_updates.c.key],
        set_={name: _seen.excluded[name] for name in ("at", "lane", "trace")},
        where=seen_updates.c.at < _seen.excluded.at - WINDOW,
    ),
    columns_of(seen_updates),
)
_GET = Statement(select(sessions.c.body).where(sessions.c.lane == bindparam("lane")))
_ADD = Statement(insert(sessions).on_conflict_do_nothing(), columns_of(sessions))
_SET = Statement(
    update(sessions).where(
        sessions.c.lane == bindparam("by_lane"), sessions.c.revision == bindparam("former")
    ),
    ["body", "deadline", "revision"],
)
_DROP = Statement(delete(sessions).where(sessions.c.lane == bindparam("lane")))
_DUE = Statement(
    select(sessions.c.lane, sessions.c.body)
    .where(sessions.c.deadline <= bindparam("now"))
    .order_by(sessions.c.deadline)
    .limit(bindparam("most"))
)


class Conversations(Unit):
    """The part of a transaction that serves conversations."""

    def note_update(self, key: str, at: datetime, of: Footprint | None = None) -> bool:
        """Remember an event; False where it was seen within the last 48 hours."""
        index, lane, trace = self._vault.index("event", key), None, None
        if of is not None:
            lane = self._lane(of.address)
            trace = self._vault.seal(of.surface.encode(), place=step_place(index, lane))
        return self._db.change(_NOTE, key=index, at=micros(at), lane=lane, trace=trace) == 1

    def session(self, address: Address) -> Session | None:
        """The conversation with an address."""
        lane = self._lane(address)
        row = self._db.one(_GET, lane=lane)
        if row is None:
            return None
        self._in_book.add(lane)
        return self._opened_session(lane, row[0])

    def save_session(self, address: Address, session: Session) -> None:
        """Save a conversation.

        Raises `StaleSession` unless its revision is the stored one plus 1.
        """
        lane = self._lane(address)
        deadline = None if session.deadline is None else micros(session.deadline)
        body = self._sealed(session, _place(lane))
        values = {"body": body, "deadline": deadline, "revision": session.revision}
        former = session.revision - 1
        if self._db.change(_SET, by_lane=lane, former=former, **values):
            return
        if former != 0 or not self._db.change(_ADD, lane=self._lane_kept(address), **values):
            raise StaleSession("this conversation was saved meanwhile")

    def forget_session(self, address: Address) -> None:
        """Erase a conversation."""
        lane = self._lane(address)
        self._db.change(_DROP, lane=lane)
        self._drop_unused(lane)

    def sessions_due(self, now: datetime, limit: int) -> tuple[tuple[Address, Session], ...]:
        """Conversations whose deadline has passed, oldest first."""
        rows = self._db.every(_DUE, now=micros(now), most=limit)
        return tuple((self._address(lane), self._opened_session(lane, body)) for lane, body in rows)

    def _opened_session(self, lane: bytes, body: bytes) -> Session:
        return self._opened(session_of, body, _place(lane))


def _place(lane: bytes) -> Place:
    return Place("sessions", "body", lane.hex(), lane_owner(lane))


def step_place(index: bytes, lane: bytes) -> Place:
    """Where the handle of a family's message is sealed."""
    return Place("seen_updates", "trace", index.hex(), lane_owner(lane))
