"""What lies on the disk tells nothing, and what was moved or changed there does not open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import LargeBinary

from bot.core.case import Address
from bot.core.roles import Act, Role
from bot.errors import StorageError
from bot.ports import AuditEntry, Delivered, Footprint, Slip, Topic, Transaction
from storage.aes_vault import AesVault
from storage.connection import SqliteConnection
from storage.envelope import bucket
from storage.folder import DATABASE
from storage.schema import METADATA
from storage.sqlite import SqliteStore
from storage.vault import Place, case_owner
from storage.verifying import SEALINGS, sealed_values
from tests.disk import hits as found_in
from tests.storage.kit import (
    NOW,
    RING,
    case,
    inquiry,
    letter,
    line,
    opened,
    photo,
    session,
    worker,
)

CANARY = "Kanarejka"
CHAT = "700700700"
HOME = Address(channel="telegram", id=CHAT)
CLERK = "800800800"


def plant(tx: Transaction) -> None:
    """Put a canary into every personal column."""
    tx.note_update(f"{CANARY}{CHAT}", NOW, Footprint(HOME, CHAT))
    tx.set_aside(f"{CANARY}{CHAT}", NOW, CANARY.encode(), CANARY)
    tx.save_session(HOME, session(CANARY, deadline=NOW))
    tx.open_case(case(address=HOME, assignee=CLERK), inquiry(CANARY))
    tx.add_history(line(text=CANARY, actor=CLERK))
    tx.add_history(line(3))
    tx.enqueue(letter("sent", text=CANARY, address=HOME), NOW)
    tx.enqueue(letter("waiting", text=CANARY, address=HOME), NOW)
    for name in ("loose", "kept", "loose2"):
        tx.add_file(photo(name, address=HOME, remote=CANARY, name=CANARY, caption=CANARY))
    tx.attach(("kept",), "case1")
    tx.save_staff(worker(CLERK))
    tx.save_topic(Topic(case_id="case1", group=CHAT, thread=CHAT, title=CANARY))
    tx.save_group(CHAT, CHAT)
    tx.settle("sent", Delivered(surface=f"{CANARY}{CHAT}"), NOW)


def hits(folder: Path) -> list[tuple[str, str]]:
    """Canaries in any file of a folder."""
    return found_in(folder, (CANARY, CHAT, CLERK))


async def test_no_canary_lies_on_the_disk_or_in_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Database, log and lock hold none of what was planted, open or closed; nor do log lines."""
    caplog.set_level(logging.DEBUG)
    async with opened(tmp_path) as store:
        await store.transact(plant)
        assert (tmp_path / f"{DATABASE}-wal").exists()
        assert hits(tmp_path) == []
        assert (await store.transact(lambda tx: tx.session(HOME))).answers
    assert hits(tmp_path) == []
    assert not any(word in caplog.text for word in (CANARY, CHAT, CLERK))


SEALED: dict[tuple[str, str], str] = {
    ("lanes", "address"): "lane",
    ("sessions", "body"): "lane",
    ("outbox", "body"): "id",
    ("cases", "body"): "id",
    ("inquiries", "body"): "version",
    ("case_history", "body"): "id",
    ("files", "body"): "id",
    ("staff", "body"): "staff",
    ("topics", "body"): "case_id",
    ("data_keys", "wrapped"): "owner",
}

Sealed = tuple[str, str, Any]


def read_all(tx: Transaction) -> list[object]:
    """Read every sealed column that a verb reads."""
    second = HOME.model_copy(update={"id": "2"})
    return [
        tx.sessions_due(NOW, 9),
        *(tx.session(home) for home in (HOME, second)),
        *(tx.case(name) for name in ("case1", "case2")),
        *(tx.inquiry(name) for name in ("case1", "case2")),
        *(tx.history(name) for name in ("case1", "case2")),
        *(tx.file(name) for name in ("loose", "loose2", "kept", "other")),
        *(tx.staff(name) for name in (CLERK, "9")),
        *(tx.topic(name) for name in ("case1", "case2")),
        tx.group(CHAT),
        *(tx.lease(NOW, NOW + timedelta(days=1), 9, 9)),
    ]


def plant_second(tx: Transaction) -> None:
    """A second row in every table."""
    home = HOME.model_copy(update={"id": "2"})
    tx.save_session(home, session(deadline=NOW))
    tx.open_case(case(2, address=home), inquiry())
    tx.add_history(line(2, case_id="case2"))
    tx.enqueue(letter("second", address=home), NOW)
    tx.add_file(photo("other", address=home))
    tx.save_staff(worker("9"))
    tx.save_topic(Topic(case_id="case2", thread="9"))


async def test_any_two_ciphertexts_swapped_fail_closed(tmp_path: Path) -> None:
    """Put any sealed value in the place of any other, and reading the place fails (S5)."""
    async with opened(tmp_path) as store:
        await store.transact(plant)
        await store.transact(plant_second)
        values = await store.group.run(_sealed_values)
        assert len(values) > 20
        with pytest.raises(Undone) as undone:
            await store.group.run(_swapping(store, *next(iter(values.items()))))
        assert not undone.value.noticed
        for target, source in permutations(values, 2):
            with pytest.raises(Undone) as undone:
                await store.group.run(_swapping(store, target, values[source]))
            assert undone.value.noticed, (target, source)


def plant_third(tx: Transaction) -> None:
    """What caseworkers leave behind, twice."""
    for number in ("1", "2"):
        tx.add_audit(AuditEntry(at=NOW, actor=CLERK, role=Role.ADMIN, act=next(iter(Act))))
        tx.put_slip(Slip(id=number, kind="reply", actor=CLERK, at=NOW, values={"text": CANARY}))
        tx.save_topic(Topic(case_id=f"case{number}", group=CHAT, thread=number, title=CANARY))
        tx.set_aside(f"poison{number}", NOW, CANARY.encode(), CANARY)
        tx.shelve(number, CANARY.encode(), NOW)


async def test_no_sealed_value_opens_in_the_place_of_any_other(tmp_path: Path) -> None:
    """Every sealed column of every table, each value tried in every place but its own (S5)."""
    async with opened(tmp_path) as store:
        for work in (plant, plant_second, plant_third):
            await store.transact(work)
        assert hits(tmp_path) == []
        values = await store.group.run(lambda db: list(sealed_values(db)))
        assert {(place.table, place.column) for place, _ in values} == {
            (sealing.table, sealing.column) for sealing in SEALINGS
        }
        assert await store.group.run(lambda db: _opened_elsewhere(store, db, values)) == []


def _opened_elsewhere(
    store: SqliteStore, db: SqliteConnection, values: list[tuple[Place, bytes]]
) -> list[tuple[Place, Place]]:
    vault, found = AesVault(db, store._cabinet, 0), []
    for place, value in values:
        assert vault.open(value, place=place)
        for other, _ in values:
            with suppress(StorageError):
                if other != place:
                    found.append((vault.open(value, place=other), place, other))
    return found


def test_every_sealed_column_is_known() -> None:
    """No column of bytes but the sealed ones, keyed hashes, wrapped keys and notes."""
    columns = {
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    hashes = {"lane", "key", "staff", "assignee", "spot", "link"}
    sealed = {(table, column) for table, column in columns if column not in hashes}
    known = {(sealing.table, sealing.column) for sealing in SEALINGS}
    assert sealed == known | {("data_keys", "wrapped"), ("meta", "value")}


class Undone(Exception):
    """Takes a change of the disk back; tells whether reading had noticed it."""

    def __init__(self, noticed: bool) -> None:
        self.noticed = noticed


def _sealed_values(db: SqliteConnection) -> dict[Sealed, bytes]:
    found: dict[Sealed, bytes] = {}
    for (table, column), key in SEALED.items():
        query = f"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - our own names
        found |= {(table, column, row): value for row, value in db.raw.execute(query)}
    return {place: value for place, value in found.items() if "aside:" not in str(place[2])}


def _swapping(
    store: SqliteStore, target: Sealed, value: bytes
) -> Callable[[SqliteConnection], None]:
    table, column, row = target

    def work(db: SqliteConnection) -> None:
        store._cabinet.addresses.clear()
        store._cabinet.recent.clear()
        store._cabinet.values.clear()
        where = f"UPDATE {table} SET {column} = ? WHERE {SEALED[table, column]} = ?"  # noqa: S608 - our own names
        db.raw.execute(where, (value, row))
        try:
            leased = len(read_all(store._transaction(db))) - 18
        except StorageError:
            raise Undone(noticed=True) from None
        raise Undone(noticed=leased < 2)

    return work


async def test_erasing_a_key_erases_what_it_sealed(tmp_path: Path) -> None:
    """After a case's key is forgotten nothing of the case opens, and other cases do (S7)."""
    async with opened(tmp_path) as store:
        await store.transact(plant)
        await store.transact(plant_second)

        def forget(db: SqliteConnection) -> None:
            AesVault(db, store._cabinet, 0).forget(case_owner("case1"))

        await store.group.run(forget)
        for verb in (lambda tx: tx.case("case1"), lambda tx: tx.inquiry("case1")):
            with pytest.raises(StorageError, match="erased"):
                await store.transact(verb)
        assert await store.transact(lambda tx: tx.case("case2"))


async def test_a_forgotten_conversation_takes_its_key_along(tmp_path: Path) -> None:
    """Once nothing belongs to an address, its key and its row are gone."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.save_session(HOME, session()))
        await store.transact(lambda tx: tx.forget_session(HOME))
        for table in ("lanes", "data_keys"):
            count = f"SELECT count(*) FROM {table}"  # noqa: S608 - our own names
            assert await store.group.run(lambda db, c=count: db.raw.execute(c).fetchone()) == (0,)


async def test_a_key_of_a_unit_that_failed_is_never_used(tmp_path: Path) -> None:
    """A data key made in a unit that was undone seals nothing afterwards."""

    def fails(tx: Transaction) -> None:
        tx.save_session(HOME, session())
        assert tx.session(HOME)
        raise Undone(noticed=False)

    async with opened(tmp_path) as store:
        with pytest.raises(Undone):
            await store.transact(fails)
        await store.transact(lambda tx: tx.save_session(HOME, session()))
    async with opened(tmp_path, RING) as store:
        assert await store.transact(lambda tx: tx.session(HOME)) == session()


async def test_a_message_that_does_not_open_stops_only_its_own_lane(tmp_path: Path) -> None:
    """The relay goes on with other lanes; the damaged message is neither sent nor lost."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.enqueue(letter("bad", 1), NOW))
        await store.transact(lambda tx: tx.enqueue(letter("good", 2), NOW))
        damage = "UPDATE outbox SET body = zeroblob(99) WHERE id = 'bad'"
        await store.group.run(lambda db: db.raw.execute(damage).fetchall())
        minute = NOW + timedelta(minutes=1)
        found = await store.transact(lambda tx: tx.lease(NOW, minute, 9, 9))
        assert [parcel.outgoing.id for parcel in found] == ["good"]
        assert await store.transact(lambda tx: tx.next_due()) == minute


@given(st.integers(min_value=1, max_value=100_000))
def test_lengths_are_padded_to_few_sizes(size: int) -> None:
    """A bucket holds its value and is at most twice as large, or 4096 bytes larger."""
    assert size <= bucket(size) <= max(64, 2 * size, size + 4095)
    assert bucket(bucket(size)) == bucket(size)


@given(st.lists(st.text(), min_size=8, max_size=8))
def test_no_two_places_are_alike(parts: list[str]) -> None:
    """Places that differ in any part have different associated data."""
    one, other = Place(*parts[:4]), Place(*parts[4:])
    assert (one == other) == (one.associated() == other.associated())
