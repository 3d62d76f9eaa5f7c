"""Use case: what stands in a family's chat goes away, because the family asked for it.

Never otherwise: a chat that is suddenly empty can itself be noticed. Which messages they are is
found out when it is their turn, so that what was on its way before is among them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.case import Address
from bot.core.say import Prompt
from bot.ports import Outgoing, Parcel, Transaction, Urgency, World

DELETABLE = timedelta(hours=48)
"""How long a bot may delete a message (Bot API, deleteMessage)."""
KEPT = timedelta(hours=24)
"""How long messages stand where the family wants them deleted by themselves."""
LOOK_EVERY = timedelta(hours=1)
AT_ONCE = 200


def cleared(tx: Transaction, parcel: Parcel, now: datetime) -> Parcel | None:
    """A leased message with all it has to delete; None where that is nothing, and it says nothing.

    Messages too old to be deleted are left out: asking for one, the wire would refuse them all.
    """
    outgoing = parcel.outgoing
    until = now - timedelta(hours=outgoing.clears or 0)
    found = tx.footprints(outgoing.address, now - DELETABLE, until)
    if not found and outgoing.says_nothing:
        return None
    erases = (*outgoing.erases, *found)
    return parcel.model_copy(
        update={"outgoing": outgoing.model_copy(update={"erases": erases}), "cleared": until}
    )


class Tidying:
    """Deletes what is a day old, in the chats whose families wish so."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def tidy(self) -> int:
        """Look at the chats whose time has come; how many there were."""
        count = await self._world.store.transact(self._tidy)
        self._world.wake()
        return count

    def _tidy(self, tx: Transaction) -> int:
        now = self._world.clock.now()
        due = tx.tidyings_due(now, AT_ONCE)
        for address in due:
            tx.set_tidying(address, now + LOOK_EVERY)
            if tx.footprints(address, now - DELETABLE, now - KEPT):
                tx.enqueue(self._broom(address), now)
        return len(due)

    def _broom(self, address: Address) -> Outgoing:
        return Outgoing(
            id=self._world.chance.identifier(),
            address=address,
            prompt=Prompt(says=()),
            locale="en",
            urgency=Urgency.BULK,
            clears=KEPT // timedelta(hours=1),
        )
