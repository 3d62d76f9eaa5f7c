"""How long a text may be. Where it appears is told by its gettext context."""

from __future__ import annotations

BUTTON = 32
"""A button: what a narrow telephone shows on a button as wide as the message, cut nowhere."""

PSEUDO_BUTTON = 48
"""A button in the pseudo-locale: as long as `BUTTON`, 40 % longer, and in brackets."""

PSEUDO_HALF = 30
"""The same for a button of two in a row, where some 20 letters are shown before Telegram cuts."""

COMMAND = 60
"""A command's description in the menu. Telegram takes 256, its menu shows one line."""

HOTLINE = 60
"""The name of a hotline: two lines of a narrow telephone, the number before it."""

CALLBACK = 24
"""What a button carries of an answer, in ASCII characters, beside its question's path."""

MESSAGE = 4096
"""A message of Telegram, in UTF-16 code units."""


def is_button(context: str) -> bool:
    """Whether texts of this context are buttons."""
    return context.split(" ", maxsplit=1)[0] == "pick"


def is_command(context: str) -> bool:
    """Whether texts of this context describe a command in the menu."""
    return context.rsplit(" ", maxsplit=1)[-1] == "command"


def longest(context: str) -> int | None:
    """How many characters a text of this context may have, where it must be short."""
    if is_button(context):
        return BUTTON
    return COMMAND if is_command(context) else None
