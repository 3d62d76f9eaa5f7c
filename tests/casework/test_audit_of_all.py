"""S11: no act goes unwritten, whether it was done or refused. Made from the list of acts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.attending import REFUSALS_AN_HOUR
from bot.core.case import CaseStatus, Closing
from bot.core.roles import Act
from tests.casework.kit import (
    ADMIN,
    COORDINATOR,
    FREE,
    OBSERVER,
    OTHERS,
    OUTSIDER,
    OWN,
    SECOND,
    WORKER,
    Bureau,
    bureau,
)

DONE = {
    Act.QUEUE: (WORKER, "/queue"),
    Act.SHOW_CASE: (WORKER, f"/case {OWN}"),
    Act.NOTE: (WORKER, f"/note {OWN} seen"),
    Act.TAKE: (WORKER, f"/take {FREE}"),
    Act.ASSIGN: (COORDINATOR, f"/assign {FREE} {WORKER}"),
    Act.UNASSIGN: (WORKER, f"/unassign {OWN}"),
    Act.FIND: (WORKER, "/find Anna Kanarenko"),
    Act.HISTORY: (WORKER, f"/history {OWN}"),
    Act.STATS: (WORKER, "/stats"),
    Act.EXPORT: (WORKER, "/export csv"),
    Act.STAFF: (COORDINATOR, "/staff"),
    Act.INVITE: (ADMIN, "/invite observer"),
    Act.REMOVE: (ADMIN, f"/remove {WORKER}"),
    Act.LEAVE: (WORKER, "/leave sure"),
    Act.LANGUAGE: (WORKER, "/language uk"),
    Act.ERASE: (COORDINATOR, "/expired"),
}
"""Acts done by one command."""
CONFIRMED = {
    Act.REPLY: f"/reply {OWN} Hello",
    Act.SET_STATUS: f"/status {OWN} in_review",
    Act.CLOSE: f"/close {OWN} duplicate",
}
"""Acts done once they are confirmed."""
ELSEWHERE = {
    Act.CONSENT, Act.REOPEN, Act.APPROVE, Act.JOIN, Act.LINK,
    Act.HELP, Act.TEMPLATES, Act.READ_ANSWERS,
}  # fmt: skip
"""Five have a test of their own, `LINK` in `test_claiming`. Help and the list of ready replies show
nothing of any case; answers are read by showing a case, by finding and by exporting."""
HOUR = timedelta(hours=1)


async def written(here: Bureau, actor: str, act: Act) -> int:
    """How often it stands in the log that someone did something."""
    since = here.clock.now() - HOUR
    return await here.store.transact(lambda tx: tx.audit_count(actor, act, since))


def test_every_act_is_looked_at() -> None:
    """An act added to the list of acts is added here, or this fails."""
    assert set(DONE) | set(CONFIRMED) | ELSEWHERE == set(Act)


@pytest.mark.parametrize("act", DONE, ids=[act.value for act in DONE])
async def test_what_is_done_is_written_down(tmp_path: Path, act: Act) -> None:
    """Once, under its own name."""
    actor, command = DONE[act]
    async with bureau(tmp_path, keep_closed=timedelta(days=1)) as here:
        await here.do(actor, command)
        assert await written(here, actor, act) == 1


@pytest.mark.parametrize("act", CONFIRMED, ids=[act.value for act in CONFIRMED])
async def test_what_is_confirmed_is_written_down(tmp_path: Path, act: Act) -> None:
    """Not with the preview, but with the confirmation; taking it back as well."""
    kept = Act.SET_STATUS if act is Act.CLOSE else act
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, CONFIRMED[act])
        assert await written(here, WORKER, kept) == 0
        done = await here.tap(WORKER, shown.buttons["Send to the family"])
        assert await written(here, WORKER, kept) == 1
        await here.tap(WORKER, done.buttons["Take it back"])
        assert await written(here, WORKER, kept) == 2


async def test_consent_and_reopening_are_written_down(tmp_path: Path) -> None:
    """Reopening as the status it is."""
    async with bureau(tmp_path) as here:
        await here.change(OWN, status=CaseStatus.CONSENT_PENDING)
        await here.do(WORKER, f"/consent {OWN}")
        assert await written(here, WORKER, Act.CONSENT) == 1
        await here.change(OWN, status=CaseStatus.CLOSED, closing=Closing.DUPLICATE)
        await here.confirm(WORKER, f"/reopen {OWN}")
        assert await written(here, WORKER, Act.SET_STATUS) == 1


async def test_joining_is_written_down_whoever_lets_in(tmp_path: Path) -> None:
    """By the admin who approves; where there is just one admin, by the newcomer."""
    async with bureau(tmp_path) as here:
        await here.do("77", await _invited(here))
        await here.tap(SECOND, here.sent[SECOND][-1].prompt.every_choice()[0].token)
        assert await written(here, SECOND, Act.APPROVE) == 1
        await here.do(ADMIN, f"/remove {SECOND}")
        await here.do("78", await _invited(here))
        assert await written(here, "78", Act.JOIN) == 1


async def _invited(here: Bureau) -> str:
    link = await here.do(ADMIN, "/invite caseworker")
    return f"/start {link.text.rpartition('=')[2].split()[0]}"


async def test_refused_presses_are_written_down(tmp_path: Path) -> None:
    """A colleague's confirmation, a spent one, one made up: each stands in the log."""
    async with bureau(tmp_path) as here:
        shown = await here.do(WORKER, f"/reply {OWN} Hello")
        token = shown.buttons["Send to the family"]
        await here.tap(OBSERVER, token)
        assert await written(here, OBSERVER, Act.REPLY) == 1
        await here.tap(WORKER, token)
        await here.tap(WORKER, token)
        assert await written(here, WORKER, Act.REPLY) == 2
        for press in (f"desk:welcome:{'0' * 32}", f"desk:erase:{'0' * 32}", "desk:remove:4"):
            await here.tap(OBSERVER, press)
        for act in (Act.APPROVE, Act.ERASE, Act.REMOVE):
            assert await written(here, OBSERVER, act) == 1


async def test_refused_commands_are_written_down(tmp_path: Path) -> None:
    """Another's case, a case that is not there, a person who is not there."""
    async with bureau(tmp_path) as here:
        await here.do(WORKER, f"/case {OTHERS}")
        await here.do(WORKER, f"/export {OTHERS} pfif")
        await here.do(ADMIN, "/remove 555")
        assert await written(here, WORKER, Act.SHOW_CASE) == 1
        assert await written(here, WORKER, Act.EXPORT) == 1
        assert await written(here, ADMIN, Act.REMOVE) == 1


async def test_outsiders_attempts_are_written_down_within_bounds(tmp_path: Path) -> None:
    """A stranger's presses, commands in the group and made-up invitations; a flood of them fills
    nothing, and the chain is whole."""
    async with bureau(tmp_path) as here:
        for _ in range(3 * REFUSALS_AN_HOUR):
            await here.tap(OUTSIDER, f"desk:case:{OWN}")
        assert await written(here, OUTSIDER, Act.SHOW_CASE) == REFUSALS_AN_HOUR
        await here.do(OUTSIDER, f"/history {OWN}", group=True)
        assert await written(here, OUTSIDER, Act.HISTORY) == 1
        await here.do(OUTSIDER, f"/start staff-{'0' * 32}")
        assert await written(here, OUTSIDER, Act.JOIN) == 1
        assert await here.store.transact(lambda tx: tx.audit_break()) is None
