"""What is not for translating: markup, commands, what cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import COMMAND, TAG, pairs
from bot.voices.po import Entry

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")


def markup(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """HTML and the like: messages are plain text, and a family would see the signs."""
    for source, said in pairs(entry):
        for tag in sorted(set(TAG.findall(said)) - set(TAG.findall(source))):
            yield Fault("markup", f"“{tag}” would be shown as it stands", "remove it")


def commands(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Commands lost or translated: the bot knows only the English ones."""
    for source, said in pairs(entry):
        wanted, found = COMMAND.findall(source), COMMAND.findall(said)
        for lost in sorted(set(wanted) - set(found)):
            yield Fault(
                "command-lost",
                f"the command {lost} is missing or translated",
                f"write {lost} as it is",
            )


def invisible(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Signs that cannot be seen and should not be there."""
    for _, said in pairs(entry):
        for sign in sorted(set(_INVISIBLE.findall(said))):
            yield Fault("invisible", f"there is an invisible U+{ord(sign):04X}", "remove it")
