"""Updates at work: those of one chat in order, different chats side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime

from handlers.telegram.updates import Piece, pieces


class Haul:
    """What one answer of Telegram brought. `left` counts what of it is not dealt with; `key` is
    how it goes on the shelf, where it stands there."""

    def __init__(self, content: bytes, came: datetime, key: str | None = None) -> None:
        self.content, self.came, self.key = content, came, key
        self.pieces = [*pieces(content)]
        self.left = len(self.pieces)

    @property
    def behind(self) -> int | None:
        """The offset behind it; None where no number can be read in it."""
        ids = [piece.id for piece in self.pieces if piece.id is not None]
        return ids[-1] + 1 if ids else None


class Works:
    """Hauls being dealt with. What fails takes along what follows it in its chat."""

    def __init__(
        self, deal_with: Callable[[Piece], Awaitable[None]], upset: Callable[[], None]
    ) -> None:
        """`upset` is called when dealing with an update fails. `left` counts the updates that are
        not dealt with."""
        self._deal_with, self._upset = deal_with, upset
        self._chains: dict[object, deque[tuple[Piece, Haul]]] = {}
        self._going: set[asyncio.Task[None]] = set()
        self.left = self._enough = 0
        self._eased = asyncio.Event()
        self.failure: BaseException | None = None

    def begin(self, haul: Haul) -> None:
        """Deal with a haul, each update behind those of its chat that came before."""
        self.left += haul.left
        for piece in haul.pieces:
            chat = piece.chat().get("id") or piece.name
            chain = self._chains.get(chat)
            if chain is None:
                chain = self._chains[chat] = deque()
                task = asyncio.create_task(self._work_off(chat, chain))
                self._going.add(task)
                task.add_done_callback(self._ended)
            chain.append((piece, haul))

    async def wait(self, until: int = 0) -> None:
        """Return when no more than `until` updates are left, or one of them failed."""
        self._enough = until
        self._eased.clear()
        self._look()
        await self._eased.wait()

    def check(self) -> None:
        """Raise what went wrong, if something did."""
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure

    async def _work_off(self, chat: object, chain: deque[tuple[Piece, Haul]]) -> None:
        try:
            while chain:
                piece, haul = chain[0]
                await self._deal_with(piece)
                chain.popleft()
                haul.left -= 1
                self.left -= 1
                self._look()
        finally:
            self.left -= len(chain)
            del self._chains[chat]

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._going.discard(task)
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            self.failure = self.failure or failure
            self._upset()
        self._look()

    def _look(self) -> None:
        if not self._going or (self._enough and self.left <= self._enough):
            self._eased.set()
