"""A status is taken back like a reply: all of it is as it was, and the family hears nothing."""

from __future__ import annotations

from pathlib import Path

from bot.core.case import CaseStatus, ContactMode
from tests.casework.kit import COORDINATOR, OWN, WORKER, bureau, family_of

HERE = family_of(OWN)
BACK = "Take it back"


async def test_a_status_is_taken_back_before_the_family_hears(tmp_path: Path) -> None:
    """Within ten seconds nothing has gone out, and all that the status changed is undone."""
    async with bureau(tmp_path) as here:
        before = await here.case(OWN)
        done = await here.confirm(WORKER, f"/close {OWN} duplicate")
        assert (await here.case(OWN)).status is CaseStatus.CLOSED
        await here.later(seconds=9)
        assert await here.reads(HERE) == ""
        assert "received" in (await here.tap(WORKER, done.buttons[BACK])).text
        after = await here.case(OWN)
        assert after.model_copy(update={"revision": before.revision}) == before
        await here.later(minutes=1)
        assert await here.reads(HERE) == ""
        figures = await here.store.transact(lambda tx: tx.figures(here.clock.now()))
        assert "closed" not in figures.medians


async def test_a_status_that_went_out_stays(tmp_path: Path) -> None:
    """After ten seconds it is too late, and the status is kept."""
    async with bureau(tmp_path) as here:
        done = await here.confirm(WORKER, f"/status {OWN} in_review")
        await here.later(seconds=11)
        assert "too late" in (await here.tap(WORKER, done.buttons[BACK])).text
        assert (await here.case(OWN)).status is CaseStatus.IN_REVIEW


async def test_statuses_are_taken_back_the_last_one_first(tmp_path: Path) -> None:
    """One below another cannot be pulled out; taken back in turn, both are undone."""
    async with bureau(tmp_path) as here:
        first = await here.confirm(WORKER, f"/status {OWN} in_review")
        await here.later(seconds=1)
        second = await here.confirm(WORKER, f"/status {OWN} tracing")
        assert "changed again since" in (await here.tap(WORKER, first.buttons[BACK])).text
        await here.tap(WORKER, second.buttons[BACK])
        assert (await here.case(OWN)).status is CaseStatus.IN_REVIEW
        await here.tap(WORKER, first.buttons[BACK])
        assert (await here.case(OWN)).status is CaseStatus.RECEIVED
        await here.later(minutes=1)
        assert await here.reads(HERE) == ""


async def test_a_status_never_overtakes_the_reply_before_it(tmp_path: Path) -> None:
    """Both wait their ten seconds, and arrive in the order in which they were confirmed."""
    async with bureau(tmp_path) as here:
        await here.confirm(WORKER, f"/reply {OWN} Перша звістка")
        await here.later(seconds=4)
        await here.confirm(WORKER, f"/status {OWN} tracing")
        for _ in range(20):
            await here.later(seconds=1)
        told = await here.reads(HERE)
        assert 0 <= told.index("Перша звістка") < told.index("Пошук триває")


async def test_neutral_families_hear_nothing_of_what_is_taken_back(tmp_path: Path) -> None:
    """Neither the letter nor the word that announces it."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, contact_mode=ContactMode.PUSH_NEUTRAL)
        done = await here.confirm(WORKER, f"/status {OWN} tracing")
        await here.tap(WORKER, done.buttons[BACK])
        await here.later(minutes=1)
        assert await here.reads(HERE) == ""
        family = (await here.case(OWN)).address
        assert await here.store.transact(lambda tx: tx.held(family)) == 0


async def test_a_confirmation_by_two_is_undone_to_the_proposal(tmp_path: Path) -> None:
    """The first person's word stands, the second's is taken back."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, status=CaseStatus.LOCATED_VERIFYING, proposed_by=WORKER)
        done = await here.confirm(COORDINATOR, f"/status {OWN} confirmed alive")
        await here.tap(COORDINATOR, done.buttons[BACK])
        case = await here.case(OWN)
        assert (case.status, case.proposed_by) == (CaseStatus.LOCATED_VERIFYING, WORKER)
