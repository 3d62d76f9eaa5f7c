"""What stands in a chat, and can be deleted there."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Address


class Footprints(Protocol):
    """What stands in a chat, and can be deleted there."""

    def footprints(self, address: Address, since: datetime, until: datetime) -> tuple[str, ...]:
        """The handles of messages sent and received in a span, each once, in the wire's order."""
        ...

    def forget_footprints(self, address: Address, until: datetime) -> None:
        """They are deleted, or cannot be any more."""
        ...

    def set_tidying(self, address: Address, at: datetime | None) -> None:
        """Look at an instant whether something in a chat is to be deleted; None for never."""
        ...

    def tidyings_due(self, now: datetime, limit: int) -> tuple[Address, ...]:
        """Chats to look at now, the longest waiting first."""
        ...
