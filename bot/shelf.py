"""What came in and is not dealt with yet, kept where a crash does not reach it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports import Transaction, World
from bot.ports.shelf import Shelved


class Shelf:
    """Keeps what a channel brought, so that the channel may be told we have it."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def keep(self, content: bytes, came: datetime, done: Sequence[str] = ()) -> str:
        """Put something on the shelf, and take off what is done; the key by which it goes again."""
        key = self._world.chance.identifier()

        def work(tx: Transaction) -> None:
            for each in done:
                tx.unshelve(each)
            tx.shelve(key, content, came)

        await self._world.store.transact(work, at_once=True)
        return key

    async def clear(self, done: Sequence[str]) -> None:
        """Take off what is done."""

        def work(tx: Transaction) -> None:
            for each in done:
                tx.unshelve(each)

        await self._world.store.transact(work)

    async def left(self) -> tuple[Shelved, ...]:
        """What an earlier life, or one that failed, did not get done, oldest first."""
        return await self._world.store.transact(lambda tx: tx.shelved())

    async def remember(self, keys: Sequence[str]) -> None:
        """Of what stood there, some may have been dealt with: let nothing be forgotten of it."""
        now = self._world.clock.now()
        await self._world.store.transact(lambda tx: tx.remember_updates(keys, now))
