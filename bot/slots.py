"""How many messages may be on their way, so that never too many arrive at once. Pure.

What counts at Telegram is when a message arrives, which nobody here sees. But it arrives before its
answer is back, and a new one later than it is sent; how long at least the way there and the way
back take together, the calls of late tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from math import inf, sqrt

LOST = 60.0
"""Seconds after which a flight that nobody tells of counts as landed. No send takes that long."""
FEW, TRIPS, SLACK, DOUBT = 32, 512, 0.002, 3.0
"""No trip may have had both the shortest way there and the shortest way back. Together these can be
less than the shortest trip by what the fewer trips and the more they differ makes the greater.
"""
_CLOCKS = 1.002
"""Two clocks do not run alike, and no timer fires on the dot."""


class Slots:
    """At most `most` messages arrive within any `span` seconds, however long each was on its way.

    A message has a slot while it is in flight, and then for so long that the next one in this slot
    arrives more than `span` after it. So no `span` seconds see two messages of the same slot.
    """

    def __init__(self, most: int, span: float) -> None:
        self.most, self.span = most, span
        self._landed = deque([-inf] * most)
        self._flights: dict[str, tuple[float, int]] = {}
        self._trips: deque[float] = deque(maxlen=TRIPS)
        self._rest = span * _CLOCKS

    def wait(self, now: float, many: int = 1) -> float:
        """Seconds until `many` more may go; more than `most` never fit, so they count as `most`.

        Where fewer than that have landed nobody knows yet, and it is the least it can be.
        """
        self._give_up(now)
        landed = self._landed[min(many, self.most) - 1] if self.knows(many) else now
        return max(0.0, self._until(landed, now))

    def knows(self, many: int) -> bool:
        """Whether so many can be taken, to go when `wait` says."""
        return len(self._landed) >= min(many, self.most)

    def room(self, now: float, ahead: float = 0.0) -> int:
        """How many may go at once, or so many seconds from now."""
        self._give_up(now)
        return bisect_right(self._landed, ahead, key=lambda landed: self._until(landed, now))

    def take(self, now: float, flight: str, many: int) -> None:
        """Note that `many` go on this flight, not before they may."""
        taken = min(many, self.most)
        for _ in range(taken):
            self._landed.popleft()
        _, before = self._flights.pop(flight, (now, 0))
        self._flights[flight] = now, before + taken

    def land(self, now: float, flight: str) -> None:
        """Note that whatever went on this flight has arrived by now, if ever."""
        _, taken = self._flights.pop(flight, (now, 0))
        self._landed.extend([now] * taken)

    def trip(self, seconds: float) -> None:
        """Note how long the way there and back took."""
        self._trips.append(seconds)
        self._rest = max(self.span * _CLOCKS - self._surely(), self.span / 10)

    def _surely(self) -> float:
        """Seconds that the way there of a message and the way back of another take at least."""
        seen = len(self._trips)
        if seen < FEW:
            return 0.0
        shortest = min(self._trips)
        spread = sum(self._trips) / seen - shortest
        return max(0.0, shortest - SLACK - DOUBT * spread / sqrt(seen))

    def _until(self, landed: float, now: float) -> float:
        return landed + self._rest - now

    def _give_up(self, now: float) -> None:
        while self._flights:
            flight, (since, _) = next(iter(self._flights.items()))
            if since + LOST > now:
                return
            self.land(now, flight)
