"""Use case: for a while nobody could be heard, or the clock was wrong.

Telegram keeps a message for a day and then drops it, while its sender sees "sent". So the time of
the last answer is durable. After more than a day without one, each family that is in the middle of
something, and allowed to be written to, is told once that words of those days may be lost.

A running process measures by a clock that nobody sets. Over a restart only the wall clock is left:
where it stands before the last answer, it was set back, or not set yet. Then it is looked at again
until it makes sense, for an hour; what waits in the outbox for an instant does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.core.case import Address, Case, ContactMode
from bot.core.patience import may_write
from bot.core.say import Moment, Say, say, tell
from bot.notices import Desk
from bot.ports import Gap, Outgoing, Transaction, Urgency, World

KEPT_BY_TELEGRAM = timedelta(days=1)
SET_BACK = timedelta(seconds=2)
"""Clocks are corrected by less all the time."""
CLOCK_MAY_BE_UNSET = 3600.0
AT_ONCE = 200

# Translators: after an outage of more than a day; neutral: nothing about a search. {since} and
# {until} are days
GAP = say(
    "outage",
    "From {since} to {until} messages could not reach us here. If you wrote or tapped a button "
    "in that time and there was no answer, please do it again. What you sent before is safe.",
)
# Translators: for staff, after an outage of more than a day; {since} and {until} are days
GAP_ALARM = say(
    "alarm",
    "From {since} to {until} the bot could not hear anybody, and Telegram drops messages after a "
    "day. Families with an unfinished or open inquiry are asked to write again what was not "
    "answered.",
)

_PUSHED = frozenset({ContactMode.PUSH_OPEN, ContactMode.PUSH_NEUTRAL})

log = structlog.get_logger(__name__)


class Listening:
    """Knows when somebody was last heard. `answered_at` tells that, on the monotonic clock."""

    def __init__(
        self,
        world: World,
        desk: Desk,
        admins: tuple[Address, ...],
        answered_at: Callable[[], float | None],
    ) -> None:
        self._world, self._desk, self._admins = world, desk, admins
        self._answered_at = answered_at
        self._first: float | None = None
        self._noted: float | None = None
        self._behind: float | None = None
        self._last: tuple[datetime, float] | None = None

    async def note(self) -> int:
        """Write down when somebody was last heard, and find a gap; done every minute."""
        now, counted = self._world.clock.now(), self._world.clock.monotonic()
        await self._follow_clock(now, counted)
        answered = self._answered_at()
        if answered is None or answered == self._noted:
            return 0
        self._first = answered if self._first is None else self._first
        heard = now - timedelta(seconds=counted - answered)
        is_behind = await self._world.store.transact(partial(self._note, answered, heard, now))
        if self._noted is not None or not is_behind:
            self._noted = answered
        self._behind = (self._behind or answered) if is_behind else None
        self._world.wake()
        return 0

    async def tell(self) -> int:
        """Tell some more families of a gap; how many addresses were looked at."""
        seen = await self._world.store.transact(self._tell)
        self._world.wake()
        return seen

    async def _follow_clock(self, now: datetime, counted: float) -> None:
        """Where the wall clock was set back while we ran, nothing waits for it."""
        if self._last is not None:
            back = self._last[0] + timedelta(seconds=counted - self._last[1]) - now
            if back > SET_BACK:
                log.warning("clock_set_back", seconds=int(back.total_seconds()))
                await self._world.store.transact(lambda tx: tx.hasten(now, back))
        self._last = (now, counted)

    def _note(self, answered: float, heard: datetime, now: datetime, tx: Transaction) -> bool:
        """Whether the clock stands before the last answer. It is believed after an hour."""
        before = tx.last_heard()
        is_behind = before is not None and heard < before
        if before is not None:
            if is_behind and self._noted is None and self._behind is None:
                tx.hasten(now, before - heard)
            silence = self._silence(answered, heard - before)
            if silence > KEPT_BY_TELEGRAM:
                self._begin(tx, Gap(since=before, until=before + silence), now)
        if not is_behind or answered - (self._behind or answered) >= CLOCK_MAY_BE_UNSET:
            tx.keep_heard(heard)
        return is_behind

    def _silence(self, answered: float, by_wall: timedelta) -> timedelta:
        if self._noted is not None:
            return timedelta(seconds=answered - self._noted)
        return by_wall - timedelta(seconds=answered - (self._first or answered))

    def _begin(self, tx: Transaction, gap: Gap, now: datetime) -> None:
        log.critical("outage", seconds=int((gap.until - gap.since).total_seconds()))
        unfinished = tx.gap()
        tx.keep_gap(gap if unfinished is None else Gap(since=unfinished.since, until=gap.until))
        told = (self._desk.address,) if self._desk.address else self._admins
        for number, address in enumerate(told):
            alarm = _letter(GAP_ALARM, gap, f"alarm{number}", address, self._desk.locale)
            tx.enqueue(alarm, now)

    def _tell(self, tx: Transaction) -> int:
        gap, now = tx.gap(), self._world.clock.now()
        if gap is None:
            return 0
        found = tx.addresses(gap.after, AT_ONCE)
        for place, address in found:
            locale = _locale_of_concerned(tx, address)
            if locale is not None:
                tx.enqueue(_letter(GAP, gap, place, address, locale, Urgency.BULK), now)
        tx.keep_gap(gap.model_copy(update={"after": found[-1][0]}) if found else None)
        return len(found)


def _locale_of_concerned(tx: Transaction, address: Address) -> str | None:
    """The language of a family that is in the middle of something and may be written to."""
    session = tx.session(address)
    if session is not None and session.has_draft and may_write(session):
        return session.locale
    return next((case.locale for case in tx.cases_of(address) if _is_concerned(case)), None)


def _is_concerned(case: Case) -> bool:
    return case.is_open and case.reachable and case.contact_mode in _PUSHED


def _letter(
    words: Say,
    gap: Gap,
    place: str,
    address: Address,
    locale: str,
    urgency: Urgency = Urgency.REPLY,
) -> Outgoing:
    """The same id for the same gap and place: however often it is told, it arrives once."""
    said = words.saying(since=Moment(at=gap.since), until=Moment(at=gap.until))
    return Outgoing(
        id=f"gap:{int(gap.until.timestamp())}:{place}",
        address=address,
        prompt=tell(said),
        locale=locale,
        urgency=urgency,
    )
