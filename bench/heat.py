"""One bot against the load server: start-up, one family alone, then many at once."""

from __future__ import annotations

import asyncio
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench import kernel
from bench.families import Families
from bench.process import Contender, Running
from bench.telegram import Telegram
from bench.work import room

SETTLE = 0.5
Figures = dict[str, float]


@dataclass(frozen=True)
class Plan:
    """How long each part takes, in seconds, and how many families come."""

    seconds: float = 8.0
    families: int = 200
    alone: float = 3.0
    warm: float = 3.0


class Ring:
    """The load server, for one bot after the other."""

    def __init__(self) -> None:
        self.telegram = Telegram()
        self.families = Families(self.telegram)
        self.api = ""

    async def open(self) -> None:
        """Listen."""
        self.api = f"http://127.0.0.1:{await self.telegram.listen()}"

    async def heat(self, bot: Contender, latency: float, plan: Plan) -> Figures:
        """The figures of one bot at one latency, in a fresh folder."""
        self.telegram.forget()
        self.telegram.latency = latency
        with room() as folder:
            begun = time.perf_counter()
            running = await Running.start(bot, self.api, folder)
            try:
                await running.until(self.telegram.polled)
                figures = {"start": time.perf_counter() - begun}
                await asyncio.sleep(SETTLE)
                figures["idle"] = running.memory("VmRSS")
                figures |= await self._alone(running, plan)
                figures |= await self._together(running, plan)
                figures["peak"] = running.memory("VmHWM")
                sys.stderr.write(said + "\n" if (said := running.said()) else "")
            finally:
                self.families.leave()
                await running.stop()
        return figures

    async def _alone(self, running: Running, plan: Plan) -> Figures:
        self.families.come(1)
        await asyncio.sleep(plan.alone / 3)
        self.families.reset()
        await asyncio.sleep(plan.alone)
        running.check()
        waits = self.families.waits
        self.families.leave()
        return {f"alone_{name}": wait for name, wait in percentiles(waits).items()}

    async def _together(self, running: Running, plan: Plan) -> Figures:
        self.families.come(plan.families)
        await asyncio.sleep(plan.warm)
        self.families.reset()
        self.telegram.calls.clear()
        before, begun = clocks(running), time.perf_counter()
        await asyncio.sleep(plan.seconds)
        spent = time.perf_counter() - begun
        cpu, own, everyone = (now - then for now, then in zip(clocks(running), before, strict=True))
        running.check()
        steps = max(1, len(self.families.waits))
        return {
            "rate": len(self.families.waits) / spent,
            "cpu": cpu / steps,
            "load": own / spent,
            "others": max(0.0, everyone - own - cpu) / spent,
            "calls": (self.telegram.calls.total() - self.telegram.calls["getUpdates"]) / steps,
            "form": _middle(self.families.forms),
            "lost": self.families.lost,
            **percentiles(self.families.waits),
        }


def clocks(running: Running) -> tuple[float, float, float]:
    """CPU seconds of the bot, of this process, and of the whole machine."""
    return running.cpu(), time.process_time(), kernel.busy()


def percentiles(waits: Sequence[float]) -> Figures:
    """Waits that half, 95 and 99 of a hundred did not exceed."""
    ordered = sorted(waits) or [math.nan]
    return {
        f"p{share}": ordered[min(len(ordered) - 1, math.ceil(len(ordered) * share / 100) - 1)]
        for share in (50, 95, 99)
    }


def _middle(values: Sequence[int]) -> float:
    return sorted(values)[len(values) // 2] if values else math.nan
