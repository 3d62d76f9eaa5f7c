"""The poller: fetches updates, and confirms them once they, or their effects, are committed.

It stores no offset. Telegram keeps what is not confirmed, and update ids begin anew, also lower,
after an idle week, so a remembered offset can only do harm: a start asks without one, and an
offset is sent only until Telegram has once answered that nothing is left behind it. Events that
come twice are the receiver's business (`Transaction.note_update`). A negative offset would delete
the queue and is never sent.

A haul is confirmed when all of it is dealt with. In a rush that takes as long as the way to
Telegram and back, and meanwhile nothing would come: then the haul goes on the shelf first, as it
came, and is confirmed for that, so that the next one is on its way while this one is dealt with.
Whatever stands there when a process ends is where the next one begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

import structlog
from telegram import Bot, Update

from bot.errors import BotError, Misconfigured, Throttled, Unreachable
from bot.ports import Chance, Clock
from bot.ports.shelf import Shelved
from handlers.telegram.dealing import Aside, Dealing
from handlers.telegram.hauls import Haul, Works
from handlers.telegram.inbound import key_of
from handlers.telegram.reading import Glance
from handlers.telegram.updates import Rival, fetch

PATIENCE = 30
"""Seconds a long poll waits at Telegram."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
UNREADABLE_WAIT = 0.5
"""Before asking again for what cannot even be confirmed: the next update may be waiting behind."""
AT_WORK = 100
"""Updates: with more of them left, no more are asked for."""

_ASKING = (Unreachable, Rival, Throttled)
"""What asking Telegram may come to, which is nothing to those at work."""

log = structlog.get_logger(__name__)


T = TypeVar("T")


class Shelf(Protocol):
    """Where hauls stand that are confirmed and not dealt with."""

    async def keep(self, content: bytes, came: datetime, done: Sequence[str] = ()) -> str:
        """Put a haul there, and take off what is done; the key by which it goes again."""
        ...

    async def clear(self, done: Sequence[str]) -> None:
        """Take off what is done."""
        ...

    async def left(self) -> tuple[Shelved, ...]:
        """What stands there, oldest first."""
        ...

    async def remember(self, keys: Sequence[str]) -> None:
        """What of it was dealt with already stays known."""
        ...


class Poller:
    """Feeds `process` with updates: those of one chat in order, different chats side by side."""

    MANY = 16
    """Updates that take several times as long to deal with as to put on the shelf."""
    NEAR = 0.005
    """Seconds: from a Telegram as near as that, asking ahead wins nothing."""

    def __init__(
        self,
        bot: Bot,
        process: Callable[[Update | Glance], Awaitable[object]],
        aside: Aside,
        shelf: Shelf,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._bot, self._shelf, self._clock, self._chance = bot, shelf, clock, chance
        self._dealing = Dealing(bot, process, aside, clock, chance)
        self._called, self._ended = asyncio.Event(), asyncio.Event()
        self._works = Works(self._dealing.deal_with, self._called.set)
        self._kept: list[Haul] = []
        self._offset: int | None = None
        self._troubles = 0
        self._is_stopping = self._is_recalled = False
        self._ended.set()
        self.answered_at: float | None = None
        """When Telegram last answered, on the monotonic clock."""

    async def run(self) -> None:
        """Poll until `stop`. Raises `Misconfigured` where polling can never succeed."""
        self._ended.clear()
        try:
            while not self._is_stopping:
                await self._round()
            await self._confirm()
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """Fetch nothing more; return when what was fetched is dealt with and confirmed."""
        self._is_stopping = True
        self._called.set()
        await self._ended.wait()

    async def again(self, raw: bytes) -> str | None:
        """Handle an update that was set aside; why it could not be, None where it was."""
        return await self._dealing.again(raw)

    async def _round(self) -> None:
        try:
            if not self._is_recalled:
                await self._recall()
            began = self._clock.monotonic()
            content = await self._unless_called(fetch(self._bot, self._offset, PATIENCE))
            self._works.check()
            if content is not None:
                self.answered_at = self._clock.monotonic()
                haul = Haul(content, self._clock.now())
                await self._take_in(haul, is_far=self.answered_at - began > self.NEAR)
        except Misconfigured:
            raise
        except Exception as error:  # noqa: BLE001 -- the poller outlives every trouble
            if not isinstance(error, _ASKING):
                await self._begin_anew()
            await self._wait_out(error)
        else:
            self._troubles = 0

    async def _recall(self) -> None:
        """Deal with what stands on the shelf: it came before all that waits at Telegram."""
        hauls = [Haul(content, self._clock.now(), key) for key, content in await self._shelf.left()]
        if hauls:
            await self._shelf.remember(
                [key_of(each.name) for haul in hauls for each in haul.pieces]
            )
            for haul in hauls:
                self._works.begin(haul)
            await self._works.wait()
            self._works.check()
            await self._shelf.clear([str(haul.key) for haul in hauls])
        self._is_recalled = True

    async def _take_in(self, haul: Haul, *, is_far: bool) -> None:
        """Deal with a haul, then let the offset move behind it."""
        done = self._done()
        if is_far and self._works.left + haul.left >= self.MANY:
            haul.key = await self._shelf.keep(haul.content, haul.came, done)
            self._kept.append(haul)
        elif done:
            await self._shelf.clear(done)
        self._kept = [kept for kept in self._kept if str(kept.key) not in done]
        self._works.begin(haul)
        await self._works.wait(until=0 if haul.key is None else AT_WORK)
        self._works.check()
        self._offset = haul.behind
        if haul.pieces and haul.behind is None:
            await self._unless_called(self._clock.sleep(UNREADABLE_WAIT))

    def _done(self) -> list[str]:
        """What stands on the shelf and is dealt with."""
        return [str(kept.key) for kept in self._kept if not kept.left]

    async def _begin_anew(self) -> None:
        """Forget what was fetched: the shelf and Telegram have all that is not dealt with."""
        await self._works.wait()
        self._works.failure = None
        self._kept.clear()
        self._is_recalled = False
        if not self._is_stopping:
            self._called.clear()

    async def _wait_out(self, error: Exception) -> None:
        self._troubles += 1
        if isinstance(error, Rival):
            log.critical("rival_poller", count=self._troubles)
        else:
            reason = str(error) if isinstance(error, BotError) else None
            log.error("poll_failed", error=type(error).__name__, reason=reason)
        most = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(self._troubles, 16))
        wait = most * (0.5 + self._chance.number(1000) / 2000)
        if isinstance(error, Throttled):
            wait = error.after
        await self._unless_called(self._clock.sleep(wait))

    async def _confirm(self) -> None:
        """Finish, and confirm the last haul: what this fetches itself is neither dealt with nor
        confirmed."""
        await self._works.wait()
        try:
            self._works.check()
            if done := self._done():
                await self._shelf.clear(done)
            if self._offset is not None:
                await fetch(self._bot, self._offset, patience=0, most=1)
        except Exception as error:  # noqa: BLE001 -- what is left begins the next life
            log.warning("confirm_failed", error=type(error).__name__)

    async def _unless_called(self, work: Awaitable[T]) -> T | None:
        """Await something, or give it up when told to stop, or when something went wrong."""
        working, called = asyncio.ensure_future(work), asyncio.ensure_future(self._called.wait())
        try:
            await asyncio.wait({working, called}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            called.cancel()
            working.cancel()
