"""What is stored before the story begins: drafts, and when the bot last heard anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

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
    address = Address(channel="telegram", id=str(chat))
    _keep(disk, lambda tx: tx.save_session(address, session))


def keep_heard(disk: Disk, at: datetime) -> None:
    """Write down when a former life of the bot heard somebody."""
    _keep(disk, lambda tx: tx.keep_heard(at))


def _keep(disk: Disk, work: Callable[[StoredTransaction], None]) -> None:
    keys, db = cabinet(), SqliteConnection(disk.raw)
    disk.raw.execute("BEGIN")
    work(StoredTransaction(db, AesVault(db, keys, 0), keys.addresses))
    disk.raw.execute("COMMIT")
