"""How often one family is answered. Pure: it knows no wire, and everything said is kept anyway.

Nobody is refused. Whoever writes more than `MANY` messages within a minute is answered at most
once every `EVERY` seconds, until a minute with fewer has passed; of what was said in between, one
answer is owed, so that the last message of a burst is never met with silence.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from bot.core.case import Address

MANY, SPAN = 30, 60.0
"""So many messages in so many seconds are a conversation; more are a flood."""
EVERY = 10.0
_FORGET_EVERY = 1024


class Leave(NamedTuple):
    """What may be said to one message.

    `speaks`: answer as usual. Otherwise say nothing now; where `owed` is set, one short answer is
    to be given in so many seconds, and no other message before it brings another.
    `silent` counts the messages passed over since the last answer: staff is told the number.
    """

    speaks: bool
    owed: float | None = None
    silent: int = 0


class _Flow:
    """One address: when it wrote, and when it was last answered."""

    __slots__ = ("answered", "is_owed", "silent", "wrote")

    def __init__(self) -> None:
        self.wrote: deque[float] = deque(maxlen=MANY + 1)
        self.answered, self.is_owed, self.silent = float("-inf"), False, 0

    def is_flood(self, now: float) -> bool:
        return len(self.wrote) > MANY and now - self.wrote[0] < SPAN

    def is_idle(self, now: float) -> bool:
        return not self.wrote or now - self.wrote[-1] > SPAN


class Quota:
    """Who may be answered. Kept in memory: after a restart everyone begins anew."""

    def __init__(self) -> None:
        self._flows: dict[Address, _Flow] = {}
        self._taken = 0

    def take(self, address: Address, now: float) -> Leave:
        """Note a message, at an instant of a clock that never goes back."""
        self._forget(now)
        flow = self._flows.setdefault(address, _Flow())
        flow.wrote.append(now)
        if not flow.is_flood(now) or now - flow.answered >= EVERY:
            silent, flow.silent = flow.silent, 0
            flow.answered, flow.is_owed = now, False
            return Leave(speaks=True, silent=silent)
        flow.silent += 1
        owes, flow.is_owed = not flow.is_owed, True
        return Leave(False, flow.answered + EVERY - now if owes else None, flow.silent)

    def _forget(self, now: float) -> None:
        self._taken += 1
        if self._taken % _FORGET_EVERY == 0:
            kept = {who: flow for who, flow in self._flows.items() if not flow.is_idle(now)}
            self._flows = kept
