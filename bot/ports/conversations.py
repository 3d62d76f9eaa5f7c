"""What was said to us, and where a conversation stands."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Address
from bot.core.session import Session
from bot.ports.mail import Footprint


class Conversations(Protocol):
    """What was said to us, and where a conversation stands."""

    def note_update(self, key: str, at: datetime, of: Footprint | None = None) -> bool:
        """Remember an event; False where it was seen within the last 48 hours.

        `of` is what it left in the chat, remembered as long.
        """
        ...

    def session(self, address: Address) -> Session | None:
        """The conversation with an address."""
        ...

    def save_session(self, address: Address, session: Session) -> None:
        """Save a conversation whose revision is the stored one plus 1, or raise `StaleSession`."""
        ...

    def forget_session(self, address: Address) -> None:
        """Erase a conversation."""
        ...

    def sessions_due(self, now: datetime, limit: int) -> tuple[tuple[Address, Session], ...]:
        """Conversations whose deadline has passed, oldest first."""
        ...
