"""A draft from before the story begins."""

from __future__ import annotations

from bot.core.case import Address
from bot.core.session import Session
from storage.aes_vault import AesVault
from storage.connection import SqliteConnection
from storage.transaction import StoredTransaction
from tests.simulation.disk import Disk, cabinet


def keep_session(disk: Disk, chat: int, session: Session | None) -> None:
    """Write a conversation to the disk."""
    if session is None:
        return
    keys, db = cabinet(), SqliteConnection(disk.raw)
    disk.raw.execute("BEGIN")
    tx = StoredTransaction(db, AesVault(db, keys, 0), keys.addresses)
    tx.save_session(Address(channel="telegram", id=str(chat)), session)
    disk.raw.execute("COMMIT")
