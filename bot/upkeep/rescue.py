"""Backups, putting them back, and what to do when the key is lost."""

from __future__ import annotations

from pathlib import Path

from bot.core.reference import read_reference
from bot.errors import Misconfigured, StorageError
from bot.settings import Settings
from bot.upkeep.keyring import key_ring, make_folder, recipient
from bot.world import SystemClock
from storage.backing import pack, restore, snapshot
from storage.folder import DATABASE
from storage.keys import KeyRing, create_key_file, load_key_file, text_of, write_key_file
from storage.passphrase import forget_former
from storage.recovering import recover_folder
from storage.recovery import Identity
from storage.sqlite import open_store
from storage.verifying import open_all


def back_up(settings: Settings, to: Path) -> str:
    """Write a backup, each sealed value of it proved to open, while the bot works or not."""
    key = recipient(settings)
    if key is None:
        raise Misconfigured(
            "HOMEWARD_RECOVERY_KEY: a backup is sealed for the recovery key, and there is none; "
            "make one: homeward keys recovery."
        )
    ring = key_ring(settings)
    with snapshot(settings.data) as copy:
        opened, sealed = open_all(copy, ring)
        pack(copy, settings.data, to, key)
    return f"{to}: whole, {opened} sealed values open, {sealed} only with the recovery identity."


def put_back(settings: Settings, backup: Path, identity_file: Path) -> str:
    """Restore a backup into an empty data folder, with the outbox held."""
    make_folder(settings)
    restore(backup, settings.data, identity_of(identity_file))
    held = "Nothing is sent until you run: homeward release-outbox"
    try:
        opened, _ = open_all(settings.data / DATABASE, key_ring(settings))
    except (StorageError, Misconfigured) as error:
        return f"Restored, but it does not open yet ({error}). Run: homeward recover. {held}."
    return f"Restored: whole, and {opened} sealed values open. {held}."


def recover(settings: Settings, identity_file: Path) -> str:
    """Make the data readable again with a key made anew, from the recovery identity."""
    make_folder(settings)
    if not (settings.data / DATABASE).exists():
        raise StorageError(f"there is no data in {settings.data}")
    found, lost = recover_folder(settings.data, _fresh_ring(settings), identity_of(identity_file))
    rest = f" {lost} had no copy for the recovery key and stay closed for ever." if lost else ""
    return f"{found} keys recovered; the bot can start.{rest}"


async def recover_case(settings: Settings, identity_file: Path, reference: str) -> str:
    """Open one sealed case again, for the time a closed case stays open before it is sealed."""
    identity, number = identity_of(identity_file), read_reference(reference)
    if number is None:
        raise StorageError("this is no case number")
    async with open_store(settings.data, keys=key_ring(settings), clock=SystemClock()) as store:
        await store.recover_case(number, identity)
    return "The case is among the closed ones again. Unless it is reopened, it is sealed in a day."


async def release_outbox(settings: Settings) -> str:
    """Let the messages of a restored backup go."""
    async with open_store(settings.data, keys=key_ring(settings), clock=SystemClock()) as store:
        held = await store.transact(lambda tx: tx.release_outbox())
    return "Messages are sent once the bot runs." if held else "The outbox was not held."


async def retire_keys(settings: Settings) -> str:
    """Prove that everything opens with the newest key alone, and let go of the former ones."""
    ring = key_ring(settings)
    async with open_store(settings.data, keys=ring, clock=SystemClock()) as store:
        while await store.rewrap():
            continue
    newest = KeyRing({ring.current: ring.keys[ring.current]}, current=ring.current)
    opened, _ = open_all(settings.data / DATABASE, newest)
    proved = f"All {opened} sealed values open with key version {ring.current}."
    return f"{proved} {_let_go(settings, newest)}"


def _let_go(settings: Settings, newest: KeyRing) -> str:
    """Forget the former keys, where that is ours to do."""
    if settings.key is not None:
        return f"Now set HOMEWARD_KEY={text_of(newest)}"
    if settings.key_passphrase is not None:
        forget_former(settings.data)
        return "Unset HOMEWARD_KEY_PASSPHRASE_FORMER; that passphrase opens nothing any more."
    write_key_file(settings.key_path, newest.keys)
    return "It is the only one left in the key file."


def identity_of(path: Path) -> Identity:
    """The recovery identity of a file."""
    try:
        return Identity(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise StorageError(f"cannot read the recovery identity in {path}") from None


def _fresh_ring(settings: Settings) -> KeyRing:
    if settings.key is not None or settings.key_passphrase is not None:
        return key_ring(settings)
    if settings.key_path.exists():
        return load_key_file(settings.key_path, data_folder=settings.data)
    return create_key_file(settings.key_path, data_folder=settings.data)
