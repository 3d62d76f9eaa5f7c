"""The queue of updates that waits for the bot, with Telegram's rules of confirming and forgetting.

Sources: BAPI getUpdates; TBA process_get_updates_query, do_get_updates, add_update_impl; TD
TQueue.cpp. An update's life counts by the emulator's clock, a long poll's patience by real time.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from handlers.sandbox.errors import conflict
from handlers.sandbox.facts import IDLE_WEEK, LONGEST_POLL, OFFSET_SLACK, ON_REQUEST, UPDATE_KINDS

DEFAULT_KINDS: Final = UPDATE_KINDS - ON_REQUEST

_encode: Final = json.JSONEncoder(separators=(",", ":")).encode
_RIVAL: Final = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Update(NamedTuple):
    """One update: its place in the queue, the id the bot confirms it by, its JSON."""

    id: int
    confirmed_by: int
    expires_at: float
    queue: int
    text: str


class Updates:
    """The bot's queue. Every change of it is told to `record`, to be remembered."""

    def __init__(
        self,
        now: Callable[[], float],
        chance: Callable[[int], int],
        record: Callable[[list[Any]], None],
    ) -> None:
        self._now = now
        self._chance = chance
        self._record = record
        self._pending: deque[Update] = deque()
        self._delivered_strangers: set[int] = set()
        self._waiter: asyncio.Future[bool] | None = None
        self._soonest = float("inf")
        self._newest = 0
        self._added_at = float("-inf")
        self.kinds: frozenset[str] = DEFAULT_KINDS
        self.on_new: Callable[[], None] = self.wake

    def add(self, kind: str, content: Any, life: float, queue: int = 0) -> None:
        """Queue an update of a kind the bot wants; `queue` is the chat whose order it keeps."""
        if kind in self.kinds and life > 0:
            update_id = self._next_id()
            text = _encode({"update_id": update_id, kind: content})
            self._append(Update(update_id, update_id, self._now() + life, queue, text))

    def inject(self, text: str, confirmed_by: int | None, life: float) -> int:
        """Queue any text as an update, and give its place; it leaves delivered and confirmed."""
        update_id = self._next_id()
        by = update_id if confirmed_by is None else confirmed_by
        self._append(Update(update_id, by, self._now() + life, 0, text))
        return update_id

    def next_id(self) -> int:
        """Give the id the next update will have."""
        self._renew()
        return self._newest + 1

    def _renew(self) -> None:
        now = self._now()
        if now - self._added_at > IDLE_WEEK:
            self._newest = 1 + self._chance(1 << 29)
        self._added_at = now

    def _next_id(self) -> int:
        self._renew()
        self._newest += 1
        return self._newest

    def _append(self, update: Update) -> None:
        self._pending.append(update)
        self._soonest = min(self._soonest, update.expires_at)
        self._record(["update", list(update), self._added_at])
        self.on_new()

    def wake(self) -> None:
        """Let a waiting getUpdates look again."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(True)

    def pending(self) -> deque[Update]:
        """Give what waits, without what has expired."""
        now = self._now()
        if self._soonest <= now:
            self._pending = deque(each for each in self._pending if each.expires_at > now)
            self._soonest = min((each.expires_at for each in self._pending), default=float("inf"))
        return self._pending

    def fetch(self, offset: int, limit: int) -> list[Update]:
        """Confirm everything below the offset, then give the oldest of the rest.

        A negative offset counts from the end. One that points too far ahead is ignored (TD
        TQueue.cpp, get), as happens after the ids began anew lower.
        """
        if offset < 0:
            offset = self._newest + 1 + offset
        if 0 < offset <= self._newest + 1 + OFFSET_SLACK:
            self._confirm(offset)
        batch = [update for update, _ in zip(self.pending(), range(limit), strict=False)]
        self._delivered_strangers.update(each.id for each in batch if each.id != each.confirmed_by)
        return batch

    def _confirm(self, offset: int) -> None:
        pending, before = self.pending(), len(self._pending)
        while pending and pending[0].id == pending[0].confirmed_by < offset:
            pending.popleft()
        strangers = self._delivered_strangers
        if strangers or (pending and pending[0].id < offset):
            self._pending = deque(each for each in pending if not self._is_done(each, offset))
        if len(self._pending) != before:
            self._record(["confirmed", offset, sorted(strangers)])

    def _is_done(self, update: Update, offset: int) -> bool:
        if update.confirmed_by >= offset:
            return False
        return update.id == update.confirmed_by or update.id in self._delivered_strangers

    def remove(self, update: Update) -> None:
        """Take one delivered update out, wherever it stands."""
        self._pending = deque(each for each in self._pending if each.id != update.id)
        self._record(["removed", update.id])

    def drop_all(self) -> None:
        """Forget everything that waits (BAPI drop_pending_updates)."""
        strangers = [each.id for each in self._pending if each.id != each.confirmed_by]
        self._pending.clear()
        self._record(["confirmed", self._newest + 1, strangers])

    async def poll(self, offset: int, limit: int, patience: int) -> list[Update]:
        """Answer getUpdates: at once if something waits, else when it comes or time is up.

        An older poll that still waits is refused with 409 (TBA abort_long_poll).
        """
        self.interrupt(_RIVAL)
        batch = self.fetch(offset, limit)
        if batch or patience <= 0:
            return batch
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        done, _ = await asyncio.wait({waiter}, timeout=min(patience, LONGEST_POLL))
        if self._waiter is waiter:
            self._waiter = None
        return self.fetch(offset, limit) if done and waiter.result() else []

    def interrupt(self, why: str) -> None:
        """Refuse the poll that waits, if one does."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(conflict(why))
        self._waiter = None

    def close(self) -> None:
        """Send the poll that waits home with nothing."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(False)

    def recall(self, record: list[Any]) -> None:
        """Take a remembered change in again."""
        kind, *rest = record
        if kind == "update":
            update = Update(*rest[0])
            self._pending.append(update)
            self._newest, self._added_at = update.id, rest[1]
            self._soonest = min(self._soonest, update.expires_at)
        elif kind == "removed":
            self._pending = deque(each for each in self._pending if each.id != rest[0])
        elif kind == "confirmed":
            self._delivered_strangers = set(rest[1])
            self._pending = deque(
                each for each in self._pending if not self._is_done(each, rest[0])
            )
        else:
            self._newest, self._added_at = rest

    def dump(self) -> Iterable[list[Any]]:
        """Give the records that lead here."""
        yield ["newest_update", self._newest, self._added_at]
        for update in self.pending():
            yield ["update", list(update), self._added_at]
