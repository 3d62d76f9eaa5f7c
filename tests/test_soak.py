"""Endurance in small: the real process under steady load; `python -m bench.soak` takes an hour."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bench.families import Families
from bench.holding import Held, Holding, beyond, watched
from bench.process import HOMEWARD
from bench.telegram import Telegram

FAMILIES = 20
WARM, STEPS = 700, 1500
"""Steps in which memories fill as they are meant to, and steps after which nothing is more."""
MORE = Held(memory=6.0, tasks=4, handles=2 * FAMILIES, log=0.0)
"""What these steps may add. Connections stay open for the next time many have something to say at
once; a leak for each form would be more than all of that."""
LOG = 16.0
"""MiB of write-ahead log at any time: a fraction of what the steps write."""
ANYWHERE = replace(HOMEWARD, core=None)
PATIENCE = 100


class Load:
    """Families who fill in forms, and the largest log there was meanwhile."""

    def __init__(self, telegram: Telegram, holding: Holding) -> None:
        self._telegram, self._holding = telegram, holding
        self._families = Families(telegram)
        self.log = 0.0

    async def go_on(self, steps: int) -> None:
        """Let families take so many steps together, then leave."""
        self._families.reset()
        self._families.come(FAMILIES)
        while len(self._families.waits) < steps:
            await asyncio.sleep(0.01)
            self.log = max(self.log, self._holding.now().log)
        self._families.leave()

    async def rested(self) -> Held:
        """What is held once the bot has said all it had to say."""
        while True:
            before = self._said()
            await asyncio.sleep(0.5)
            if self._said() == before:
                return self._holding.now()

    def _said(self) -> int:
        return self._telegram.calls.total() - self._telegram.calls["getUpdates"]

    async def falls_to(self, most: Held) -> Held:
        """What is held once that is no more than `most`; or in the end, where it stays above."""
        for _ in range(PATIENCE):
            if not beyond(await self.rested(), most):
                break
        return self._holding.now()


@pytest.mark.timeout(300)
async def test_nothing_grows_while_families_go_on_filling_in_forms(tmp_path: Path) -> None:
    """Once warm, the bot holds at rest as many tasks and file handles as before and hardly more
    memory, and its write-ahead log is of bounded size, however many forms it has taken in."""
    telegram = Telegram()
    async with watched(telegram, tmp_path, ANYWHERE) as holding:
        load = Load(telegram, holding)
        await load.go_on(WARM)
        first = await load.rested()
        await load.go_on(STEPS)
        most = Held(*map(sum, zip(first, MORE, strict=True)))._replace(log=LOG)
        last = (await load.falls_to(most))._replace(log=load.log)
    assert beyond(last, most) == [], first
