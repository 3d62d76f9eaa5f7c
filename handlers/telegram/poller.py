"""The poller: fetches updates and confirms them only after their effects are committed.

It stores no offset. Telegram keeps what is not confirmed, and update ids begin anew, also lower,
after an idle week, so a remembered offset can only do harm: a start asks without one, and an
offset is sent only until Telegram has once answered that nothing is left behind it. Events that
come twice are the receiver's business (`Transaction.note_update`). A negative offset would delete
the queue and is never sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple, Protocol, TypeVar

import structlog
from telegram import Bot, Update

from bot.errors import BotError, Misconfigured, StorageError, Throttled
from bot.ports import Chance, Clock
from handlers.telegram.inbound import key_of
from handlers.telegram.reading import Glance, read
from handlers.telegram.updates import Piece, Rival, fetch, piece_of

PATIENCE = 30
"""Seconds a long poll waits at Telegram."""
RETRIES = (0.05, 0.15, 0.3)
"""Waits between tries of one update: half a second in all, since a batch waits for its slowest."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
ERROR_DIGITS = 8
"""Of the number by which a family and an operator can speak of the same error."""
UNREADABLE_WAIT = 0.5
"""Before asking again for what cannot even be confirmed: the next update may be waiting behind."""

log = structlog.get_logger(__name__)


T = TypeVar("T")


class Aside(Protocol):
    """Where updates go that could not be handled, and who apologises for them."""

    async def set_aside(self, key: str, payload: bytes, reason: str) -> None:
        """Keep it for a person to look at; the same key may come again."""
        ...

    async def apologise(
        self, chat_id: str, key: str, locale_hint: str | None, error_id: str
    ) -> None:
        """Tell a family that something went wrong, and its number; once per key."""
        ...


class Stranger(NamedTuple):
    """Why an update was set aside without a try."""

    reason: str


class Poller:
    """Feeds `process` with updates: those of one chat in order, different chats side by side."""

    def __init__(
        self,
        bot: Bot,
        process: Callable[[Update | Glance], Awaitable[object]],
        aside: Aside,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._bot, self._process, self._aside = bot, process, aside
        self._clock, self._chance = clock, chance
        self._offset: int | None = None
        self._odd: set[str] = set()
        self._troubles = 0
        self._stopping, self._ended = asyncio.Event(), asyncio.Event()
        self._ended.set()
        self.answered_at: float | None = None
        """When Telegram last answered, on the monotonic clock."""

    async def run(self) -> None:
        """Poll until `stop`. Raises `Misconfigured` where polling can never succeed."""
        self._ended.clear()
        try:
            while not self._stopping.is_set():
                await self._round()
            await self._confirm()
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """Fetch nothing more; return when what was fetched is dealt with and confirmed."""
        self._stopping.set()
        await self._ended.wait()

    async def again(self, raw: bytes) -> str | None:
        """Handle an update that was set aside; why it could not be, None where it was."""
        update = self._parsed(piece_of(raw))
        return update.reason if isinstance(update, Stranger) else await self._handled(update)

    async def _round(self) -> None:
        try:
            found = await self._unless_stopped(fetch(self._bot, self._offset, PATIENCE))
            if found is None:
                return
            self.answered_at = self._clock.monotonic()
            await self._take_in(found)
        except Misconfigured:
            raise
        except Exception as error:  # noqa: BLE001 -- the poller outlives every trouble
            await self._wait_out(error)
        else:
            self._troubles = 0

    async def _take_in(self, found: list[Piece]) -> None:
        """Deal with a batch, then let the offset move behind it."""
        chains: dict[object, list[Piece]] = {}
        for piece in found:
            chains.setdefault(piece.chat().get("id") or piece.name, []).append(piece)
        ends = await asyncio.gather(*map(self._chain, chains.values()), return_exceptions=True)
        for end in ends:
            if end is not None:
                raise end
        ids = [piece.id for piece in found if piece.id is not None]
        self._offset = ids[-1] + 1 if ids else None
        if found and not ids:
            await self._unless_stopped(self._clock.sleep(UNREADABLE_WAIT))

    async def _chain(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            await self._deal_with(piece)

    async def _deal_with(self, piece: Piece) -> None:
        """Bring one update to its end: handled, or set aside."""
        update = self._parsed(piece)
        reason = update.reason if isinstance(update, Stranger) else await self._handled(update)
        if reason is None or piece.name in self._odd:
            return
        if piece.id is None:
            self._odd.add(piece.name)
        key = key_of(piece.name)
        error_id = f"{self._chance.number(10**ERROR_DIGITS):0{ERROR_DIGITS}}"
        await self._aside.set_aside(key, piece.raw, f"{reason}, error {error_id}")
        log.critical("update_set_aside", update=piece.name, reason=reason, error_id=error_id)
        if piece.chat().get("type") == "private" and piece.is_known:
            await self._apologise(piece, key, error_id)

    def _parsed(self, piece: Piece) -> Update | Glance | Stranger:
        if piece.body is None or piece.id is None:
            return Stranger("malformed")
        if not piece.is_known:
            return Stranger("unknown kind")
        try:
            return read(piece.body, self._bot)
        except Exception as error:  # noqa: BLE001 -- whatever a wrong shape makes the library raise
            return Stranger(f"unreadable: {type(error).__name__}")

    async def _handled(self, update: Update | Glance) -> str | None:
        """Why an update could not be handled, after some tries; None where it was.

        A store that fails is no fault of the update: that is raised, and nothing is confirmed.
        """
        reason = None
        for wait in (*RETRIES, 0.0):
            try:
                await self._process(update)
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001 -- its text may hold what a family wrote
                reason = f"raised {type(error).__name__}"
                log.error("handler_failed", update=str(update.update_id), error=reason)
                await self._clock.sleep(wait)
            else:
                return None
        return reason

    async def _apologise(self, piece: Piece, key: str, error_id: str) -> None:
        told = piece.person().get("language_code")
        hint = told if isinstance(told, str) else None
        try:
            await self._aside.apologise(str(piece.chat().get("id")), key, hint, error_id)
        except Exception as error:  # noqa: BLE001 -- the update is safe, which matters more
            kind = type(error).__name__
            log.error("apology_failed", update=piece.name, error=kind, error_id=error_id)

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
        await self._unless_stopped(self._clock.sleep(wait))

    async def _confirm(self) -> None:
        """Confirm the last batch: what this fetches itself is not dealt with, nor confirmed."""
        if self._offset is None:
            return
        try:
            await fetch(self._bot, self._offset, patience=0, most=1)
        except BotError as error:
            log.warning("confirm_failed", error=type(error).__name__)

    async def _unless_stopped(self, work: Awaitable[T]) -> T | None:
        """Await something, or give it up when told to stop."""
        working, stopped = asyncio.ensure_future(work), asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            stopped.cancel()
            working.cancel()
