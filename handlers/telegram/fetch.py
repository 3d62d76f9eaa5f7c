"""The bytes of a file at Telegram: up to 20 MB (Bot API, getFile)."""

from __future__ import annotations

from telegram import Bot
from telegram.error import TelegramError

from bot.ports import StoredFile
from handlers.telegram.failures import translated


class TelegramFetcher:
    """Fetches files. The link to one holds the token, and is never told to anyone."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file: StoredFile) -> bytes:
        """All bytes of a file. Raises `SendError` and its kin only."""
        try:
            found = await self._bot.get_file(file.remote)
            return bytes(await found.download_as_bytearray())
        except TelegramError as error:
            raise translated(error) from None
