"""A key from the environment, or from a passphrase, is changed like one from a file (S6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.settings import Settings, read_settings
from bot.upkeep import keyring, rescue
from bot.upkeep.chores import Upkeep
from storage.passphrase import SALT, ring_of_passphrase
from storage.sqlite import open_store
from tests.storage.kit import StillClock
from tests.storage.test_seals import HOME, plant
from tests.test_rescue import TOKEN

OLD = "orbit candle meadow velvet anchor lantern"
NEW = "harbor copper willow saddle ribbon cobalt"


def settings_in(folder: Path, **secrets: str) -> Settings:
    """An installation with these secrets."""
    given = {"TOKEN": TOKEN, "DATA": str(folder / "data"), **secrets}
    named = {f"HOMEWARD_{name}": value for name, value in given.items()}
    return read_settings(named, available=("uk", "ru", "en"))


async def works(settings: Settings, *, first: bool = False) -> None:
    """The bot starts, finds what was there, and re-wraps some of it."""
    keys = keyring.key_ring(settings)
    async with open_store(settings.data, keys=keys, clock=StillClock()) as store:
        if first:
            await store.transact(plant)
        assert await store.transact(lambda tx: tx.cases_of(HOME))
        await Upkeep(store, StillClock(), settings).rewrap()


async def test_a_key_of_the_environment_is_changed(tmp_path: Path) -> None:
    """The command says what to set; then the former key may go, and what to set is said again."""
    first = settings_in(tmp_path, KEY="61" * 32)
    await works(first, first=True)
    both = set_in(keyring.rotate_key(first))
    assert both.startswith(f"1 {'61' * 32},2 ")
    await works(settings_in(tmp_path, KEY=both))
    newest = set_in(await rescue.retire_keys(settings_in(tmp_path, KEY=both)))
    assert newest.startswith("2 ")
    await works(settings_in(tmp_path, KEY=newest))
    with pytest.raises(StorageError):
        await works(first)


def set_in(said: str) -> str:
    """What the setting is to be."""
    line = next(line for line in said.splitlines() if "HOMEWARD_KEY=" in line)
    return line.partition("HOMEWARD_KEY=")[2]


async def test_a_passphrase_gives_way_to_another(tmp_path: Path) -> None:
    """Both are set until everything is sealed anew; stopped at any time, it goes on."""
    await works(settings_in(tmp_path, KEY_PASSPHRASE=OLD), first=True)
    both = settings_in(tmp_path, KEY_PASSPHRASE=NEW, KEY_PASSPHRASE_FORMER=OLD)
    assert "KEY_PASSPHRASE_FORMER" in keyring.rotate_key(both)
    for _ in range(2):
        await works(both)
    said = await rescue.retire_keys(both)
    assert "Unset HOMEWARD_KEY_PASSPHRASE_FORMER" in said
    await works(settings_in(tmp_path, KEY_PASSPHRASE=NEW))
    with pytest.raises(StorageError, match="HOMEWARD_KEY_PASSPHRASE"):
        keyring.key_ring(settings_in(tmp_path, KEY_PASSPHRASE=OLD))


async def test_a_wrong_former_passphrase_changes_nothing(tmp_path: Path) -> None:
    """It is named before anything is written."""
    await works(settings_in(tmp_path, KEY_PASSPHRASE=OLD), first=True)
    salt = tmp_path / "data" / SALT
    before = salt.read_bytes()
    with pytest.raises(StorageError, match="HOMEWARD_KEY_PASSPHRASE_FORMER"):
        keyring.key_ring(
            settings_in(tmp_path, KEY_PASSPHRASE=NEW, KEY_PASSPHRASE_FORMER=f"not {OLD}")
        )
    assert salt.read_bytes() == before


def test_a_salt_of_a_former_version_goes_on(tmp_path: Path) -> None:
    """Sixteen bytes without a check give the key they gave, and give way like any other."""
    (tmp_path / SALT).write_bytes(b"s" * 16)
    old = ring_of_passphrase(OLD, data_folder=tmp_path)
    assert (tmp_path / SALT).read_bytes() == b"s" * 16
    both = ring_of_passphrase(NEW, data_folder=tmp_path, former=OLD)
    assert both.keys[1] == old.keys[1]
    assert both.current == 2
    again = ring_of_passphrase(NEW, data_folder=tmp_path, former=OLD)
    assert dict(again.keys) == dict(both.keys)
