"""The drills of an operator: backup and restore, a lost key, a new key, a sealed case (R12)."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot import speech
from bot.core.case import CaseStatus
from bot.errors import Misconfigured, StorageError
from bot.ports import Transaction
from bot.settings import Settings, read_settings
from bot.upkeep import keyring, rescue
from bot.upkeep.chores import Upkeep
from storage.folder import DATABASE
from storage.sqlite import SqliteStore, open_store
from storage.verifying import open_all
from tests.storage.kit import NOW, REPOSITORY, StillClock, case, inquiry, later, letter, session
from tests.storage.test_seals import HOME, hits, plant

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"


class Post:
    """An installation: its folders, its recovery identity, its settings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        private, self.public = keyring.new_recovery()
        self.identity = root / "identity.txt"
        self.identity.write_text(private)

    def settings(self, data: str = "data", **changes: str) -> Settings:
        """The settings, with their key beside the first data folder."""
        given = {
            "TOKEN": TOKEN,
            "DATA": str(self.root / data),
            "KEY_FILE": str(self.root / "data.key"),
            "RECOVERY_KEY": self.public,
            **changes,
        }
        named = {f"HOMEWARD_{name}": value for name, value in given.items()}
        return read_settings(named, available=speech.available())


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """A new installation."""
    return Post(tmp_path)


def opened(settings: Settings) -> object:
    """Its store."""
    keys, key = keyring.key_ring(settings), keyring.recipient(settings)
    return open_store(settings.data, keys=keys, clock=StillClock(), recovery=key)


def waiting(tx: Transaction) -> list[str]:
    """The messages that would be sent now."""
    return [parcel.outgoing.id for parcel in tx.lease(later(99), later(999), 9, 9)]


async def test_a_backup_made_while_the_bot_works_restores_whole(post: Post) -> None:
    """Made under load, restored elsewhere: it opens, and nothing is sent until released (R12)."""
    backup = post.root / "backup.age"
    async with opened(post.settings()) as store:
        await store.transact(plant)
        working = asyncio.create_task(_work(store))
        said = await asyncio.to_thread(rescue.back_up, post.settings(), backup)
        working.cancel()
        assert "open" in said
    assert hits(post.root) == []
    elsewhere = post.settings("elsewhere")
    said = rescue.put_back(elsewhere, backup, post.identity)
    assert "release-outbox" in said
    assert "does not open" not in said
    async with opened(elsewhere) as store:
        assert await store.transact(lambda tx: tx.cases_of(HOME))
        assert await store.transact(waiting) == []
        assert await store.transact(lambda tx: tx.next_due()) is None
    assert "once the bot runs" in await rescue.release_outbox(elsewhere)
    async with opened(elsewhere) as store:
        assert "waiting" in await store.transact(waiting)


async def _work(store: SqliteStore) -> None:
    step = 0
    while True:
        step += 1
        await store.transact(lambda tx, n=step: tx.enqueue(letter(f"n{n}", 2), NOW))


async def test_with_key_and_server_lost_backup_and_identity_bring_all_back(post: Post) -> None:
    """On a new machine with no key: restore, recover, and every sealed value opens."""
    backup = post.root / "backup.age"
    async with opened(post.settings()) as store:
        await store.transact(plant)
    rescue.back_up(post.settings(), backup)
    new = post.settings("new", KEY_FILE=str(post.root / "new.key"))
    assert "homeward recover" in rescue.put_back(new, backup, post.identity)
    assert "the bot can start" in rescue.recover(new, post.identity)
    assert open_all(new.data / DATABASE, keyring.key_ring(new))[0] > 10


async def test_a_backup_that_was_changed_or_cut_off_is_refused(post: Post) -> None:
    """Neither a flipped bit nor a missing end is restored, and no data is written over."""
    backup = post.root / "backup.age"
    async with opened(post.settings()) as store:
        await store.transact(plant)
    rescue.back_up(post.settings(), backup)
    whole = backup.read_bytes()
    new = post.settings("new")
    for broken in (whole[:-1], whole[:-20_000], whole[:5000] + b"x" + whole[5001:]):
        backup.write_bytes(broken)
        with pytest.raises(StorageError, match="does not open"):
            rescue.put_back(new, backup, post.identity)
        assert list(new.data.iterdir()) == []
    backup.write_bytes(whole)
    with pytest.raises(StorageError, match="holds data already"):
        rescue.put_back(post.settings(), backup, post.identity)


def test_without_a_recovery_key_no_backup_is_written(post: Post) -> None:
    """Rather none than one nobody can open, or everybody."""
    with pytest.raises(Misconfigured, match="HOMEWARD_RECOVERY_KEY"):
        rescue.back_up(post.settings(RECOVERY_KEY=""), post.root / "backup.age")


async def test_a_key_is_rotated_by_the_bot_and_the_former_one_retired(post: Post) -> None:
    """Added by a command, put to use by the bot's chore, and then the former key may go (S6)."""
    settings = post.settings()
    async with opened(settings) as store:
        await store.transact(plant)
    assert "version 2" in keyring.rotate_key(settings)
    async with opened(settings) as store:
        upkeep = Upkeep(store, StillClock(), settings)
        while await upkeep.rewrap():
            pass
        assert await store.transact(lambda tx: tx.cases_of(HOME))
    assert "version 2" in await rescue.retire_keys(settings)
    assert list(keyring.key_ring(settings).keys) == [2]


async def test_closed_cases_are_sealed_after_a_day_where_that_is_wanted(post: Post) -> None:
    """Not before, not open ones, not where the setting is off; one comes back by its number."""
    settings = post.settings(SEAL_CLOSED="yes")
    closed = case(1, status=CaseStatus.CLOSED, told_at=later(-90_000), moved_at=later(-90_000))
    recent = case(3, status=CaseStatus.CLOSED)
    async with opened(settings) as store:
        for one in (closed, case(2), recent):
            await store.transact(lambda tx, one=one: tx.open_case(one, inquiry()))
        assert await Upkeep(store, StillClock(), post.settings()).seal() == 0
        upkeep = Upkeep(store, StillClock(), settings)
        assert [await upkeep.seal(), await upkeep.seal()] == [1, 0]
        assert await store.transact(lambda tx: [tx.case("case1"), bool(tx.case("case3"))]) == [
            None,
            True,
        ]
        async_identity = rescue.identity_of(post.identity)
        await store.recover_case(closed.reference, async_identity)
        assert await store.transact(lambda tx: tx.case("case1")) == closed


async def test_what_was_erased_stands_in_no_file_after_a_checkpoint(post: Post) -> None:
    """Also the log holds no wrap of the erased keys any more (S7)."""
    settings = post.settings()
    async with opened(settings) as store:
        await store.transact(lambda tx: tx.save_session(HOME, session()))
        (wrapped,) = await store.group.run(
            lambda db: db.raw.execute(
                "SELECT wrapped FROM data_keys WHERE owner LIKE 'lane:%'"
            ).fetchone()
        )
        await store.transact(lambda tx: tx.erase_address(HOME))
        assert any(wrapped in path.read_bytes() for path in settings.data.iterdir())
        await Upkeep(store, StillClock(), settings).checkpoint()
        assert not any(wrapped in path.read_bytes() for path in settings.data.iterdir())


@pytest.mark.parametrize("source", ["KEY", "KEY_PASSPHRASE"])
async def test_a_key_may_come_from_elsewhere(post: Post, source: str) -> None:
    """From the environment or a passphrase the data opens again, and no key file is made."""
    settings = post.settings(**{"KEY_FILE": "", source: "61" * 32})
    async with opened(settings) as store:
        await store.transact(plant)
    async with opened(settings) as store:
        assert await store.transact(lambda tx: tx.cases_of(HOME))
    assert source in keyring.rotate_key(settings)
    assert not settings.key_path.exists()


async def test_with_the_key_file_gone_no_other_is_made(post: Post) -> None:
    """Where there is data, a missing key stops the start and says what to put back (fault 43)."""
    settings = post.settings()
    async with opened(settings):
        pass
    settings.key_path.unlink()
    for act in (keyring.key_ring, keyring.new_key):
        with pytest.raises(StorageError, match="HOMEWARD_KEY_FILE"):
            act(settings)
    assert not settings.key_path.exists()


def test_the_commands_tell_a_mistake_in_one_line(post: Post) -> None:
    """`homeward keys recovery`, `keys new` and `backup`, as an operator types them."""
    given = {
        "HOMEWARD_TOKEN": TOKEN,
        "HOMEWARD_DATA": str(post.root / "data"),
        "HOMEWARD_RECOVERY_KEY": post.public,
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(  # noqa: S603 - our own program
            command, cwd=REPOSITORY, env=given, text=True, capture_output=True, check=False
        )

    made = run("keys", "recovery", "--save", str(post.root / "mine"))
    assert "HOMEWARD_RECOVERY_KEY=age1" in made.stdout
    assert "AGE-SECRET" not in made.stdout + made.stderr
    assert (post.root / "mine").stat().st_mode & 0o777 == 0o600
    assert "The key is in" in run("keys", "new").stdout
    none = run("backup", str(post.root / "backup.age"))
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert "there is no data" in none.stderr
