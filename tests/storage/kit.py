"""Values to store, a clock that stands still, and a store in a folder."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from bot.core.case import Address, Case, ContactMode, HistoryEntry, HistoryKind
from bot.core.inquiry import Inquiry
from bot.core.roles import Role
from bot.core.say import Verbatim, tell
from bot.core.session import Answer, Session
from bot.ports import Outgoing, StaffMember, StoredFile
from storage.inspecting import AT_ONCE
from storage.keys import KeyRing
from storage.sqlite import SqliteStore, open_store

NOW = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
RING = KeyRing({1: b"a" * 32}, current=1)
REPOSITORY = Path(__file__).parents[2]


class StillClock:
    """Time that moves only when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.instant = now

    def now(self) -> datetime:
        """The instant it stands at."""
        return self.instant

    def monotonic(self) -> float:
        """The same, in seconds."""
        return self.instant.timestamp()

    async def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.instant += timedelta(seconds=seconds)


def opened(
    folder: Path, keys: KeyRing = RING, at_once: int = AT_ONCE
) -> AbstractAsyncContextManager[SqliteStore]:
    """The store of a folder. It waits briefly for others, so that tests need not."""
    return open_store(folder, keys=keys, clock=StillClock(), patience_ms=50, at_once=at_once)


def later(seconds: float) -> datetime:
    """An instant after now."""
    return NOW + timedelta(seconds=seconds)


def address(number: int = 1) -> Address:
    """A family's address."""
    return Address(channel="telegram", id=str(number))


def session(word: str = "Олена", **changes: Any) -> Session:
    """A conversation in which a word was answered."""
    answers = {"persons.0.name_first": Answer(value=word)}
    return Session(**{"answers": answers, "revision": 1, **changes})


def inquiry(name: str = "Марійка") -> Inquiry:
    """What a family answered; of a name it says only that it is not known."""
    return _smallest(Inquiry).model_copy(update={"unknown": (name,)})


def _smallest(kind: type[BaseModel]) -> Any:
    """A value of a model with nothing in it but what must be."""
    fields = kind.model_fields.items()
    return kind(**{name: _least(f.annotation) for name, f in fields if f.is_required()})


def _least(kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return (_least(get_args(kind)[0]),)
    if issubclass(kind, BaseModel):
        return _smallest(kind)
    return next(iter(kind)) if issubclass(kind, Enum) else kind("1")


def case(number: int = 1, **changes: Any) -> Case:
    """A case of the family with the same number."""
    first: dict[str, Any] = {
        "id": f"case{number}",
        "reference": f"{number:017d}",
        "address": address(number),
        "locale": "uk",
        "contact_mode": ContactMode.PUSH_NEUTRAL,
        "opened_at": NOW,
        "moved_at": NOW,
        "told_at": NOW,
    }
    return Case(**{**first, **changes})


def line(number: int = 1, **changes: Any) -> HistoryEntry:
    """A line of the history of case 1."""
    first = {"id": f"line{number}", "case_id": "case1", "at": NOW, "kind": HistoryKind.WROTE}
    return HistoryEntry(**{**first, **changes})


def letter(name: str, to: int = 1, text: str = "Добрий день", **changes: Any) -> Outgoing:
    """A message to the family with a number."""
    prompt = tell(Verbatim(verbatim=text))
    return Outgoing(
        **{"id": name, "address": address(to), "prompt": prompt, "locale": "uk"} | changes
    )


def photo(file_id: str = "photo", **changes: Any) -> StoredFile:
    """A photograph family 1 sent."""
    first = {"id": file_id, "address": address(), "kind": "photo", "remote": "r", "unique": "u"}
    return StoredFile(**{**first, "at": NOW, **changes})


def worker(name: str = "7", role: Role = Role.CASEWORKER) -> StaffMember:
    """A member of staff."""
    return StaffMember(id=name, role=role, locale="uk")
