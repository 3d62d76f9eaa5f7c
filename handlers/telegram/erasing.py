"""Messages deleted in a chat: a hundred to a call, as Telegram allows.

It refuses a whole call where one of its messages may not be deleted, so a refused one is halved
until that message is by itself. What is not there any more is passed over: asking twice is no harm.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.errors import Refused, SendError, Uncertain, Unreachable
from handlers.telegram.failures import translated
from handlers.telegram.parts import Place

AT_ONCE = 100

log = structlog.get_logger(__name__)


async def erased(bot: Bot, place: Place, surfaces: Sequence[str]) -> None:
    """Delete messages, as far as Telegram lets. Raises `SendError` where it cannot be asked."""
    ids = [int(surface) for surface in surfaces if surface.isdecimal()]
    for start in range(0, len(ids), AT_ONCE):
        await _delete(bot, place, ids[start : start + AT_ONCE])


async def _delete(bot: Bot, place: Place, ids: Sequence[int]) -> None:
    try:
        await _surely(bot.delete_messages(place.chat_id, ids))
    except Refused as refusal:
        if len(ids) == 1:
            log.debug("message_not_deleted", reason=str(refusal))
            return
        half = len(ids) // 2
        await _delete(bot, place, ids[:half])
        await _delete(bot, place, ids[half:])


async def _surely(call: Awaitable[bool]) -> None:
    """Await a call that may be made twice: then a lost answer is no doubt about a message."""
    failure: SendError
    try:
        await call
    except TelegramError as error:
        failure = translated(error)
    else:
        return
    raise Unreachable(str(failure)) if isinstance(failure, Uncertain) else failure
