"""Copies of a data folder: made while the bot works, and put in the place of a folder.

Copying the files by hand may tear them apart, since part of the newest commits lies in the log.
Here SQLite copies (sqlite.org/backup.html), in one read transaction on a connection that cannot
write, which hinders no one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import StorageError
from storage.connection import SqliteConnection, translated
from storage.folder import DATABASE, claimed
from storage.notes import OUTBOX_HELD, put_note
from storage.passphrase import SALT
from storage.recovery import Identity, Recipient
from storage.verifying import check_whole

FILES = "files"
"""Folder of the files people sent, sealed each, under random names."""


@contextmanager
def snapshot(folder: Path) -> Iterator[Path]:
    """A whole copy of a data folder's database, checked, until the block ends."""
    if not (folder / DATABASE).exists():
        raise StorageError(f"there is no data in {folder}")
    with TemporaryDirectory(dir=folder, prefix="backup-") as room:
        copy = Path(room) / DATABASE
        uri = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro"
        try:
            with (
                closing(sqlite3.connect(uri, uri=True)) as live,
                closing(sqlite3.connect(copy)) as raw,
            ):
                live.backup(raw)
                raw.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise translated(error) from error
        check_whole(copy)
        yield copy


def pack(copy: Path, folder: Path, to: Path, recipient: Recipient) -> None:
    """Write a snapshot and the folder's files as one age file, whole or not at all."""
    plain, sealed = copy.with_name("plain.tar"), to.with_name(f"{to.name}.part")
    with tarfile.open(plain, "w") as tar:
        tar.add(copy, DATABASE)
        for name in (SALT, FILES):
            if (folder / name).exists():
                tar.add(folder / name, name)
    try:
        handle = os.open(sealed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with plain.open("rb") as source, os.fdopen(handle, "wb") as target:
            recipient.seal_stream(source, target)
            target.flush()
            os.fsync(target.fileno())
        sealed.replace(to)
    except OSError as error:
        sealed.unlink(missing_ok=True)
        raise StorageError(f"cannot write {to}: {error.strerror}") from error


def restore(file: Path, folder: Path, identity: Identity) -> None:
    """Put a backup into a folder that has no data, with the outbox held.

    Checked before anything is put in place; killed at any instant, it can be run again.
    """
    if (folder / DATABASE).exists():
        if (folder / DATABASE).stat().st_size:
            raise StorageError(f"{folder} holds data already; restore into another folder")
        (folder / DATABASE).unlink()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder, prefix="restore-") as name:
        room = Path(name)
        _unpack(file, room, identity)
        check_whole(room / DATABASE)
        _hold(room / DATABASE)
        with claimed(folder):
            shutil.rmtree(folder / FILES, ignore_errors=True)
            for part in (FILES, SALT, DATABASE):
                if (room / part).exists():
                    (room / part).replace(folder / part)


def _unpack(file: Path, room: Path, identity: Identity) -> None:
    plain = room / "plain.tar"
    try:
        with file.open("rb") as source, plain.open("wb") as target:
            identity.open_stream(source, target)
    except OSError as error:
        raise StorageError(f"cannot read {file}: {error.strerror}") from error
    with tarfile.open(plain) as tar:
        tar.extractall(room, filter="data")
    plain.unlink()


def _hold(path: Path) -> None:
    """Let nothing be sent from a database: what was on its way then may have arrived since."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        db = SqliteConnection(raw)
        db.begin()
        put_note(db, OUTBOX_HELD, b"")
        db.control("COMMIT")
    with path.open("rb") as file:
        os.fsync(file.fileno())
