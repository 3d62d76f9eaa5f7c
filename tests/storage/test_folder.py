"""The data folder is ours alone and lies on a disk of this machine."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.errors import StorageError
from storage.folder import DATABASE, claimed
from tests.storage.kit import opened


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "fuse.sshfs"])
def test_a_network_file_system_is_refused(tmp_path: Path, kind: str) -> None:
    """A folder below a network mount is refused with a way out, blanks in its name or not."""
    place = str(tmp_path.resolve()).replace(" ", "\\040")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/x {place}/far\\040away {kind} rw 0 0\n")
    with (
        pytest.raises(StorageError, match="local disk"),
        claimed(tmp_path / "far away" / "d", mounts),
    ):
        pass
    with claimed(tmp_path / "near", mounts):
        pass


def test_the_innermost_mount_counts(tmp_path: Path) -> None:
    """A local disk mounted within a network file system is fine."""
    place = tmp_path.resolve()
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/ / nfs4 rw 0 0\ndisk {place} ext4 rw 0 0\n")
    with claimed(tmp_path / "data", mounts):
        pass


def test_where_mounts_cannot_be_seen_nothing_is_refused(tmp_path: Path) -> None:
    """Without a list of mounts, as outside Linux, the folder is taken as it is."""
    with claimed(tmp_path / "data", tmp_path / "none"):
        pass


async def test_one_store_per_folder(tmp_path: Path) -> None:
    """A second opening is refused while the first lasts, also within one process."""
    async with opened(tmp_path):
        with pytest.raises(StorageError, match="another process"):
            async with opened(tmp_path):
                pass
    async with opened(tmp_path):
        pass


async def test_only_the_owner_can_read_what_is_kept(tmp_path: Path) -> None:
    """The folder and the database are closed to other users."""
    async with opened(tmp_path / "data"):
        for path in (tmp_path / "data", tmp_path / "data" / DATABASE):
            assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the way is an error of ours."""
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot write"), claimed(tmp_path / "file" / "data"):
        pass
