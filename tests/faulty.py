"""A bot with faults: `python -m tests.faulty run` raises for everything it hears, quoting it.

`python -m tests.faulty crash` ends with a fault that quotes a family.
"""

from __future__ import annotations

import asyncio
import os
import sys

from bot import logs, speech
from bot.apology import Apology
from bot.casework import DeskSaid
from bot.core.case import Address
from bot.gazetteer import Gazetteer
from bot.notices import Desk
from bot.pacing import Pace
from bot.ports import Inbound, World
from bot.settings import read_settings
from bot.shelf import Shelf
from bot.upkeep.console import carry_out
from bot.world import SystemChance, SystemClock
from handlers.telegram.hall import Hall
from handlers.telegram.inbound import CHANNEL
from handlers.telegram.line import Access, Line, UseCases
from storage.keys import KeyRing
from storage.sqlite import open_store


async def receive(inbound: Inbound) -> bool:
    """Fail, as no code should."""
    raise ValueError(f"{inbound!r}")


async def attend(said: DeskSaid) -> bool:
    """Fail alike."""
    raise ValueError(f"{said!r}")


async def crash() -> None:
    """Fail for good."""
    raise KeyError("Canaryna")


async def run() -> None:
    """Poll, and fail at everything."""
    settings = read_settings(os.environ, available=speech.available())
    logs.configure(settings.log_level)
    clock, chance = SystemClock(), SystemChance()
    pace = Pace(clock, 0)
    told = speech.Speech(settings.locales, Gazetteer.load())
    access = Access(settings.token.get_secret_value(), settings.api_base)
    desk = Desk(Address(channel=CHANNEL, id=str(settings.staff_chat)), settings.desk_language)
    keys = KeyRing({1: bytes(32)}, current=1)
    async with open_store(settings.data, keys=keys, clock=clock) as store:
        line = Line(access, told, clock, pace, Hall(desk, settings.admins, store, clock))
        world = World(store, clock, chance, lambda: None)
        aside = Apology(world, settings.locales)
        poller = line.poller(UseCases(receive, attend, aside, Shelf(world)), chance)
        await line.keep_logging_in()
        await poller.run()


if __name__ == "__main__":
    if sys.argv[1] == "crash":
        carry_out(crash)
    else:
        asyncio.run(run())
