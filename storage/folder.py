"""The data folder: ours alone, on a local disk, used by one process at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StorageError

DATABASE = "homeward.sqlite3"
LOCK = "homeward.lock"

# File systems whose locks or shared memory SQLite cannot rely on (sqlite.org/wal.html, "All
# processes using a database must be on the same host computer").
NETWORK = frozenset({
    "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3",
    "smbfs",
})  # fmt: skip

MOUNTS = Path("/proc/mounts")


@contextmanager
def claimed(folder: Path, mounts: Path = MOUNTS) -> Iterator[Path]:
    """The database file of a folder nobody else uses, until the block ends.

    Raises `StorageError` naming the fix for a network file system, a folder that cannot be
    written to, and a folder another process uses.
    """
    refuse_network(folder, mounts)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"cannot write to the data folder {folder}: {error.strerror}") from error
    try:
        _lock(handle, folder)
        # SQLite gives its log the rights of the database, so the first one decides.
        os.close(os.open(folder / DATABASE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        yield folder / DATABASE
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StorageError(
            f"another process uses the data folder {folder}; stop it or choose another folder"
        ) from error


def refuse_network(folder: Path, mounts: Path = MOUNTS) -> None:
    """Raise `StorageError` where the folder lies on a network file system, as far as we can see."""
    try:
        lines = mounts.read_text(errors="replace").splitlines()
    except OSError:
        return
    kind = _file_system(folder.resolve(), [line.split(" ") for line in lines])
    if kind in NETWORK:
        raise StorageError(
            f"the data folder {folder} lies on a network file system ({kind}), where SQLite loses "
            "data; choose a folder on a local disk"
        )


def _file_system(folder: Path, mounts: list[list[str]]) -> str | None:
    """The kind of the innermost mount that holds a folder; later mounts cover earlier ones."""
    best: tuple[int, str] | None = None
    for _, point, kind, *_ in mounts:
        # The kernel writes blanks as octal escapes (man 5 fstab).
        where = Path(point.replace("\\040", " "))
        if folder.is_relative_to(where) and (best is None or len(where.parts) >= best[0]):
            best = (len(where.parts), kind)
    return best[1] if best else None
