"""S11: everything read, written and exported is in a chain that shows any change."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.casework.office import EXPORTS_A_DAY
from bot.core.roles import Act
from storage.folder import DATABASE
from tests.casework.kit import ADMIN, OTHERS, OWN, WORKER, Bureau, bureau
from tests.storage.kit import opened

ROWS = 6


async def _work(here: Bureau) -> None:
    await here.do(WORKER, f"/case {OWN}")
    await here.confirm(WORKER, f"/reply {OWN} Добрий день")
    await here.do(WORKER, f"/case {OTHERS}")
    await here.do(WORKER, f"/history {OWN}")
    await here.do(WORKER, "/export csv")
    await here.do(ADMIN, f"/remove {WORKER}")


async def test_all_of_it_is_written_down(tmp_path: Path) -> None:
    """Reads, replies, refusals, exports and changes of roles, each with who and what."""
    async with bureau(tmp_path) as here:
        await _work(here)
        own = await here.case(OWN)
        audited = await here.store.transact(lambda tx: tx.audit_of(own.id))
        assert [one.act for one in audited] == [Act.SHOW_CASE, Act.REPLY, Act.HISTORY]
        others = await here.case(OTHERS)
        [refused] = await here.store.transact(lambda tx: tx.audit_of(others.id))
        assert refused.refused
        assert await here.store.transact(lambda tx: tx.audit_break()) is None


@pytest.mark.parametrize("row", range(1, ROWS + 1))
@pytest.mark.parametrize(
    "change",
    [
        "at = at + 1", "staff = x'00'", "act = 'reply2'", "case_id = 'z'", "body = x'00'",
        "link = x'00'", None,
    ],
)  # fmt: skip
async def test_any_changed_row_is_found(tmp_path: Path, row: int, change: str | None) -> None:
    """Each column of each row changed, and each row removed: the chain shows it."""
    async with bureau(tmp_path) as here:
        await _work(here)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as raw:
        statement = f"UPDATE audit SET {change}" if change else "DELETE FROM audit"  # noqa: S608 -- a test's own words
        assert raw.execute(f"{statement} WHERE seq = ?", (row,)).rowcount == 1
        raw.commit()
    async with opened(tmp_path) as store:
        found = await store.transact(lambda tx: tx.audit_break())
        assert found == row


async def test_exporting_unusually_often_is_told(tmp_path: Path) -> None:
    """The admins hear of it with the sixth file of a day, once."""
    async with bureau(tmp_path) as here:
        for number in range(8):
            assert ("unusually often" in await here.reads("10")) == (number > EXPORTS_A_DAY)
            await here.do(WORKER, f"/export {OWN} pfif")
        assert (await here.reads("10")).count("unusually often") == 1


async def test_reading_unusually_much_is_told(tmp_path: Path) -> None:
    """The admins hear of it once, without a word about any case."""
    async with bureau(tmp_path) as here:
        for _ in range(125):
            await here.do(WORKER, f"/case {OWN}")
        assert (await here.reads("10")).count("unusually many") == 1
