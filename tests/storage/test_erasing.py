"""Who asks for erasure is forgotten: no row, no key, no bytes (S7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.roles import Act, Role
from bot.errors import StorageError
from bot.ports import AuditEntry, Slip, Store, Transaction
from storage.connection import SqliteConnection
from storage.vault import case_owner, lane_owner
from tests.contracts.conftest import opening, store
from tests.storage.kit import NOW, address, case, inquiry, letter, line, opened, photo, session
from tests.storage.test_seals import HOME, plant, plant_second

assert opening
assert store


def plant_more(tx: Transaction) -> None:
    """What a case gathers later."""
    tx.set_pulse("case1", NOW)
    tx.reach_milestone(case(address=HOME), "first_answer", NOW)
    tx.put_slip(Slip(id="mine", kind="reply", actor="7", at=NOW, case_id="case1"))
    tx.put_slip(Slip(id="other", kind="reply", actor="7", at=NOW, case_id="case2"))
    tx.set_aside("about", NOW, f'{{"chat":{{"id":{HOME.id}}}}}'.encode(), "raised")
    tx.set_aside("not about", NOW, f'{{"chat":{{"id":1{HOME.id}}}}}'.encode(), "raised")


def everything(db: SqliteConnection) -> dict[str, int]:
    """How many rows each table has."""
    tables = [row[0] for row in db.raw.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    counts = {
        name: db.raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - our own
        for name in tables
        if name not in {"meta", "alembic_version", "sqlite_sequence", "seen_updates"}
    }
    return {name: count for name, count in counts.items() if count}


async def test_an_erased_address_leaves_no_row_and_no_key(tmp_path: Path) -> None:
    """Where only one family wrote, after its erasure every table of theirs is empty."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: [tx.save_session(HOME, session()), plant_one(tx)])
        assert await store.transact(lambda tx: tx.erase_address(HOME)) == 1
        assert await store.group.run(everything) == {}


def plant_one(tx: Transaction) -> None:
    """A family with a case, and messages sent, waiting and held back."""
    tx.open_case(case(address=HOME), inquiry())
    tx.add_history(line())
    tx.add_file(photo("loose", address=HOME))
    tx.add_file(photo("kept", address=HOME, case_id="case1"))
    tx.enqueue(letter("waiting", address=HOME), NOW)
    tx.enqueue(letter("held", address=HOME), None)


async def test_erasure_touches_nobody_else(tmp_path: Path) -> None:
    """Another family's conversation, case, files, messages and slips are all still there."""
    async with opened(tmp_path) as store:
        for work in (plant, plant_second, plant_more):
            await store.transact(work)
        await store.transact(lambda tx: tx.erase_address(HOME))
        other = HOME.model_copy(update={"id": "2"})
        assert await store.transact(lambda tx: tx.cases_of(other))
        assert await store.transact(lambda tx: tx.session(other))
        assert await store.transact(lambda tx: tx.file("other"))
        assert await store.transact(lambda tx: tx.inquiry("case2"))
        assert await store.transact(lambda tx: [tx.slip("mine"), bool(tx.slip("other"))]) == [
            None,
            True,
        ]
        aside = await store.group.run(everything)
        assert aside["set_aside"] == 2
        assert aside["outbox"] == 1


async def test_the_keys_of_what_was_erased_are_gone(tmp_path: Path) -> None:
    """No data key of the address or of its case is left, so no old copy of a row opens."""
    async with opened(tmp_path) as store:
        await store.transact(plant)
        await store.transact(lambda tx: tx.erase_address(HOME))
        owners = await store.group.run(
            lambda db: [row[0] for row in db.raw.execute("SELECT owner FROM data_keys")]
        )
        lane = store._cabinet.index("address", f"8:{HOME.channel}{HOME.id}")
        assert not {case_owner("case1"), lane_owner(lane)} & set(owners)


async def test_the_family_still_hears_that_everything_is_erased(store: Store) -> None:
    """A message put into the lane in the same unit, after the erasure, goes out."""

    def work(tx: Transaction) -> None:
        tx.erase_address(address())
        tx.enqueue(letter("farewell"), NOW)

    await store.transact(lambda tx: tx.save_session(address(), session()))
    await store.transact(work)
    (parcel,) = await store.transact(lambda tx: tx.lease(NOW, NOW, 9, 9))
    assert parcel.outgoing.id == "farewell"


async def test_a_case_is_erased_alone(store: Store) -> None:
    """Erasing one case leaves the conversation and the family's other case; the audit stands."""
    for number in (1, 2):
        opened_one = case(number, address=address())
        await store.transact(lambda tx, one=opened_one: tx.open_case(one, inquiry()))
    entry = AuditEntry(at=NOW, actor="7", role=Role.ADMIN, act=next(iter(Act)), case_id="case1")
    await store.transact(lambda tx: [tx.save_session(address(), session()), tx.add_audit(entry)])
    assert await store.transact(lambda tx: tx.erase_case("case1"))
    assert not await store.transact(lambda tx: tx.erase_case("case1"))
    assert [one.id for one in await store.transact(lambda tx: tx.cases_of(address()))] == ["case2"]
    assert await store.transact(lambda tx: tx.inquiry("case1")) is None
    assert await store.transact(lambda tx: tx.session(address()))
    assert await store.transact(lambda tx: [tx.audit_break(), len(tx.audit_of("case1"))]) == [
        None,
        1,
    ]


async def test_what_no_longer_opens_is_erased_all_the_same(tmp_path: Path) -> None:
    """A damaged case does not keep its family from having everything erased."""
    async with opened(tmp_path) as store:
        await store.transact(plant_one)
        damage = "UPDATE cases SET body = zeroblob(99)"
        await store.group.run(lambda db: db.raw.execute(damage).fetchall())
        with pytest.raises(StorageError):
            await store.transact(lambda tx: tx.cases_of(HOME))
        assert await store.transact(lambda tx: tx.erase_address(HOME)) == 1
        assert await store.group.run(everything) == {}
