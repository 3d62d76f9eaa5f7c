"""The recovery key opens what the server's key was lost for; a rotation may die anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.core.case import CaseStatus
from bot.core.views import QueueView
from bot.errors import StorageError
from storage.cabinet import Cabinet
from storage.connection import SqliteConnection, connect
from storage.folder import DATABASE
from storage.keys import KeyRing, add_key, create_key_file, ring_of_text
from storage.passphrase import ring_of_passphrase
from storage.recovery import Identity, Recipient
from storage.sqlite import SqliteStore, open_store
from storage.wraps import recover, recover_all
from tests.storage.kit import NOW, RING, StillClock, address, case, inquiry, later, line, session
from tests.storage.test_crash import child

IDENTITY = Identity(Identity.new())
RECIPIENT = Recipient(IDENTITY.recipient)
FRESH = KeyRing({1: b"f" * 32}, current=1)


@asynccontextmanager
async def opened(
    folder: Path, keys: KeyRing = RING, recovery: Recipient | None = RECIPIENT
) -> AsyncIterator[SqliteStore]:
    """A store whose data keys are copied for the recovery key."""
    clock = StillClock()
    async with open_store(
        folder, keys=keys, clock=clock, recovery=recovery, patience_ms=50
    ) as store:
        yield store


async def plant(store: SqliteStore) -> None:
    """Two families with a case each, the first one closed."""
    closed = case(1, status=CaseStatus.CLOSED, told_at=later(-99), moved_at=later(-99))
    await store.transact(lambda tx: tx.open_case(closed, inquiry("Марійка")))
    await store.transact(lambda tx: tx.open_case(case(2), inquiry("Олена")))
    await store.transact(lambda tx: tx.save_session(address(2), session()))


async def test_with_the_key_lost_the_recovery_identity_opens_everything(tmp_path: Path) -> None:
    """Under a fresh key, after recovery, every case opens; the lost key opens nothing."""
    async with opened(tmp_path) as store:
        await plant(store)
    with pytest.raises(StorageError, match="another key"):
        async with opened(tmp_path, FRESH):
            pass
    assert _recovered(tmp_path, FRESH, IDENTITY) == (4, 0)
    async with opened(tmp_path, FRESH) as store:
        assert await store.transact(lambda tx: tx.inquiry("case1")) == inquiry("Марійка")
        assert await store.transact(lambda tx: tx.session(address(2))) == session()
        assert len(await store.transact(lambda tx: tx.cases_of(address()))) == 1
    with pytest.raises(StorageError):
        async with opened(tmp_path, RING):
            pass


async def test_another_identity_recovers_nothing(tmp_path: Path) -> None:
    """A recovery identity the data was not sealed for is refused, and nothing is changed."""
    async with opened(tmp_path) as store:
        await plant(store)
    with pytest.raises(StorageError, match="another recovery key"):
        _recovered(tmp_path, FRESH, Identity(Identity.new()))
    async with opened(tmp_path) as store:
        assert await store.transact(lambda tx: tx.case("case1"))


async def test_a_recovery_key_set_later_gets_copies_of_older_keys(tmp_path: Path) -> None:
    """What was stored before there was a recovery key is copied for it in small steps."""
    async with opened(tmp_path, recovery=None) as store:
        await plant(store)
    async with opened(tmp_path) as store:
        after: str | None = ""
        while after is not None:
            after = await store.copy_keys(after, most=1)
    assert _recovered(tmp_path, FRESH, IDENTITY) == (4, 0)


async def test_a_sealed_case_is_as_if_not_there(tmp_path: Path) -> None:
    """No verb finds it, its family's other talk goes on, and nothing written to it fails."""
    async with opened(tmp_path) as store:
        await plant(store)
        (first,) = await store.transact(lambda tx: tx.closed_before(NOW, 9))
        assert first[0] == "case1"
        await store.transact(lambda tx: tx.seal_case("case1"))
        await store.transact(lambda tx: tx.add_history(line()))
        await store.transact(lambda tx: tx.save_session(address(), session()))
        assert await store.transact(lambda tx: tx.case("case1")) is None
        assert await store.transact(lambda tx: tx.case_by_reference(case().reference)) is None
        assert await store.transact(lambda tx: tx.cases_of(address())) == ()
        for view in QueueView:
            size, _ = await store.transact(
                lambda tx, view=view: tx.queue(view, "7", NOW, limit=9, offset=0)
            )
            assert size == (1 if view in _SEES_CASE_2 else 0), view
        assert await store.transact(lambda tx: tx.closed_before(NOW, 9)) == ()
        assert await store.transact(lambda tx: tx.closed_before(NOW, 9, sealed=True)) == (first,)


_SEES_CASE_2 = {QueueView.OPEN, QueueView.UNASSIGNED, QueueView.WAITING_FOR_US}


async def test_only_the_recovery_identity_opens_a_sealed_case(tmp_path: Path) -> None:
    """The server's key, also after a rotation, does not; one case recovered is one case back."""
    async with opened(tmp_path) as store:
        await plant(store)
        await store.transact(lambda tx: tx.seal_case("case1"))
    both = KeyRing({**RING.keys, 2: b"b" * 32}, current=2)
    async with opened(tmp_path, both) as store:
        while await store.rewrap(1):
            pass
        assert await store.transact(lambda tx: tx.case("case1")) is None

        def work(db: SqliteConnection) -> None:
            recover(db, store._cabinet, IDENTITY, "case:case1")

        await store.group.run(work)
        assert await store.transact(lambda tx: tx.inquiry("case1")) == inquiry("Марійка")


async def test_without_a_recovery_key_nothing_is_sealed(tmp_path: Path) -> None:
    """Sealing is refused where it would lock everyone out, and the case stays readable."""
    async with opened(tmp_path, recovery=None) as store:
        await plant(store)
        with pytest.raises(StorageError, match="no copy"):
            await store.transact(lambda tx: tx.seal_case("case1"))
        assert await store.transact(lambda tx: tx.case("case1"))


async def test_erasure_takes_the_recovery_copy_too(tmp_path: Path) -> None:
    """After erasure nobody, whoever holds the recovery identity, has a key to what was erased."""
    async with opened(tmp_path) as store:
        await plant(store)
        await store.transact(lambda tx: tx.erase_address(address()))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM meta")]
    assert not [name for name in names if "case1" in name]


async def test_a_rotation_killed_anywhere_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed again and again while re-wrapping, every case stays readable; it ends (S6)."""
    keys, data = tmp_path / "key", tmp_path / "data"
    ring = create_key_file(keys, data_folder=data)
    async with opened(data, ring, None) as store:
        await store.transact(lambda tx: [tx.open_case(case(n), inquiry()) for n in range(30)])
    both = add_key(keys, data_folder=data)
    kills = 0
    while not await _is_rotated(data, both):
        with child("rotate", data, keys) as process:
            for _ in range(12):
                process.stdout.readline()
            process.kill()
        kills += 1
        async with opened(data, both, None) as store:
            found = await store.transact(lambda tx: [tx.case(f"case{n}") for n in range(30)])
            assert found == [case(n) for n in range(30)]
    assert kills > 3
    async with opened(data, KeyRing({2: both.keys[2]}, current=2), None) as store:
        assert await store.transact(lambda tx: tx.case("case7"))


def test_a_new_key_is_added_whole_or_not_at_all(tmp_path: Path) -> None:
    """The former keys stay in the file, the new one seals, and its rights stay its owner's."""
    path = tmp_path / "key"
    first = create_key_file(path, data_folder=tmp_path / "data")
    second = add_key(path, data_folder=tmp_path / "data")
    assert (second.current, second.keys[1]) == (2, first.keys[1])
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["key"]


def test_a_passphrase_gives_the_same_key_again(tmp_path: Path) -> None:
    """With its stored salt a passphrase gives one key; another passphrase, or salt, another."""
    words = "six words that nobody guesses"
    first = ring_of_passphrase(words, data_folder=tmp_path)
    assert ring_of_passphrase(words, data_folder=tmp_path).keys == first.keys
    (tmp_path / "homeward.salt").unlink()
    assert ring_of_passphrase(words, data_folder=tmp_path).keys != first.keys
    with pytest.raises(StorageError, match="HOMEWARD_KEY_PASSPHRASE"):
        ring_of_passphrase("short", data_folder=tmp_path)


def test_keys_come_from_a_text_as_from_a_file() -> None:
    """One bare key, or versions and keys with commas between."""
    assert ring_of_text("61" * 32).keys == RING.keys
    assert ring_of_text(f"1 {'61' * 32}, 2 {'62' * 32}").current == 2
    with pytest.raises(StorageError):
        ring_of_text("not a key")


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "# only a comment"])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    """Both halves are checked when they are read, and the error shows neither."""
    for kind in (Recipient, Identity):
        with pytest.raises(StorageError):
            kind(text)


def _recovered(folder: Path, ring: KeyRing, identity: Identity) -> tuple[int, int]:
    with closing(connect(folder / DATABASE)) as raw:
        db = SqliteConnection(raw)
        db.begin()
        counts = recover_all(db, Cabinet(ring), identity)
        db.control("COMMIT")
        return counts


async def _is_rotated(folder: Path, ring: KeyRing) -> bool:
    async with opened(folder, ring, None) as store:
        statement = "SELECT count(*) FROM data_keys WHERE kek = 1"
        (left,) = await store.group.run(lambda db: db.raw.execute(statement).fetchone())
        return left == 0
