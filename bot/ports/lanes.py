"""Messages on their way, each address a lane of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Address
from bot.ports.mail import Outgoing, Parcel
from bot.ports.outcomes import Outcome


class Lanes(Protocol):
    """Messages on their way, each address a lane of its own."""

    def enqueue(self, outgoing: Outgoing, due: datetime | None) -> None:
        """Put a message in its address's lane. The same id twice is one message.

        Without `due` it is held back until `release`, and other messages of the lane pass it.
        """
        ...

    def put_off(self, outgoing: Outgoing, due: datetime) -> None:
        """Keep a message until an instant, when it joins the end of its address's lane.

        What is enqueued meanwhile passes it; several that were put off keep their order.
        """
        ...

    def withdraw(self, outgoing_id: str) -> bool:
        """Take back a message no try of which was made yet; whether it could be."""
        ...

    def release(self, address: Address, now: datetime) -> int:
        """Let go every message held back for an address, in their order; how many there were."""
        ...

    def held(self, address: Address) -> int:
        """How many messages are held back for an address."""
        ...

    def lease(self, now: datetime, until: datetime, limit: int, bulk: int) -> tuple[Parcel, ...]:
        """The oldest waiting message of each lane that is due and not leased, replies before bulk.

        At most `limit` of them, and of these at most `bulk` that are bulk. A lane is an address:
        at most one message of it is leased at a time, until its outcome is settled or the lease
        runs out. A try whose lease ran out unsettled may have arrived: it counts as uncertain.
        """
        ...

    def next_due(self) -> datetime | None:
        """When the relay has something to do next; None when all lanes are empty."""
        ...

    def settle(self, outgoing_id: str, outcome: Outcome, at: datetime) -> None:
        """Record what became of a leased message; the body of a delivered one is erased."""
        ...

    def hold_outbox(self) -> None:
        """Let nothing be sent, until `release_outbox`."""
        ...

    def release_outbox(self) -> bool:
        """Let messages be sent again; whether they were held."""
        ...

    def is_outbox_held(self) -> bool:
        """Whether nothing may be sent."""
        ...
