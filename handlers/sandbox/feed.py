"""What happened, numbered, for those who watch: the page and the tests."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any, Final, NamedTuple

KEPT: Final = 50_000
"""Events that can be replayed."""

PULSE: Final = 15.0
"""Seconds after which a watcher hears that nothing happened."""


class Event(NamedTuple):
    """One change. `subject` says what changed; what it looks like is asked when it is shown."""

    cursor: int
    kind: str
    subject: Any


class Feed:
    """An endless numbered list of changes, of which the newest are kept.

    The first number comes from the clock, so that a cursor of an earlier run is seen to be old.
    """

    def __init__(self, first: int) -> None:
        self.cursor = first
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._watchers: set[asyncio.Event] = set()
        self._closed = False

    def add(self, kind: str, subject: Any) -> None:
        """Note a change and wake the watchers."""
        self.cursor += 1
        self._events.append(Event(self.cursor, kind, subject))
        for watcher in self._watchers:
            watcher.set()

    def since(self, cursor: int) -> list[Event] | None:
        """Give what came after a cursor; None if that can no longer, or not yet, be known."""
        missing = self.cursor - cursor
        if missing < 0 or missing > len(self._events):
            return None
        return list(self._events)[len(self._events) - missing :] if missing else []

    async def changes(self, cursor: int) -> AsyncGenerator[list[Event] | None, None]:
        """Give what came after a cursor, then what comes, or nothing from time to time.

        None comes where something was missed.
        """
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        try:
            while not self._closed:
                watcher.clear()
                events = self.since(cursor)
                cursor = self.cursor
                if events == []:
                    await _heard(watcher)
                else:
                    yield events
                if not watcher.is_set():
                    yield []
        finally:
            self._watchers.discard(watcher)

    def close(self) -> None:
        """Send every watcher home."""
        self._closed = True
        for watcher in self._watchers:
            watcher.set()


async def _heard(watcher: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(watcher.wait(), PULSE)
