"""How often one family is answered. Nobody is refused, and everything said is kept anyway.

Whoever writes more than `MANY` messages within `SPAN` seconds is in a flood until a span with
fewer has passed. In a flood answers come together, once in `EVERY` seconds: the last one, which
is about everything before it. Kept in memory: after a restart everyone begins anew.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from bot.core.case import Address
from bot.core.say import Line

MANY, SPAN = 60, 10.0
"""Nobody taps or writes so fast; who forwards a whole chat does, and is told that it all came."""
EVERY = 10.0
_FORGET_EVERY = 1024


class Bundle(NamedTuple):
    """Words of a family on their way to the staff group in one message."""

    letter: str
    due: float
    says: tuple[Line, ...]
    files: tuple[str, ...]


class Hush(NamedTuple):
    """How to answer within a flood: `wait` seconds from now. `begins` with its first message.

    `answers` are those that wait already, by what they are; `bundles` those for staff, by case.
    """

    wait: float
    begins: bool
    answers: dict[str, str]
    bundles: dict[str, Bundle]


class _Flow:
    """One address: when it wrote, and what waits for it."""

    __slots__ = ("answers", "bundles", "until", "wrote")

    def __init__(self) -> None:
        self.wrote: deque[float] = deque(maxlen=MANY + 1)
        self.until: float | None = None
        self.answers: dict[str, str] = {}
        self.bundles: dict[str, Bundle] = {}

    def is_flood(self, now: float) -> bool:
        return len(self.wrote) > MANY and now - self.wrote[0] < SPAN

    def is_idle(self, now: float) -> bool:
        return not self.wrote or now - self.wrote[-1] > SPAN


class Quota:
    """Who is answered at once, and who later."""

    def __init__(self) -> None:
        self._flows: dict[Address, _Flow] = {}
        self._taken = 0

    def take(self, address: Address, now: float) -> Hush | None:
        """Note a message, at an instant of a clock that never goes back; None: answer as usual."""
        self._forget(now)
        flow = self._flows.setdefault(address, _Flow())
        flow.wrote.append(now)
        if not flow.is_flood(now):
            flow.until, flow.answers, flow.bundles = None, {}, {}
            return None
        begins = flow.until is None
        if flow.until is None or now >= flow.until:
            flow.until, flow.answers = now + EVERY, {}
        return Hush(flow.until - now, begins, dict(flow.answers), dict(flow.bundles))

    def keep(self, address: Address, hush: Hush) -> None:
        """Remember what waits now; once that is committed."""
        flow = self._flows.get(address)
        if flow is not None:
            flow.answers, flow.bundles = hush.answers, hush.bundles

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._flows)

    def _forget(self, now: float) -> None:
        self._taken += 1
        if self._taken % _FORGET_EVERY == 0:
            kept = {who: flow for who, flow in self._flows.items() if not flow.is_idle(now)}
            self._flows = kept
