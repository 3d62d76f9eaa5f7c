"""Gathers units of work that arrive while others are being committed, and commits them together."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from bot.errors import StorageError
from storage.batch import Job
from storage.connection import SqliteConnection

T = TypeVar("T")

BATCH = 64


class Group:
    """A queue of units before one worker. `commit` runs a batch, in one hop, on its thread."""

    def __init__(self, commit: Callable[[Sequence[Job]], Awaitable[None]]) -> None:
        self._commit = commit
        self._first: deque[Job] = deque()
        self._waiting: deque[Job] = deque()
        self._drain: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def is_hurried(self) -> bool:
        """Whether a unit waits that goes before all others."""
        return bool(self._first)

    async def run(self, work: Callable[[SqliteConnection], T], *, at_once: bool = False) -> T:
        """Run one unit and return once it is durable.

        What is to be done at once goes before all that waits, and what is being committed is
        committed early for it. A caller who stops waiting before the unit began takes it back;
        later it is kept.
        """
        if self._closed:
            raise StorageError("the store is closed")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        (self._first if at_once else self._waiting).append(Job(work, future))
        if self._drain is None:
            self._drain = asyncio.create_task(self._drained())
        result: T = await future
        return result

    async def close(self) -> None:
        """Finish what waits and take nothing more."""
        self._closed = True
        if self._drain is not None:
            await self._drain

    async def _drained(self) -> None:
        batch: list[Job] = []
        try:
            while self._first or self._waiting:
                batch = self._next_batch()
                if batch:
                    await self._commit(batch)
                    batch = self._put_back(batch)
                for job in batch:
                    job.answer()
        finally:
            self._drain = None
            self._abandon(batch)

    def _next_batch(self) -> list[Job]:
        queue = self._first or self._waiting
        taken = (queue.popleft() for _ in range(min(BATCH, len(queue))))
        return [job for job in taken if not job.future.done()]

    def _put_back(self, batch: list[Job]) -> list[Job]:
        """What of a batch was run; the rest is first in its queue again."""
        self._waiting.extendleft(job for job in reversed(batch) if not job.is_begun)
        return [job for job in batch if job.is_begun]

    def _abandon(self, batch: Sequence[Job]) -> None:
        """Let nobody wait for ever when the worker was stopped under them."""
        for job in (*batch, *self._first, *self._waiting):
            job.failure = StorageError("the store was stopped; it is not known what was kept")
            job.answer()
        self._first.clear()
        self._waiting.clear()
