"""One update, brought to its end: handled, or set aside with a word to who sent it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple, Protocol

import structlog
from telegram import Bot, Update

from bot.errors import StorageError
from bot.ports import Chance, Clock
from handlers.telegram.inbound import key_of
from handlers.telegram.reading import Glance, read
from handlers.telegram.updates import Piece, piece_of

RETRIES = (0.05, 0.15, 0.3)
"""Waits between tries of one update: half a second in all, since its chat waits for it."""
ERROR_DIGITS = 8
"""Of the number by which a family and an operator can speak of the same error."""

log = structlog.get_logger(__name__)


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


class Dealing:
    """Deals with one update at a time, whatever it is."""

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
        self._odd: set[str] = set()

    async def deal_with(self, piece: Piece) -> None:
        """Bring an update to its end. Raises `StorageError` where the store refused even that."""
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

    async def again(self, raw: bytes) -> str | None:
        """Handle an update that was set aside; why it could not be, None where it was."""
        update = self._parsed(piece_of(raw))
        return update.reason if isinstance(update, Stranger) else await self._handled(update)

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
