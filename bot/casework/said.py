"""What a member of staff did, as a channel understood it."""

from __future__ import annotations

from datetime import datetime

from bot.core.case import Address
from bot.core.value import Value


class DeskSaid(Value):
    """What a member of staff did: a command, from where, and who.

    `tapped` where it was a button, below the message `surface`. `private` is a chat with one
    person, `called` what the person calls themselves.
    """

    key: str
    actor: str
    address: Address
    name: str
    argument: str
    tapped: bool = False
    private: bool = False
    surface: str | None = None
    called: str = ""
    locale_hint: str | None = None
    at: datetime
