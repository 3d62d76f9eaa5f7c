"""What the desk's buttons carry: a command, its parts apart by colons.

    desk:queue:mine:2        desk:status:<reference>:tracing        desk:send:<slip>

A button says nothing a member of staff could not type: it is read by the same grammar, and may
no more. References are digits only, so that every token fits the messenger's 64 bytes.
"""

from __future__ import annotations

from bot.core.say import Choice, Line

PREFIX = "desk:"


def press(name: str, *parts: str | int) -> str:
    """The token of a button that gives a command."""
    return PREFIX + ":".join((name, *(str(part) for part in parts)))


def button(label: Line, name: str, *parts: str | int) -> Choice:
    """A button that gives a command."""
    return Choice(token=press(name, *parts), label=label)


def pressed(token: str) -> tuple[str, str] | None:
    """The name and the argument of a button's command; None for what is no button of the desk."""
    if not token.startswith(PREFIX):
        return None
    name, *parts = token.removeprefix(PREFIX).split(":")
    return name, " ".join(parts)
