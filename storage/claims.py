"""Claims to cases from other accounts, and the way a case goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from bot.core.case import Address
from bot.ports import Claim, Outgoing
from storage.outbox import HELD, WAITING
from storage.rows import instant, micros
from storage.schema import claims, lanes, outbox
from storage.settling import Settling
from storage.statement import Statement, columns_of

CLAIMS_FOR = timedelta(days=30)
"""How long a claim waits for a decision."""
COUNTED_FOR = timedelta(days=1)
"""How long it is remembered that an account made a claim."""

_ADD = Statement(insert(claims), columns_of(claims))
_OF_CASE = Statement(
    select(claims.c.id, claims.c.lane, claims.c.at)
    .where(claims.c.case_id == bindparam("case_id"))
    .order_by(claims.c.at, claims.c.id)
)
_FROM = Statement(
    select(func.count())
    .select_from(claims)
    .where(claims.c.lane == bindparam("lane"), claims.c.at >= bindparam("since"))
)
_DECIDED = Statement(update(claims).where(claims.c.id == bindparam("by_id")), ["case_id"])
_FORGET = Statement(
    delete(claims)
    .where(
        or_(
            claims.c.at < bindparam("before"),
            and_(claims.c.case_id.is_(None), claims.c.at < bindparam("counted")),
        )
    )
    .returning(claims.c.lane)
)
_UNSENT = Statement(
    select(outbox.c.seq, outbox.c.id, outbox.c.due, outbox.c.body)
    .where(outbox.c.lane == bindparam("lane"), outbox.c.state == bindparam("state"))
    .order_by(outbox.c.seq)
)
_DROP = Statement(delete(outbox).where(outbox.c.seq == bindparam("seq")))
_HEAD = Statement(select(lanes.c.head, lanes.c.leased).where(lanes.c.lane == bindparam("lane")))


class Claims(Settling):
    """The part of a transaction that knows who wants to go on with a case elsewhere."""

    def add_claim(self, claim: Claim) -> None:
        """Keep a claim."""
        self._db.change(
            _ADD, id=claim.id, lane=self._lane_kept(claim.address), case_id=claim.case_id,
            at=micros(claim.at),
        )  # fmt: skip

    def claims_of(self, case_id: str) -> tuple[Claim, ...]:
        """The claims to a case that nobody decided on yet, oldest first."""
        rows = self._db.every(_OF_CASE, case_id=case_id)
        return tuple(
            Claim(id=claim_id, address=self._address(lane), at=instant(at), case_id=case_id)
            for claim_id, lane, at in rows
        )

    def claims_from(self, address: Address, since: datetime) -> int:
        """How many claims came from an address since an instant."""
        row = self._db.one(_FROM, lane=self._lane(address), since=micros(since))
        return int(row[0]) if row else 0

    def drop_claim(self, claim: Claim) -> None:
        """Forget which case a claim was about."""
        self._db.change(_DECIDED, by_id=claim.id, case_id=None)

    def hand_over(self, case_id: str, to: Address) -> tuple[str, ...]:
        """Give a case with its files and its unsent messages to another address."""
        case = self.case(case_id)
        if case is None or case.address == to:
            return ()
        self.save_case(case.model_copy(update={"address": to}))
        for file in self.files_of(case_id):
            self._save_file(file.model_copy(update={"address": to}))
        old, side = self._lane(case.address), self._side_lane(case.address)
        moved = [*self._moved(old, case_id, to, self.enqueue)]
        moved += self._moved(side, case_id, to, self.put_off)
        self._drop_unused(side)
        self._drop_unused(old)
        return tuple(moved)

    def _moved(
        self, lane: bytes, case_id: str, to: Address, put: Callable[[Outgoing, Any], None]
    ) -> Iterator[str]:
        """Move a lane's messages about a case, but for one that is being sent at this moment."""
        head, leased = self._db.one(_HEAD, lane=lane) or (None, 0)
        unsent = [self._db.every(_UNSENT, lane=lane, state=state) for state in (WAITING, HELD)]
        for seq, outgoing_id, due, body in chain(*unsent):
            outgoing: Outgoing = self._opened_outgoing(outgoing_id, lane, body)
            if outgoing.case_id == case_id and not (leased and seq == head):
                self._db.change(_DROP, seq=seq)
                put(outgoing.model_copy(update={"address": to}), due and instant(due))
                yield outgoing_id
        if not leased:
            self._refresh(lane)

    def sweep(self, now: datetime) -> int:
        """Forget what need not be kept."""
        values = {"before": micros(now - CLAIMS_FOR), "counted": micros(now - COUNTED_FOR)}
        lanes = [row[0] for row in self._db.every(_FORGET, **values)]
        for lane in set(lanes):
            self._drop_unused(lane)
        return super().sweep(now) + len(lanes)
