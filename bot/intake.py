"""Use case: a family said something.

One transaction: the event is noted, the conversation moves, everything it led to is stored and
everything to be said is put in its lane. Only then may a channel confirm the event.
"""

from __future__ import annotations

from functools import partial

from bot.core.case import Case
from bot.core.engine import Engine
from bot.core.inquiry import Inquiry
from bot.core.scenes.scene import CaseSeen
from bot.core.session import Session
from bot.core.triggers import DeadlinePassed
from bot.hush import Hushed, can_wait
from bot.notices import Desk
from bot.ports import Inbound, Transaction, World
from bot.quota import Hush, Quota
from bot.register import Register
from bot.turn import Turn
from bot.yourdata import Voice

DUE_AT_ONCE = 50


class Intake:
    """What happens when a family says something, or is silent for too long."""

    def __init__(self, world: World, engine: Engine, desk: Desk, voice: Voice) -> None:
        self._world, self._engine, self._desk = world, engine, desk
        self._quota, self._voice = Quota(), voice

    async def receive(self, inbound: Inbound) -> bool:
        """Take in an event; returns once its effect is durable. A second delivery has none.

        True where the conversation moved on, so that the buttons just shown are spent.
        """
        hush = self._quota.take(inbound.address, self._world.clock.monotonic())
        moved_on = await self._world.store.transact(partial(self._take, inbound, hush))
        if hush is not None:
            self._quota.keep(inbound.address, hush)
        self._world.wake()
        return moved_on

    async def remind(self) -> int:
        """Let the deadlines that have passed take effect; how many there were."""
        now = self._world.clock.now()
        due = await self._world.store.transact(lambda tx: tx.sessions_due(now, DUE_AT_ONCE))
        for address, session in due:
            key = f"deadline:{address.channel}:{address.id}:{session.deadline}:{session.revision}"
            await self.receive(Inbound(address=address, key=key, trigger=DeadlinePassed(), at=now))
        return len(due)

    def _take(self, inbound: Inbound, hush: Hush | None, tx: Transaction) -> bool:
        now = self._world.clock.now()
        if not tx.note_update(inbound.key, now, inbound.footprint):
            return False
        session = tx.session(inbound.address) or self._engine.open(inbound.locale_hint)
        cases = tx.cases_of(inbound.address)
        seen = tuple(_seen(case) for case in cases)
        recall = partial(_recalled, tx, cases)
        sprint = self._engine.advance(session, inbound.trigger, now, seen, recall)
        register = Register(tx, self._world.chance, now)
        if hush is not None and can_wait(sprint.events):
            register = Hushed(tx, self._world.chance, now, hush)
        turn = Turn(inbound, sprint.session, register, self._desk, self._voice)
        for event in sprint.events:
            turn.follow(event)
        turn.close(session.revision + 1)
        return _place(session) != _place(sprint.session)


def _seen(case: Case) -> CaseSeen:
    return CaseSeen(
        case.reference, case.contact_mode, case.heartbeat_weeks, case.is_open, case.opened_at
    )


def _recalled(tx: Transaction, cases: tuple[Case, ...], reference: str) -> Inquiry | None:
    case = next((case for case in cases if case.reference == reference), None)
    return None if case is None else tx.inquiry(case.id)


def _place(session: Session) -> tuple[str, str | None, str | None]:
    return session.step, session.path, session.overlay
