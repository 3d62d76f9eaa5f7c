"""What was acknowledged survives SIGKILL; and leaving takes no longer than it must."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StorageError
from tests.storage.kit import NOW, REPOSITORY, letter, opened


@contextmanager
def child(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another process at a store, killed in the end."""
    command = [sys.executable, "-m", "tests.storage.child", *map(str, arguments)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=REPOSITORY, text=True, **pipes) as process:  # noqa: S603 - our own module
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


async def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    """A process killed in the middle of its work loses no unit it had acknowledged (R1)."""
    for units in (1, 40, 333):
        with child("load", tmp_path) as process:
            lines = [process.stdout.readline() for _ in range(units)]
            process.kill()
            lines += process.stdout.readlines()
        acknowledged = [line.strip() for line in lines if line.endswith("\n")]
        assert len(acknowledged) >= units
        async with opened(tmp_path) as store:
            for key in acknowledged:
                assert not await store.transact(lambda tx, key=key: tx.note_update(key, NOW))


async def test_a_second_process_is_refused(tmp_path: Path) -> None:
    """While one process has the store open, no other gets in; afterwards it does."""
    with child("hold", tmp_path) as process:
        assert process.stdout.readline() == "open\n"
        with pytest.raises(StorageError, match="another process"):
            async with opened(tmp_path):
                pass
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait(30) == 0
    async with opened(tmp_path):
        pass


def test_a_process_that_forgets_to_close_still_ends(tmp_path: Path) -> None:
    """A store left open does not keep its process alive."""
    with child("leave", tmp_path) as process:
        process.wait(30)


async def test_what_was_leased_when_the_process_died_goes_on_at_once(tmp_path: Path) -> None:
    """Whoever opens the folder is alone in it: no lease of the dead is waited for."""
    minute = NOW + timedelta(seconds=60)
    async with opened(tmp_path) as store:
        await store.transact(lambda tx: tx.enqueue(letter("a"), NOW))
        assert len(await store.transact(lambda tx: tx.lease(NOW, minute, 9, 9))) == 1
    async with opened(tmp_path) as store:
        (parcel,) = await store.transact(lambda tx: tx.lease(NOW, minute, 9, 9))
        assert (parcel.outgoing.id, parcel.uncertain) == ("a", 1)
