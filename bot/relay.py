"""From the outbox to the wire: lease, send, settle.

One turn is one transaction, which settles what the last sends came to and leases what may go now.
A message leaves its lane in three ways only: delivered, undeliverable, or moved to another lane.
Whatever a channel or the store does, the relay goes on.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.errors import Moved, SendError, StorageError, Throttled, Uncertain
from bot.pacing import Pace
from bot.ports import (
    Chance,
    Channel,
    Clock,
    Delivered,
    Outcome,
    Parcel,
    Postponed,
    Store,
    StoredFile,
    Transaction,
    Undeliverable,
    Urgency,
)
from bot.settlement import FAULTS, settle, verdict, wait_before

IN_FLIGHT = 128
LEASE = timedelta(seconds=60)
SEND_LIMIT = 45.0
"""Seconds for one try: well within the lease, or the message could be sent twice at a time."""
AHEAD = 0.01
"""Seconds before a message may go, it is leased: the store takes some of them."""
IDLE = 30.0
"""The longest sleep: a clock set back or forth heals within it."""
GIVE_UP_STOPPING = 5

log = structlog.get_logger(__name__)

Done = Mapping[str, tuple[Parcel, Outcome]]
Leased = list[tuple[Parcel, tuple[StoredFile, ...]]]
Prepare = Callable[[Transaction, Parcel, datetime], Parcel | None]


def as_it_is(tx: Transaction, parcel: Parcel, now: datetime) -> Parcel | None:
    """A message that needs nothing more before it is sent."""
    return parcel


class Relay:
    """Carries every committed message to its end, in order within a lane, lanes side by side."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        clock: Clock,
        pace: Pace,
        chance: Chance,
        prepare: Prepare = as_it_is,
    ) -> None:
        """`prepare` completes a leased message; where it returns None, nothing is left to say."""
        self._store, self._channels, self._prepare = store, channels, prepare
        self._clock, self._pace, self._chance = clock, pace, chance
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._done: dict[str, tuple[Parcel, Outcome]] = {}
        self._refused: dict[str, float] = {}
        self._faults: Counter[str] = Counter()
        self._woken, self._ended = asyncio.Event(), asyncio.Event()
        self._ended.set()
        self._stopping, self._troubles = False, 0

    def wake(self) -> None:
        """Look at the outbox now: something was committed to it."""
        self._woken.set()

    async def run(self) -> None:
        """Work until `stop`."""
        self._ended.clear()
        try:
            while not self._is_finished():
                self._woken.clear()
                pause = await self._turn()
                if not self._is_finished():
                    await self._rest(pause)
        finally:
            for task in self._flying.values():
                task.cancel()
            self._ended.set()

    async def stop(self) -> None:
        """Lease nothing more; return when what is in flight has landed and is settled."""
        self._stopping = True
        self.wake()
        await self._ended.wait()

    def _is_finished(self) -> bool:
        left = self._flying or (self._done and self._troubles < GIVE_UP_STOPPING)
        return self._stopping and not left

    async def _turn(self) -> float:
        """One transaction. Returns the seconds to rest after it."""
        done, room = self._settleable(), self._room()
        now = self._clock.now()
        work = partial(_turn, done=done, now=now, room=room, prepare=self._prepare)
        try:
            leased, due = await self._store.transact(work)
        except Exception as error:  # noqa: BLE001 - a full disk must not end the relay
            return await self._trouble(error, done)
        self._troubles = self._troubles if self._stopping else 0
        self._forget(done)
        for parcel, files in leased:
            self._start(parcel, files)
        return self._pause(due, len(leased), *room)

    def _room(self) -> tuple[int, int]:
        free = 0 if self._stopping else max(0, IN_FLIGHT - len(self._flying))
        room = partial(self._pace.room, most=free, ahead=AHEAD)
        return room(Urgency.REPLY), room(Urgency.BULK)

    def _settleable(self) -> Done:
        now = self._clock.monotonic()
        return {key: done for key, done in self._done.items() if self._refused.get(key, now) <= now}

    def _forget(self, done: Done) -> None:
        for message_id, (_, outcome) in done.items():
            del self._done[message_id]
            self._refused.pop(message_id, None)
            if isinstance(outcome, Delivered | Undeliverable):
                self._faults.pop(message_id, None)

    async def _trouble(self, error: Exception, done: Done) -> float:
        """The store refused a turn: settle one by one, so that one bad row holds up no other."""
        self._troubles += 1
        log.error("store_failed", error=type(error).__name__, count=self._troubles)
        wait = wait_before(self._troubles, self._chance)
        for message_id, settled in done.items():
            refused = await self._settle_alone(*settled)
            if refused is None:
                self._forget({message_id: settled})
            else:
                log.error("settle_failed", message=message_id, error=type(refused).__name__)
                self._refused[message_id] = self._clock.monotonic() + wait
                self._faults[message_id] += 1
        return wait

    async def _settle_alone(self, parcel: Parcel, outcome: Outcome) -> Exception | None:
        """Settle one message; what has failed too often is settled without its report."""
        now, faults = self._clock.now(), self._faults[parcel.outgoing.id]
        work = partial(settle, parcel=parcel, outcome=outcome, now=now, bare=faults >= FAULTS)
        try:
            await self._store.transact(work)
        except Exception as error:  # noqa: BLE001 - see _turn
            return error
        return None

    def _start(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> None:
        message_id = parcel.outgoing.id
        if message_id in self._flying or message_id in self._done:
            return  # its lease ran out while we were at it
        lane, urgency = parcel.outgoing.address, parcel.outgoing.urgency
        wait = self._pace.take(lane, flight=message_id, urgency=urgency, ahead=AHEAD)
        if wait > AHEAD:
            due = self._clock.now() + timedelta(seconds=wait + 0.005)
            put_back = Postponed(due=due, tried=False, parts_sent=parcel.parts_sent)
            self._done[message_id] = (parcel, put_back)
            return
        self._flying[message_id] = asyncio.create_task(self._carry(parcel, files, wait))

    async def _carry(self, parcel: Parcel, files: tuple[StoredFile, ...], wait: float) -> None:
        if wait > 0:
            await self._clock.sleep(wait)
        outcome = await self._try(parcel, files)
        self._pace.landed(parcel.outgoing.id)
        del self._flying[parcel.outgoing.id]
        self._done[parcel.outgoing.id] = (parcel, outcome)
        self.wake()

    async def _try(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> Outcome:
        began = self._clock.now()
        outcome = await self._sent(parcel, files)
        if isinstance(outcome, Undeliverable) and outcome.gone:
            return outcome.model_copy(update={"since": began})
        return outcome

    async def _sent(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> Outcome:
        channel = self._channels.get(parcel.outgoing.address.channel)
        if channel is None:
            return self._failed(parcel, LookupError("no such channel"))
        try:
            async with asyncio.timeout(SEND_LIMIT):
                surface = await channel.send(parcel, files)
        except TimeoutError:
            return self._failed(parcel, Uncertain())
        except Exception as error:  # noqa: BLE001 - a channel's fault must not stop its lane
            return self._failed(parcel, error)
        log.debug("delivered", message=parcel.outgoing.id, attempts=parcel.attempts)
        return Delivered(surface=surface)

    def _failed(self, parcel: Parcel, error: Exception) -> Outcome:
        outgoing = parcel.outgoing
        if isinstance(error, Moved) or not isinstance(error, SendError):
            self._faults[outgoing.id] += 1
        if isinstance(error, Throttled) and not error.is_ours:
            self._pace.hold(outgoing.address, error.after)
        now, faults = self._clock.now(), self._faults[outgoing.id]
        outcome = verdict(parcel, error, faults, now, self._chance)
        log.warning(
            "send_failed",
            message=outgoing.id,
            case=outgoing.case_id,
            error=type(error).__name__,
            reason=str(error) if isinstance(error, SendError) else None,
            kind=type(outcome).__name__,
            attempts=parcel.attempts + 1,
        )
        return outcome

    def _pause(self, due: datetime | None, leased: int, room: int, bulk: int) -> float:
        """How long nothing can be done, as far as is known; `wake` ends it early."""
        if self._done:
            return 1.0 if self._done.keys() <= self._refused.keys() else 0.0
        if due is None or self._stopping or len(self._flying) >= IN_FLIGHT:
            return IDLE
        wait = (due - self._clock.now()).total_seconds()
        if wait > 0:
            return min(wait, IDLE)
        if leased < bulk:
            return 0.05  # something is due that could not be had
        urgency = Urgency.REPLY if leased == room else Urgency.BULK
        return max(0.001, self._pace.wait(urgency) - AHEAD)

    async def _rest(self, seconds: float) -> None:
        if seconds <= 0 or self._woken.is_set():
            await asyncio.sleep(0)
            return
        sleeping = asyncio.ensure_future(self._clock.sleep(seconds))
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({sleeping, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            woken.cancel()


def _turn(
    tx: Transaction,
    *,
    done: Done,
    now: datetime,
    room: tuple[int, int],
    prepare: Prepare,
) -> tuple[Leased, datetime | None]:
    for parcel, outcome in done.values():
        settle(tx, parcel, outcome, now)
    limit, bulk = room
    leased: Leased = []
    for parcel in tx.lease(now, now + LEASE, limit, bulk) if limit else ():
        try:
            ready = prepare(tx, parcel, now)
        except StorageError as error:  # one row that does not open: its lane waits, no other
            log.error("prepare_failed", message=parcel.outgoing.id, error=type(error).__name__)
            continue
        if ready is None:
            tx.settle(parcel.outgoing.id, Delivered(), now)
        else:
            leased.append((ready, _files(tx, ready)))
    return leased, tx.next_due()


def _files(tx: Transaction, parcel: Parcel) -> tuple[StoredFile, ...]:
    found = (tx.file(file_id) for file_id in parcel.outgoing.files)
    return tuple(file for file in found if file is not None)
