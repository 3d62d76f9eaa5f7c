"""The bot with one promise broken on purpose: the simulator has to notice each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.outages import Listening
from bot.ports import Channel, Delivered, Footprint, Outcome, Parcel, Postponed, StoredFile
from bot.relay import Done, Relay
from handlers.telegram.hauls import Haul
from handlers.telegram.updates import fetch
from storage.aes_vault import AesVault
from storage.connection import SqliteConnection
from storage.notes import note, put_note
from storage.sqlite import SqliteStore
from storage.transaction import StoredTransaction
from tests.simulation.disk import Disk, Inline, cabinet
from tests.simulation.fate import Fate
from tests.simulation.house import Parts, Provident


class ConfirmsFirst(Provident):
    """Confirms a batch, then deals with it: what python-telegram-bot's own updater does."""

    async def _take_in(self, haul: Haul, *, is_far: bool) -> None:
        if haul.behind is not None:
            await fetch(self._bot, haul.behind, patience=0, most=1)
        await super()._take_in(haul, is_far=is_far)


class NeverLooksBack(Provident):
    """Begins with what waits at Telegram, whatever stands on the shelf."""

    async def _recall(self) -> None:
        self._is_recalled = True


class ForgetsToSettle(Relay):
    """Never writes down what became of a message."""

    def _settleable(self) -> Done:
        return {}


class Unmarked:
    """Sends again as if it were the first time."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self.name = channel, channel.name

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Send, forgetting the doubt."""
        return await self._channel.send(parcel.model_copy(update={"uncertain": 0}), files)


class Insistent:
    """Sends twice, to be sure."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self.name = channel, channel.name

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Send, and send."""
        await self._channel.send(parcel, files)
        return await self._channel.send(parcel, files)


class Astray:
    """Lets what belongs to a case go wherever the group happens to be looking."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self.name = channel, channel.name

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Send, forgetting the case's topic."""
        return await self._channel.send(parcel.model_copy(update={"card": None}), files)


class Deaf(Listening):
    """Notices a gap, and tells no family."""

    async def tell(self) -> int:
        """Tell nobody."""
        return 0


class Nagging(Listening):
    """Takes every start for the end of a gap."""

    def _silence(self, answered: float, by_wall: timedelta) -> timedelta:
        return timedelta(days=2)


class Gullible(StoredTransaction):
    """Takes every event for a new one."""

    def note_update(self, key: str, at: datetime, of: Footprint | None = None) -> bool:
        """Note it, and say it is new."""
        super().note_update(key, at, of)
        return True


class Suspicious(StoredTransaction):
    """Remembers the highest id for ever, and takes what lies below for a repetition."""

    def note_update(self, key: str, at: datetime, of: Footprint | None = None) -> bool:
        """New only where its number is the highest so far."""
        number = int(key.partition(":")[2])
        highest = int(note(self._db, "highest") or b"0")
        if number <= highest:
            super().note_update(key, at, of)
            return False
        put_note(self._db, "highest", str(number).encode())
        return super().note_update(key, at, of)


class LastFirst(StoredTransaction):
    """Lets the newest message of a lane go first."""

    def _refresh(self, lane: bytes) -> None:
        super()._refresh(lane)
        newest = "SELECT max(seq) FROM outbox WHERE lane=:lane AND state=0"
        raw = self._db.raw  # type: ignore[attr-defined]  # the raw handle
        raw.execute(f"UPDATE lanes SET head=({newest}) WHERE lane=:lane", {"lane": lane})  # noqa: S608 -- our own words


class Discreet(StoredTransaction):
    """Tells nobody that a family has left."""

    def save_case(self, case: Any) -> None:
        """Save it as reachable."""
        super().save_case(case.model_copy(update={"reachable": True}))


class Impatient(StoredTransaction):
    """Drops what could not be sent at once."""

    def settle(self, outgoing_id: str, outcome: Outcome, at: datetime) -> None:
        """Settle a wait as if it were the end."""
        waits = isinstance(outcome, Postponed) and outcome.tried
        super().settle(outgoing_id, Delivered() if waits else outcome, at)


def keeping(transaction: type[StoredTransaction]) -> Parts:
    """A store whose units of work are of another kind."""

    class Store(SqliteStore):
        def _transaction(self, db: SqliteConnection) -> StoredTransaction:
            return transaction(db, AesVault(db, self._cabinet, 0), self._cabinet.addresses)

    def store(disk: Disk, fate: Fate, clock: Any) -> SqliteStore:
        return Store(Inline(disk, fate), cabinet(), clock)  # type: ignore[arg-type]  # a thread that is none

    return replace(Parts(), store=store)


class Unsynced(Disk):
    """Loses its last commits when the process dies, as without fsync when the power fails."""

    def __init__(self) -> None:
        super().__init__()
        self._commits, self._synced = 0, self.raw.serialize()

    def fill(self, *, full: bool) -> None:
        """Sync now and then only."""
        super().fill(full=full)
        self._commits += 1
        if self._commits % 20 == 0:
            self._synced = self.raw.serialize()

    def survive(self) -> None:
        """Keep what was synced."""
        self.raw.deserialize(self._synced)


MUTANTS: dict[str, tuple[Parts, str]] = {
    "confirms before it commits": (replace(Parts(), poller=ConfirmsFirst), "R3"),
    "leaves what is on the shelf": (replace(Parts(), poller=NeverLooksBack), "R5"),
    "answers before it commits": (replace(Parts(), disk=Unsynced), "R1"),
    "forgets to settle": (replace(Parts(), relay=ForgetsToSettle), "R5"),
    "drops what has to wait": (keeping(Impatient), "R5"),
    "sends again without a word": (replace(Parts(), channel=Unmarked), "R5"),
    "sends everything twice": (replace(Parts(), channel=Insistent), "R5"),
    "takes every event for new": (keeping(Gullible), "R4"),
    "takes lower ids for old": (keeping(Suspicious), "R4"),
    "lets the newest go first": (keeping(LastFirst), "R6"),
    "hides that a family left": (keeping(Discreet), "R10"),
    "says nothing of a gap": (replace(Parts(), listening=Deaf), "R9"),
    "tells of gaps that were none": (replace(Parts(), listening=Nagging), "R9"),
    "lets a case's words go astray": (replace(Parts(), channel=Astray), "R11"),
}
"""What each does, and the guarantees that must be seen broken."""
