"""What a message may cost: the relay paid for one call, the rest is paid on the way."""

from __future__ import annotations

from bot.errors import Throttled
from bot.pacing import Pace
from bot.ports import Clock, Outgoing

SHORT_WAIT = 2.0
"""A part of a message waits this long for its turn; any longer, the message does."""


class Purse:
    """Pays for the calls of one message, which follow one another."""

    def __init__(self, outgoing: Outgoing, clock: Clock, pace: Pace) -> None:
        self._outgoing, self._clock, self._pace = outgoing, clock, pace
        self._paid, self._is_under_way = 1, False

    async def spend(self, many: int = 1) -> None:
        """Pay for calls that leave so many messages; raise `Throttled` where it takes long."""
        lane, flight, urgency = self._outgoing.address, self._outgoing.id, self._outgoing.urgency
        owed = many - self._paid
        self._paid = max(0, -owed)
        if self._is_under_way:
            self._pace.landed(flight)  # what was paid before has been answered
        self._is_under_way = True
        if owed <= 0:
            return
        wait = self._pace.take(lane, owed, flight=flight, urgency=urgency, ahead=SHORT_WAIT)
        if wait > SHORT_WAIT:
            raise Throttled(wait, is_ours=True)
        if wait > 0:
            await self._clock.sleep(wait)
