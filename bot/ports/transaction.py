"""Everything one commit can read or change."""

from __future__ import annotations

from typing import Protocol

from bot.ports.asides import Asides
from bot.ports.cases import Cases
from bot.ports.claims import Claims
from bot.ports.conversations import Conversations
from bot.ports.desk import Desk
from bot.ports.files import Files
from bot.ports.footprints import Footprints
from bot.ports.keeping import Keeping
from bot.ports.lanes import Lanes
from bot.ports.outages import Outages
from bot.ports.shelf import Shelf


class Transaction(
    Asides,
    Conversations,
    Cases,
    Lanes,
    Files,
    Desk,
    Keeping,
    Outages,
    Footprints,
    Claims,
    Shelf,
    Protocol,
):
    """Everything that can be read or changed within one commit.

    Its verbs are synchronous: a unit of work is one function, run in one hop on the store's own
    thread, and either all of it is kept or none.
    """
