"""What a message may cost: the relay paid for one call, the rest is paid on the way."""

from __future__ import annotations

from bot.errors import Throttled
from bot.pacing import Pace
from bot.ports import Clock, Outgoing

SHORT_WAIT = 2.0
"""A part of a message waits this long for its turn; any longer, the message does."""


class Purse:
    """Pays for the calls of one message."""

    def __init__(self, outgoing: Outgoing, clock: Clock, pace: Pace) -> None:
        self._outgoing, self._clock, self._pace = outgoing, clock, pace
        self._paid = 1

    async def spend(self, many: int = 1) -> None:
        """Pay for calls that leave so many messages; raise `Throttled` where it takes long."""
        owed = many - self._paid
        self._paid = max(0, -owed)
        while owed > 0:
            wait = self._pace.take(self._outgoing.address, owed, urgency=self._outgoing.urgency)
            if wait <= 0:
                return
            if wait > SHORT_WAIT:
                raise Throttled(wait, is_ours=True)
            await self._clock.sleep(wait)
