"""A family that hears nothing is not forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.casework import Office, Reminder
from bot.core.reference import grouped
from bot.notices import Desk
from bot.ports import World
from tests.casework.kit import FREE, GROUP, OTHER, OTHERS, OWN, SECOND, WORKER, bureau
from tests.kit_clock import FakeChance


async def test_overdue_cases_surface_to_their_caseworker_then_to_the_admins(
    tmp_path: Path,
) -> None:
    """Once a day each; nobody's cases to the admins at once; a reply ends it."""
    async with bureau(tmp_path, undo=timedelta()) as here:
        world = World(here.store, here.clock, FakeChance(), lambda: None)
        reminder = Reminder(world, Desk(GROUP, "en"), Office(overdue=timedelta(days=5)))
        await here.later(days=4)
        await reminder.remind()
        assert await here.reads(WORKER) == ""
        await here.later(days=2)
        await here.confirm(OTHER, f"/reply {OTHERS} Добрий день")
        for _ in range(3):
            await reminder.remind()
        told = await here.reads(WORKER)
        assert told.count(grouped(OWN)) == 1
        assert "too long" not in await here.reads(OTHER)
        admins = await here.reads(SECOND)
        assert grouped(FREE) in admins
        assert grouped(OWN) not in admins
        await here.later(days=4)
        await reminder.remind()
        assert grouped(OWN) in await here.reads(SECOND)
