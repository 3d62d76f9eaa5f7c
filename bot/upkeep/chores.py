"""What keeps the store as it should be while the bot works: keys, sealed cases, its log."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.chores import Chore
from bot.errors import StorageError
from bot.ports import Clock, Transaction
from bot.settings import Settings
from storage.sqlite import SqliteStore

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEALED_AFTER = DAY
"""How long a closed case stays readable, so that what was on its way about it can arrive."""

_AT_ONCE = 20

log = structlog.get_logger(__name__)


class Upkeep:
    """The chores of one store."""

    def __init__(self, store: SqliteStore, clock: Clock, settings: Settings) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._copied: str | None = ""

    def chores(self) -> tuple[Chore, ...]:
        """All of them. Re-wrapping goes first: it is what a new key waits for."""
        return (
            Chore("rewrap", DAY, self.rewrap),
            Chore("copies", DAY, self.copy),
            Chore("seal", HOUR, self.seal),
            Chore("expired", DAY, self.tell_expired),
            Chore("held", HOUR, self.tell_held),
            Chore("checkpoint", HOUR, self.checkpoint),
        )

    async def rewrap(self) -> int:
        """Bring some data keys under the newest key; how many there were."""
        done = await self._store.rewrap(100)
        if done:
            log.info("keys_rewrapped", count=done)
        return done

    async def copy(self) -> int:
        """Make missing copies for the recovery key, some at a time."""
        self._copied = await self._store.copy_keys(self._copied or "")
        return self._copied is not None

    async def seal(self) -> int:
        """Leave cases that were closed a day ago to the recovery key, where that is wanted."""
        if not self._settings.seal_closed:
            return 0
        before = self._clock.now() - SEALED_AFTER
        closed = await self._store.transact(lambda tx: tx.closed_before(before, _AT_ONCE))
        for case_id, _ in closed:
            await self._store.transact(partial(_seal, case_id))
            log.info("case_sealed", case=case_id)
        return len(closed)

    async def tell_expired(self) -> int:
        """Tell the operator of closed cases kept longer than wanted. Only a person erases them."""
        days = self._settings.keep_closed_days
        if days is None:
            return 0
        before = self._clock.now() - timedelta(days=days)
        for sealed in (False, True):
            due = await self._store.transact(partial(_due, before, sealed=sealed))
            if due:
                log.warning("closed_cases_expired", count=len(due))
        return 0

    async def tell_held(self) -> int:
        """Say that nothing is sent, as long as that is so."""
        if await self._store.transact(lambda tx: tx.is_outbox_held()):
            log.critical("outbox_held")
        return 0

    async def checkpoint(self) -> int:
        """Empty the write-ahead log, so that nothing erased goes on standing there."""
        try:
            await self._store.checkpoint()
        except StorageError as error:
            log.warning("checkpoint_failed", error=type(error).__name__)
        return 0


def _seal(case_id: str, tx: Transaction) -> None:
    tx.seal_case(case_id)


def _due(before: datetime, tx: Transaction, *, sealed: bool) -> tuple[tuple[str, str], ...]:
    return tx.closed_before(before, 500, sealed=sealed)
