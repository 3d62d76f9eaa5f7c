"""Keys come from a file of their own, and only the right ones open a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.folder import DATABASE
from storage.keys import KeyRing, create_key_file, load_key_file
from tests.storage.kit import RING, address, case, inquiry, opened, session

OLD, NEW = b"a" * 32, b"b" * 32


def test_a_key_file_is_made_once_and_read_back(tmp_path: Path) -> None:
    """Made with rights for its owner only, read back as it was, never overwritten."""
    path = tmp_path / "keys" / "homeward.key"
    made = create_key_file(path, data_folder=tmp_path / "data")
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_key_file(path, data_folder=tmp_path / "data").keys == made.keys
    with pytest.raises(StorageError, match="HOMEWARD_KEY_FILE"):
        create_key_file(path, data_folder=tmp_path / "data")


def test_a_key_file_never_lies_beside_the_data(tmp_path: Path) -> None:
    """A path within the data folder is refused, for making and for reading."""
    for act in (create_key_file, load_key_file):
        with pytest.raises(StorageError, match="move it elsewhere"):
            act(tmp_path / "data" / "deep" / "key", data_folder=tmp_path / "data")


@pytest.mark.parametrize(
    ("text", "mode", "fix"),
    [
        ("1 " + "00" * 32, 0o640, "chmod 600"),
        ("1 " + "00" * 31, 0o600, "32 bytes"),
        ("one " + "00" * 32, 0o600, "<version>"),
        ("", 0o600, "HOMEWARD_KEY_FILE"),
        ("ключ", 0o600, "put the key file back"),
        (None, 0o600, "put the key file back"),
    ],
)
def test_a_bad_key_file_is_refused_with_the_fix(
    tmp_path: Path, text: str | None, mode: int, fix: str
) -> None:
    """Readable by others, too short, not understood, empty, or missing: each has its fix."""
    path = tmp_path / "key"
    if text is not None:
        path.write_text(text)
        path.chmod(mode)
    with pytest.raises(StorageError, match=fix):
        load_key_file(path, data_folder=tmp_path / "data")


def test_a_key_ring_shows_no_key() -> None:
    """Neither repr nor str of a key ring holds a key."""
    ring = KeyRing({1: b"SECRETSECRETSECRETSECRETSECRET!!"}, current=1)
    assert "SECRET" not in f"{ring!r}{ring}"


async def test_a_wrong_key_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    """With another key of the same version the store does not open; with its own it does."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.save_session(address(), session()))
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(StorageError, match=r"HOMEWARD_KEY_FILE.*another key"):
        async with opened(tmp_path, KeyRing({1: NEW}, 1)):
            pass
    assert (tmp_path / DATABASE).read_bytes() == before
    async with opened(tmp_path) as store:
        assert await store.transact(lambda tx: tx.session(address())) == session()


async def test_a_missing_key_version_is_named(tmp_path: Path) -> None:
    """A ring without the version the data needs says which one to put back."""
    async with opened(tmp_path):
        pass
    with pytest.raises(StorageError, match=r"HOMEWARD_KEY_FILE.*version 1"):
        async with opened(tmp_path, KeyRing({2: NEW}, 2)):
            pass


async def test_keys_are_replaced_while_everything_stays_readable(tmp_path: Path) -> None:
    """Re-wrapping in small steps, each row readable meanwhile; then the old key may go (S6)."""
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: [tx.open_case(case(n), inquiry()) for n in range(5)])
    both = KeyRing({1: OLD, 2: NEW}, current=2)
    steps = 0
    while True:
        async with opened(tmp_path, both) as store:
            done = await store.rewrap(3)
            found = await store.transact(lambda tx: [tx.case(f"case{n}") for n in range(5)])
            assert found == [case(n) for n in range(5)]
        if not done:
            break
        steps += 1
    assert steps > 1
    async with opened(tmp_path, KeyRing({2: NEW}, 2)) as store:
        assert await store.transact(lambda tx: tx.case("case1")) == case()
    with pytest.raises(StorageError):
        async with opened(tmp_path, RING):
            pass
