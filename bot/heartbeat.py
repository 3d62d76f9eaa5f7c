"""Use case: nobody did anything for a while, and the family hears that its case is still open."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.case import Case, ContactMode
from bot.core.say import say, tell
from bot.notices import number
from bot.ports import Outgoing, Transaction, Urgency, World

DEFAULT_WEEKS = 4
"""How often a family is written to that chose to be written to openly, until it chooses."""
AT_ONCE = 500

# Translators: when nothing new is known; warm and honest. {reference} is the inquiry's number
STILL_OPEN = say(
    "heartbeat",
    "Your inquiry {reference} is still open, and it is not forgotten. There is no news yet. You "
    "can write here at any time.",
)
# Translators: the same for those who chose neutral messages: nothing about a search
STILL_HERE = say("heartbeat", "There is nothing new. You can write here at any time.")


def next_pulse(weeks: int, now: datetime) -> datetime | None:
    """When the next heartbeat is due; None for never."""
    return now + timedelta(weeks=weeks) if weeks else None


class Heartbeat:
    """Sends the heartbeats that are due, as bulk: replies go before them."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def beat(self) -> int:
        """Send what is due, at most `AT_ONCE`; how many there were."""
        count = await self._world.store.transact(self._beat)
        self._world.wake()
        return count

    def _beat(self, tx: Transaction) -> int:
        now = self._world.clock.now()
        due = tx.pulses_due(now, AT_ONCE)
        for case in due:
            weeks = case.heartbeat_weeks if case.is_open else 0
            tx.set_pulse(case.id, next_pulse(weeks, now))
            letter = self._letter(case)
            if weeks and case.reachable and letter is not None:
                tx.enqueue(letter, now)
        return len(due)

    def _letter(self, case: Case) -> Outgoing | None:
        words = {
            ContactMode.PUSH_OPEN: STILL_OPEN.saying(reference=number(case)),
            ContactMode.PUSH_NEUTRAL: STILL_HERE,
        }.get(case.contact_mode)
        if words is None:
            return None
        return Outgoing(
            id=self._world.chance.identifier(),
            address=case.address,
            prompt=tell(words),
            locale=case.locale,
            urgency=Urgency.BULK,
            case_id=case.id,
        )
