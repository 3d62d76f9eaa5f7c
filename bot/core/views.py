"""The parts of the work a queue can show."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.core.say import Say, say


class QueueView(StrEnum):
    """Which part of the work a queue shows."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING_FOR_US = "waiting_for_us"
    WAITING_FOR_FAMILY = "waiting_for_family"
    OVERDUE = "overdue"
    CLOSED = "closed"


VIEW_WORDS: Mapping[QueueView, Say] = {
    # Translators: button under 32 characters, and heading: all open cases
    QueueView.OPEN: say("pick queue", "All open"),
    # Translators: button under 32 characters, and heading: cases assigned to the reader
    QueueView.MINE: say("pick queue", "Mine"),
    # Translators: button under 32 characters, and heading: cases nobody works on yet
    QueueView.UNASSIGNED: say("pick queue", "Unassigned"),
    # Translators: button under 32 characters, and heading: cases in which staff has to act
    QueueView.WAITING_FOR_US: say("pick queue", "Waiting for us"),
    # Translators: button under 32 characters, and heading: cases in which the family has to answer
    QueueView.WAITING_FOR_FAMILY: say("pick queue", "Waiting for the family"),
    # Translators: button under 32 characters, and heading: the family has heard nothing for long
    QueueView.OVERDUE: say("pick queue", "Overdue"),
    # Translators: button under 32 characters, and heading: closed cases
    QueueView.CLOSED: say("pick queue", "Closed"),
}
"""What the views are called."""
