"""What a member of staff did, as a channel understood it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from bot.core.case import Address
from bot.core.value import Value


class DeskSaid(Value):
    """What a member of staff did: a command, from where, and who.

    `tapped` where it was a button, below the message `surface`. `private` is a chat with one
    person, `called` what the person calls themselves. `message` is the handle of what was written,
    and `edited` says that it was written before, and has been changed.
    """

    key: str
    actor: str
    address: Address
    name: str
    argument: str
    tapped: bool = False
    private: bool = False
    surface: str | None = None
    message: str | None = None
    edited: bool = False
    called: str = ""
    locale_hint: str | None = None
    at: datetime

    @property
    def origin(self) -> str | None:
        """What names the message that was written, once and for all."""
        if self.message is None:
            return None
        told = f"{self.address.channel}:{self.address.id}:{self.message}"
        return sha256(told.encode()).hexdigest()[:32]
