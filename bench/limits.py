"""Telegram's limits at the load server: the emulator's, and what went through them."""

from __future__ import annotations

import time
from collections import Counter

from bench.wire import Fields
from handlers.sandbox.errors import Refusal
from handlers.sandbox.limits import OVERALL, PREFIXES, Enforced, Limits

PER_SECOND = OVERALL[0] / OVERALL[1]
_EVERY = Enforced(per_chat=True, per_group=True, overall=True)


class Guard:
    """Keeps every limit. `taken` are the moments of what counted, `refused` counts the refusals."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.refused = 0
        self.refusals: Counter[str] = Counter()
        self._limits = Limits(time.perf_counter)
        self._limits.enforce(_EVERY)

    def admit(self, method: str, fields: Fields) -> int:
        """Count a call, and return 0; or the seconds to wait, where it is one too many."""
        name = method.lower()
        try:
            self._limits.admit(name, int(fields.get("chat_id") or 0))
        except Refusal as refusal:
            self.refused += 1
            where = "a group" if int(fields.get("chat_id") or 0) < 0 else "a private chat"
            self.refusals[f"{method} in {where}"] += 1
            return int((refusal.parameters or {})["retry_after"])
        if name.startswith(PREFIXES) and name != "sendchataction":
            self.taken.append(time.perf_counter())
        return 0

    def busy(self, since: float, until: float) -> float:
        """How much of the overall limit was used between two moments."""
        return sum(since <= at < until for at in self.taken) / (PER_SECOND * (until - since))
