"""Fetches the files families sent and keeps them, sealed, so that they outlast the messenger.

It works after the event was committed and answered: a slow or failing wire delays nobody, and a
crash forgets nothing. What was written and not noted before a crash is swept away later.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Protocol

import structlog

from bot.chores import Chore
from bot.errors import BotError, Gone, Refused, SendError, StorageError
from bot.ports import Clock, Store, StoredFile, Transaction
from storage.blobs import Blobs

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=7)
_AT_ONCE = 10

log = structlog.get_logger(__name__)


class Fetcher(Protocol):
    """A channel's way to the bytes of a file. Raises `SendError` and its kin only."""

    async def fetch(self, file: StoredFile) -> bytes:
        """All bytes of a file."""
        ...


class Attachments:
    """The chores that fetch files, and erase those no one has any more."""

    def __init__(self, store: Store, blobs: Blobs, fetcher: Fetcher, clock: Clock) -> None:
        self._store, self._blobs, self._fetcher, self._clock = store, blobs, fetcher, clock
        self._one_at_a_time, self._hurry = asyncio.Lock(), set[asyncio.Task[None]]()
        self.wake: Callable[[], None] = lambda: None
        """Called after every commit here: staff may have to hear of it."""

    def chores(self) -> tuple[Chore, ...]:
        """Both of them."""
        return Chore("fetch", MINUTE, self.fetch), Chore("orphans", HOUR, self.sweep)

    def hurry(self) -> None:
        """Fetch now, beside everything else: a file has just come."""
        if len(self._hurry) < 2:  # one at work, and one for what came since it began
            task = asyncio.create_task(self._fetch_all())
            self._hurry.add(task)
            task.add_done_callback(self._hurry.discard)

    async def stop(self) -> None:
        """Let go of what is being fetched: it is fetched another time."""
        for task in self._hurry:
            task.cancel()
        await asyncio.gather(*self._hurry, return_exceptions=True)

    async def fetch(self) -> int:
        """Fetch some files that are due; how many there were."""
        async with self._one_at_a_time:
            now = self._clock.now()
            due = await self._store.transact(lambda tx: tx.files_to_fetch(now, _AT_ONCE))
            for file in due:
                await self._fetch(file)
                self.wake()
            return len(due)

    def read(self, file: StoredFile) -> bytes:
        """All bytes of a file that was fetched. Raises `StorageError`."""
        if file.blob is None or file.blob_key is None:
            raise StorageError("this file was not fetched yet")
        return b"".join(self._blobs.open(file.blob, file.blob_key))

    async def _fetch_all(self) -> None:
        try:
            while await self.fetch():
                pass
        except BotError as error:
            log.error("chore_failed", kind="fetch", error=type(error).__name__)

    async def sweep(self) -> int:
        """Erase the bytes of files that were erased, or that a crash left behind."""
        before = self._clock.now().timestamp() - HOUR.total_seconds()
        for name, written in await asyncio.to_thread(self._blobs.names):
            if written > before:
                continue
            if not await self._store.transact(partial(_kept, name)):
                await asyncio.to_thread(self._blobs.drop, name)
                log.info("bytes_erased", count=1)
        return 0

    async def _fetch(self, file: StoredFile) -> None:
        try:
            content = await self._fetcher.fetch(file)
        except SendError as failure:
            due = None if self._is_hopeless(file, failure) else self._clock.now() + HOUR
            log.warning("fetch_failed", error=type(failure).__name__, kind=file.kind)
            await self._store.transact(lambda tx: tx.put_off_fetch(file.id, due))
            return
        blob, key = await asyncio.to_thread(self._blobs.put, io.BytesIO(content))
        if not await self._store.transact(lambda tx: tx.keep_bytes(file.id, blob, key)):
            await asyncio.to_thread(self._blobs.drop, blob)

    def _is_hopeless(self, file: StoredFile, failure: SendError) -> bool:
        return isinstance(failure, Refused | Gone) or self._clock.now() - file.at > GIVEN_UP_AFTER


def _kept(name: str, tx: Transaction) -> bool:
    return tx.kept_bytes(name)
