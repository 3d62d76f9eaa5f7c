"""Whether a text fits where it appears."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.limits import MESSAGE, is_button, longest
from bot.catalogs.rules import Rules
from bot.catalogs.shape import PLACEHOLDER, pairs
from bot.voices.po import Entry


def length(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Buttons, descriptions of commands and messages that are too long."""
    most = longest(entry.context)
    for _, said in pairs(entry):
        bare = PLACEHOLDER.sub("", said)
        if most is not None and len(bare) > most:
            kind = "button-long" if is_button(entry.context) else "command-long"
            yield Fault(kind, f"{len(bare)} characters; {most} fit", "shorten it")
        if len(said.encode("utf-16-le")) // 2 > MESSAGE:
            yield Fault("message-long", f"Telegram takes {MESSAGE} characters", "shorten it")
