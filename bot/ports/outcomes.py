"""What became of a message."""

from __future__ import annotations

from datetime import datetime

from bot.core.case import Address
from bot.core.value import Value


class Delivered(Value):
    """The message arrived; the wire calls it `surface`. The handles of a message that takes several
    stand there one after the other, with spaces between them."""

    surface: str | None = None


class Postponed(Value):
    """Try again at `due`. `uncertain` where this try may have arrived.

    `tried` is False where the message only waited for its turn: then no attempt is counted.
    `surface` are the handles of the parts this try sent.
    """

    due: datetime
    tried: bool = True
    uncertain: bool = False
    parts_sent: int = 0
    surface: str | None = None


class Undeliverable(Value):
    """Never again. `gone` where the recipient cannot be reached at all; `surface` as above.

    `since` is when the try began that ended so: who came back later was not meant.
    """

    gone: bool = False
    reason: str
    since: datetime | None = None
    surface: str | None = None


class Readdressed(Value):
    """The conversation lives elsewhere: this message and every later one go there."""

    to: Address


Outcome = Delivered | Postponed | Undeliverable | Readdressed
