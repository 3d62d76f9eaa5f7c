"""Use case: what could not be handled is tried once more, because the operator said so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot.ports import Aside, Transaction, World

AT_ONCE = 20
SHOWN = 12
"""Digits of an id that tell one event from another."""

log = structlog.get_logger(__name__)


class SecondChance:
    """Handles events that were set aside. `again` says why one could not be; None where it was."""

    def __init__(self, world: World, again: Callable[[bytes], Awaitable[str | None]]) -> None:
        self._world, self._again = world, again

    async def give(self) -> int:
        """Try what is marked; how many there were. What fails again stays, unmarked."""
        marked = await self._world.store.transact(lambda tx: tx.asides_again(AT_ONCE))
        for aside in marked:
            reason = await self._again(aside.payload)
            await self._world.store.transact(partial(_settle, aside, reason))
            said = {"update": aside.id[:SHOWN], "reason": reason}
            (log.error if reason else log.warning)("update_tried_again", **said)
        return len(marked)


def _settle(aside: Aside, reason: str | None, tx: Transaction) -> None:
    if reason is None:
        tx.drop_aside(aside.id)
    else:
        tx.try_again(aside.id, again=False)
