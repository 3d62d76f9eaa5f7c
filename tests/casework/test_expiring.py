"""S7: closed cases kept longer than wanted go by a person's word, and never by the clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.casework.reminding import Reminder
from bot.core.case import CaseStatus, Closing
from bot.core.reference import grouped
from bot.core.roles import Act
from bot.notices import Desk
from bot.ports import World
from tests.casework.kit import (
    COORDINATOR,
    FREE,
    GROUP,
    OTHERS,
    OWN,
    SECOND,
    WORKER,
    Bureau,
    bureau,
)
from tests.kit_clock import FakeChance

YEAR = timedelta(days=365)


async def _close(here: Bureau, reference: str, days_ago: int) -> None:
    then = here.clock.now() - timedelta(days=days_ago)
    closed = {"status": CaseStatus.CLOSED, "closing": Closing.UNTRACEABLE}
    await here.change(reference, **closed, moved_at=then, told_at=then)


async def test_expired_cases_are_listed_shown_again_and_erased(tmp_path: Path) -> None:
    """Only what is old enough; after the second look it is gone, and the log says who did it."""
    async with bureau(tmp_path, keep_closed=YEAR) as here:
        await _close(here, OWN, 400)
        await _close(here, FREE, 300)
        old = await here.case(OWN)
        listed = await here.do(COORDINATOR, "/expired")
        assert grouped(OWN) in listed.text
        assert grouped(FREE) not in listed.text
        again = await here.tap(COORDINATOR, listed.buttons["Erase these …"])
        assert "for good" in again.text
        assert await here.case(OWN) == old
        assert (
            "1 case is erased"
            in (await here.tap(COORDINATOR, again.buttons["Erase for good"])).text
        )
        assert await here.store.transact(lambda tx: tx.case(old.id)) is None
        audited = await here.store.transact(lambda tx: tx.audit_of(old.id))
        assert audited[-1].act is Act.ERASE
        assert "No closed case" in (await here.do(COORDINATOR, "/expired")).text


async def test_what_was_reopened_meanwhile_is_kept(tmp_path: Path) -> None:
    """Everything is looked at anew when it is confirmed; an open case never goes."""
    async with bureau(tmp_path, keep_closed=YEAR) as here:
        await _close(here, OWN, 400)
        await _close(here, OTHERS, 400)
        listed = await here.do(COORDINATOR, "/expired")
        again = await here.tap(COORDINATOR, listed.buttons["Erase these …"])
        await here.change(OWN, status=CaseStatus.REOPENED)
        await here.tap(COORDINATOR, again.buttons["Erase for good"])
        assert (await here.case(OWN)).status is CaseStatus.REOPENED
        assert await here.store.transact(lambda tx: tx.case_by_reference(OTHERS)) is None


async def test_nobody_else_erases(tmp_path: Path) -> None:
    """A caseworker is refused, a colleague's button is refused, keeping keeps."""
    async with bureau(tmp_path, keep_closed=YEAR) as here:
        await _close(here, OWN, 400)
        assert "not available" in (await here.do(WORKER, "/expired")).text
        listed = await here.do(COORDINATOR, "/expired")
        token = listed.buttons["Erase these …"]
        assert "not available" in (await here.tap(WORKER, token)).text
        assert "not available" in (await here.tap(SECOND, token)).text
        again = await here.tap(COORDINATOR, token)
        await here.tap(COORDINATOR, again.buttons["Keep them"])
        erased = await here.tap(COORDINATOR, again.buttons["Erase for good"])
        assert "not available" in erased.text
        assert await here.case(OWN)


async def test_without_the_setting_nothing_expires(tmp_path: Path) -> None:
    """The command says which setting that is."""
    async with bureau(tmp_path) as here:
        await _close(here, OWN, 4000)
        assert "HOMEWARD_KEEP_CLOSED_DAYS" in (await here.do(COORDINATOR, "/expired")).text


async def test_once_a_week_those_who_may_erase_hear_of_it(tmp_path: Path) -> None:
    """Coordinators and admins, however often it is looked; caseworkers are not bothered."""
    async with bureau(tmp_path, keep_closed=YEAR) as here:
        await _close(here, OWN, 400)
        world = World(here.store, here.clock, FakeChance(), lambda: None)
        reminder = Reminder(world, Desk(GROUP, "en"), here.casework._office)
        for _ in range(3):
            await reminder.remind()
        for someone in (COORDINATOR, SECOND):
            assert (await here.reads(someone)).count("/expired") == 1
        assert "/expired" not in await here.reads(WORKER)
        await here.later(days=7)
        await reminder.remind()
        assert (await here.reads(COORDINATOR)).count("/expired") == 2
