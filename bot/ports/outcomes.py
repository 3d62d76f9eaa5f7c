"""What became of a message."""

from __future__ import annotations

from datetime import datetime

from bot.core.case import Address
from bot.core.value import Value


class Delivered(Value):
    """The message arrived; the wire calls it `surface`."""

    surface: str | None = None


class Postponed(Value):
    """Try again at `due`. `uncertain` where this try may have arrived.

    `tried` is False where the message only waited for its turn: then no attempt is counted.
    """

    due: datetime
    tried: bool = True
    uncertain: bool = False
    parts_sent: int = 0


class Undeliverable(Value):
    """Never again. `gone` where the recipient cannot be reached at all."""

    gone: bool = False
    reason: str
    since: datetime | None = None


class Readdressed(Value):
    """The conversation lives elsewhere: this message and every later one go there."""

    to: Address


Outcome = Delivered | Postponed | Undeliverable | Readdressed
