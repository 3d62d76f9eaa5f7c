"""What a family sends is fetched, sealed and kept; what it has erased leaves the disk too."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Bot

from bot.errors import Refused, SendError, Unreachable
from bot.ports import StoredFile
from bot.upkeep.fetching import Attachments
from handlers.telegram.fetch import TelegramFetcher
from handlers.telegram.uploading import AiohttpRequest
from storage.blobs import Blobs
from storage.sqlite import SqliteStore
from tests.disk import hits
from tests.storage.kit import StillClock, address, opened, photo, session
from tests.wire.kit import wired


class Wire:
    """A wire that has every file, or fails."""

    failure: SendError | None = None
    asked = 0

    async def fetch(self, file: StoredFile) -> bytes:
        """The bytes."""
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return b"CANARY" * 20_000


class Desk:
    """A store with one photograph, and what fetches it."""

    def __init__(self, store: SqliteStore, root: Path) -> None:
        self.store, self.blobs, self.wire = store, Blobs(root / "files"), Wire()
        self.clock = StillClock()
        self.work = Attachments(store, self.blobs, self.wire, self.clock)

    async def file(self) -> StoredFile | None:
        """The photograph as it is stored."""
        return await self.store.transact(lambda tx: tx.file("photo"))


async def test_a_file_is_fetched_once_and_lies_sealed(tmp_path: Path) -> None:
    """Its bytes come back whole, and none of them stand on the disk."""
    async with opened(tmp_path) as store:
        desk = Desk(store, tmp_path)
        await store.transact(lambda tx: tx.add_file(photo()))
        assert [await desk.work.fetch(), await desk.work.fetch(), desk.wire.asked] == [1, 0, 1]
        file = await desk.file()
        assert file is not None
        assert b"".join(desk.blobs.open(file.blob, file.blob_key)) == b"CANARY" * 20_000
        assert hits(tmp_path, ["CANARY", file.blob_key]) == []
        assert file.blob_key not in repr(file)


async def test_what_failed_is_fetched_later_and_not_for_ever(tmp_path: Path) -> None:
    """A wire that is down is tried again in an hour, a refusal never."""
    async with opened(tmp_path) as store:
        desk = Desk(store, tmp_path)
        await store.transact(lambda tx: tx.add_file(photo()))
        desk.wire.failure = Unreachable("down")
        assert [await desk.work.fetch(), await desk.work.fetch()] == [1, 0]
        desk.clock.instant += timedelta(hours=2)
        desk.wire.failure = Refused("file is too big")
        assert [await desk.work.fetch(), await desk.work.fetch()] == [1, 0]
        desk.clock.instant += timedelta(days=9)
        assert await desk.work.fetch() == 0


async def test_bytes_of_erased_files_and_left_by_crashes_are_swept(tmp_path: Path) -> None:
    """Within the hour after the erasure; what belongs to a file stays (S7)."""
    async with opened(tmp_path) as store:
        desk = Desk(store, tmp_path)
        await store.transact(lambda tx: tx.add_file(photo()))
        await store.transact(lambda tx: tx.add_file(photo("other", address=address(2))))
        while await desk.work.fetch():
            pass
        (tmp_path / "files" / f"{'0' * 32}.part").write_bytes(b"half")
        await store.transact(lambda tx: tx.save_session(address(), session()))
        for path in (tmp_path / "files").iterdir():
            os.utime(path, (0, 0))
        await desk.work.sweep()
        assert len(desk.blobs.names()) == 2
        await store.transact(lambda tx: tx.erase_address(address()))
        await desk.work.sweep()
        other = await store.transact(lambda tx: tx.file("other"))
        assert [name for name, _ in desk.blobs.names()] == [other.blob]


async def test_a_file_comes_over_the_wire() -> None:
    """From the Bot API's own file path; one it does not know is refused for good."""
    async with wired() as wire:
        await wire.sends_file("document", b"a letter")
        url = wire.emulator.url
        async with Bot(
            wire.emulator.token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=AiohttpRequest(),
        ) as bot:
            await fetches(bot)


async def fetches(bot: Bot) -> None:
    """Fetch what came last, and something that never was."""
    updates = await bot.get_updates()
    document = updates[-1].message.document
    fetcher = TelegramFetcher(bot)
    assert await fetcher.fetch(photo(remote=document.file_id)) == b"a letter"
    with pytest.raises(Refused):
        await fetcher.fetch(photo(remote="nothing"))
