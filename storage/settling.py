"""What becomes of a leased message: delivered, postponed, given up, or sent to a new address."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot.core.case import Address
from bot.ports import Delivered, Outcome, Postponed, Readdressed, Undeliverable
from storage.cases import Cases
from storage.conversations import Conversations
from storage.files import SHOWN, Files
from storage.outbox import SETTLED, WAITING, WHY, Outbox, body_place, trace_place
from storage.rows import micros, packed
from storage.schema import files, lanes, outbox, seen_updates
from storage.shelf import Shelf
from storage.slips import Slips
from storage.statement import Statement
from storage.vault import Place

SHELLS_FOR = timedelta(days=30)
SLIPS_FOR = timedelta(days=1)
SWEPT_AT_ONCE = 2000

_WAITING = Statement(
    select(
        outbox.c.seq, outbox.c.lane, outbox.c.uncertain, outbox.c.attempts, outbox.c.parts_sent,
        outbox.c.trace,
    )
    .where(outbox.c.id == bindparam("id"), outbox.c.state == WAITING)
)  # fmt: skip
_POSTPONE = Statement(
    update(outbox).where(outbox.c.seq == bindparam("by_seq")),
    ["due", "attempts", "uncertain", "parts_sent", "trace"],
)
_SETTLE = Statement(
    update(outbox).where(outbox.c.seq == bindparam("by_seq")),
    ["state", "settled_at", "outcome", "trace", "body"],
)
_LANE_MESSAGES = Statement(
    select(outbox.c.seq, outbox.c.id, outbox.c.body)
    .where(outbox.c.lane == bindparam("lane"), outbox.c.state < SETTLED)
)  # fmt: skip
_LEASED = Statement(select(lanes.c.leased).where(lanes.c.lane == bindparam("lane")))
_UNSENT = Statement(
    select(outbox.c.seq, outbox.c.lane, outbox.c.attempts)
    .where(outbox.c.id == bindparam("id"), outbox.c.state < SETTLED)
)  # fmt: skip
_LANE_HEAD = Statement(
    select(lanes.c.head, lanes.c.leased).where(lanes.c.lane == bindparam("lane"))
)
_WITHDRAW = Statement(delete(outbox).where(outbox.c.seq == bindparam("seq")))
_MOVE = Statement(update(outbox).where(outbox.c.seq == bindparam("by_seq")), ["lane", "body"])
_LANE_FILES = Statement(select(*SHOWN).where(files.c.lane == bindparam("lane")))
_old_events = (
    select(seen_updates.c.key)
    .where(seen_updates.c.at < bindparam("before"))
    .limit(bindparam("most"))
)
_FORGET_EVENTS = Statement(delete(seen_updates).where(seen_updates.c.key.in_(_old_events)))
_old_shells = (
    select(outbox.c.seq).where(outbox.c.settled_at < bindparam("before")).limit(bindparam("most"))
)
_FORGET_SHELLS = Statement(
    delete(outbox).where(outbox.c.seq.in_(_old_shells)).returning(outbox.c.lane)
)


class Settling(Outbox, Cases, Conversations, Files, Slips, Shelf):
    """The part of a transaction that records outcomes and forgets what need not be kept."""

    def settle(self, outgoing_id: str, outcome: Outcome, at: datetime) -> None:
        """Record what became of a leased message; the body of a delivered one is erased."""
        row = self._db.one(_WAITING, id=outgoing_id)
        if row is None:
            return
        seq, lane, uncertain, attempts, parts_sent, trace = row
        match outcome:
            case Delivered():
                sealed = self._traced(outgoing_id, lane, trace, outcome.surface)
                self._close(seq, body_place(outgoing_id, lane), "delivered", sealed, at)
            case Undeliverable():
                why = " ".join(filter(None, (outcome.surface, f"{WHY}{outcome.reason}")))
                sealed = self._traced(outgoing_id, lane, trace, why)
                self._close(seq, body_place(outgoing_id, lane), "undeliverable", sealed, at)
                if outcome.gone:
                    self._mark_unreachable(self._address(lane))
            case Postponed():
                self._db.change(
                    _POSTPONE, by_seq=seq, due=micros(outcome.due),
                    attempts=attempts + outcome.tried,
                    uncertain=uncertain + outcome.uncertain,
                    parts_sent=max(parts_sent, outcome.parts_sent),
                    trace=self._traced(outgoing_id, lane, trace, outcome.surface),
                )  # fmt: skip
            case Readdressed():
                self._readdress(lane, self._address(lane), outcome.to)
        self._refresh(lane)

    def sweep(self, now: datetime) -> int:
        """Forget what need not be kept, a few thousand rows at a time."""
        before = self._known_since(micros(now))
        events = self._db.change(_FORGET_EVENTS, before=before, most=SWEPT_AT_ONCE)
        before = micros(now - SHELLS_FOR)
        shells = self._db.every(_FORGET_SHELLS, before=before, most=SWEPT_AT_ONCE)
        for lane in {row[0] for row in shells}:
            self._drop_unused(lane)
        return events + len(shells) + self._forget_slips(now - SLIPS_FOR)

    def withdraw(self, outgoing_id: str) -> bool:
        """Take back a message no try of which was made yet; whether it could be."""
        row = self._db.one(_UNSENT, id=outgoing_id)
        if row is None:
            return False
        seq, lane, attempts = row
        head, leased = self._db.one(_LANE_HEAD, lane=lane) or (None, 0)
        if attempts or (head == seq and leased):
            return False
        self._db.change(_WITHDRAW, seq=seq)
        if head == seq:
            self._refresh(lane)
        self._drop_unused(lane)
        return True

    def _close(
        self, seq: int, place: Place, outcome: str, trace: bytes | None, at: datetime
    ) -> None:
        self._vault.let_go(place)
        self._db.change(
            _SETTLE,
            by_seq=seq,
            state=SETTLED,
            settled_at=micros(at),
            outcome=outcome,
            trace=trace,
            body=None,
        )

    def _traced(
        self, outgoing_id: str, lane: bytes, former: bytes | None, surface: str | None
    ) -> bytes | None:
        """The handles of all parts sent by now, sealed: those of former tries, and of this one."""
        if surface is None:
            return former
        place = trace_place(outgoing_id, lane)
        if former is not None:
            surface = f"{self._vault.open(former, place=place).decode()} {surface}"
        return self._vault.seal(surface.encode(), place=place)

    def _mark_unreachable(self, address: Address) -> None:
        for case in self.cases_of(address):
            if case.reachable:
                self.save_case(case.model_copy(update={"reachable": False}))

    def _readdress(self, old: bytes, former: Address, to: Address) -> None:
        """Give everything of one address to another, each piece sealed anew in its new place."""
        new = self._lane_kept(to)
        if new == old:
            return
        self._move_messages(old, new, to)
        side = self._side_lane(former)
        if self._db.one(_LANE_MESSAGES, lane=side) is not None:
            beside = self._booked(self._side_lane(to), to)
            self._move_messages(side, beside, to)
            self._refresh(beside)
            self._drop_unused(side)
        for case in self.cases_of(former):
            self.save_case(case.model_copy(update={"address": to}))
        for row in self._db.every(_LANE_FILES, lane=old):
            self._save_file(self._opened_file(row).model_copy(update={"address": to}))
        self._move_session(former, to)
        if not self._is_leased(new):
            self._refresh(new)

    def _move_messages(self, old: bytes, new: bytes, to: Address) -> None:
        for seq, outgoing_id, body in self._db.every(_LANE_MESSAGES, lane=old):
            outgoing = self._opened_outgoing(outgoing_id, old, body)
            moved = packed(outgoing.model_copy(update={"address": to}))
            sealed = self._vault.seal(moved, place=body_place(outgoing_id, new))
            self._db.change(_MOVE, by_seq=seq, lane=new, body=sealed)

    def _is_leased(self, lane: bytes) -> bool:
        return bool((self._db.one(_LEASED, lane=lane) or (0,))[0])

    def _move_session(self, former: Address, to: Address) -> None:
        """The conversation follows, unless one was begun at the new address already."""
        session = self.session(former)
        if session is None:
            return
        if self.session(to) is None:
            self.save_session(to, session.model_copy(update={"revision": 1}))
        self.forget_session(former)
