"""Use case: a member of staff did something."""

from bot.casework.attending import Casework
from bot.casework.office import Office
from bot.casework.reminding import Reminder
from bot.casework.said import DeskSaid

__all__ = ["Casework", "DeskSaid", "Office", "Reminder"]
