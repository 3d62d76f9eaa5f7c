"""Who comes to the desk, and who leaves it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.casework.kit import ADMIN, OUTSIDER, OWN, SECOND, WORKER, bureau


async def test_joining_takes_an_invitation_and_a_second_admin(tmp_path: Path) -> None:
    """Single use, ten minutes, and not by the admin who invited."""
    async with bureau(tmp_path) as here:
        link = (await here.do(ADMIN, "/invite caseworker")).text
        secret = link.rpartition("=")[2]
        assert "private" in (await here.do(ADMIN, "/invite caseworker", group=True)).text
        waiting = await here.do(OUTSIDER, f"/start {secret}")
        assert "approve" in waiting.text
        await here.do(OUTSIDER, f"/start {secret}")
        assert not here.taken
        knock = here.sent[SECOND][-1].prompt.every_choice()[0].token
        assert "not available" in (await here.tap(WORKER, knock)).text
        assert "another admin" in (await here.tap(ADMIN, knock)).text
        await here.do(OUTSIDER, "/queue")
        assert not here.taken
        assert "belongs to the staff" in (await here.tap(SECOND, knock)).text
        assert "Role: caseworker" in await here.reads(OUTSIDER)
        await here.do(OUTSIDER, "/queue")
        assert here.taken


async def test_an_invitation_grows_old(tmp_path: Path) -> None:
    """After ten minutes it is nothing."""
    async with bureau(tmp_path) as here:
        link = (await here.do(ADMIN, "/invite observer")).text
        here.clock.instant += timedelta(minutes=11)
        await here.do(OUTSIDER, f"/start {link.rpartition('=')[2]}")
        assert not here.taken


async def test_one_admin_alone_is_enough(tmp_path: Path) -> None:
    """While there is just one, the invitation itself lets in."""
    async with bureau(tmp_path) as here:
        await here.do(ADMIN, f"/remove {SECOND}")
        link = (await here.do(ADMIN, "/invite observer")).text
        shown = await here.do(OUTSIDER, f"/start {link.rpartition('=')[2]}")
        assert "You belong to the staff" in shown.text


async def test_leaving_ends_access_and_returns_the_work(tmp_path: Path) -> None:
    """After one question."""
    async with bureau(tmp_path) as here:
        asked = await here.do(WORKER, "/leave")
        assert (await here.case(OWN)).assignee == WORKER
        await here.tap(WORKER, asked.buttons["Leave"])
        assert (await here.case(OWN)).assignee is None
        await here.do(WORKER, "/queue")
        assert not here.taken
        assert "HOMEWARD_ADMINS" in (await here.do(ADMIN, "/leave")).text
