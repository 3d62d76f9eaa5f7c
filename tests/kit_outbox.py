"""An outbox in memory and channels that do as they are told, for the relay's tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from bot.core.case import Address, Case, ContactMode, HistoryEntry
from bot.core.say import Verbatim, tell
from bot.ports import (
    Delivered,
    Outcome,
    Outgoing,
    Parcel,
    Postponed,
    Readdressed,
    StoredFile,
    Transaction,
    Undeliverable,
    Urgency,
)
from tests.kit_clock import START

T = TypeVar("T")

STAFF = Address(channel="wire", id="-100")
REFERENCE = "12345678901234563"


def family(number: int = 1) -> Address:
    """A family's address."""
    return Address(channel="wire", id=str(1000 + number))


def message(message_id: str, to: Address | None = None, **more: Any) -> Outgoing:
    """A message whose text is its id."""
    prompt = tell(Verbatim(verbatim=message_id))
    return Outgoing(id=message_id, address=to or family(), prompt=prompt, locale="en", **more)


def a_case(case_id: str = "case", address: Address | None = None) -> Case:
    """A case that was just opened."""
    return Case(
        id=case_id,
        reference=REFERENCE,
        address=address or family(),
        locale="uk",
        contact_mode=ContactMode.PUSH_OPEN,
        opened_at=START,
        moved_at=START,
        told_at=START,
    )


@dataclass
class Waiting:
    """A message in its lane."""

    parcel: Parcel
    due: datetime
    leased_until: datetime | None = None


@dataclass
class Kept:
    """Everything the store holds; every lane in its order."""

    waiting: list[Waiting] = field(default_factory=list)
    ended: dict[str, Outcome] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    history: list[HistoryEntry] = field(default_factory=list)
    files: dict[str, StoredFile] = field(default_factory=dict)

    def copied(self) -> Kept:
        """The same, to change without changing this."""
        waiting = [replace(each) for each in self.waiting]
        return Kept(waiting, {**self.ended}, {**self.cases}, [*self.history], {**self.files})


class OutboxInMemory:
    """The verbs of a Transaction that the relay uses."""

    def __init__(self, kept: Kept, refuses: str | None = None) -> None:
        self.kept, self._refuses = kept, refuses

    def enqueue(self, outgoing: Outgoing, due: datetime) -> None:
        """Put a message in its lane."""
        known = {each.parcel.outgoing.id for each in self.kept.waiting} | self.kept.ended.keys()
        if outgoing.id not in known:
            self.kept.waiting.append(Waiting(Parcel(outgoing=outgoing), due))

    def lease(self, now: datetime, until: datetime, limit: int, bulk: int) -> tuple[Parcel, ...]:
        """The heads of lanes that are due, replies first, at most `bulk` of bulk."""
        ready = sorted((h for h in self._heads() if self._starts(h) <= now), key=lambda h: h.due)
        replies = [head for head in ready if head.parcel.outgoing.urgency is Urgency.REPLY][:limit]
        others = [head for head in ready if head.parcel.outgoing.urgency is Urgency.BULK][:bulk]
        taken = [*replies, *others][:limit]
        for head in taken:
            self._note_lost(head)
            head.leased_until = until
        return tuple(head.parcel for head in taken)

    def next_due(self) -> datetime | None:
        """When a lane's head may be taken next."""
        return min(map(self._starts, self._heads()), default=None)

    def settle(self, outgoing_id: str, outcome: Outcome, at: datetime) -> None:
        """Record an outcome."""
        if outgoing_id == self._refuses:
            raise ValueError("a row gone wrong")
        found = [each for each in self.kept.waiting if each.parcel.outgoing.id == outgoing_id]
        for waiting in found:
            waiting.leased_until = None
            if isinstance(outcome, Delivered | Undeliverable):
                self.kept.waiting.remove(waiting)
                self.kept.ended[outgoing_id] = outcome
            elif isinstance(outcome, Postponed):
                self._postpone(waiting, outcome)
            elif isinstance(outcome, Readdressed):
                self._readdress(waiting.parcel.outgoing.address, outcome.to)

    def case(self, case_id: str) -> Case | None:
        """One case."""
        return self.kept.cases.get(case_id)

    def cases_of(self, address: Address) -> tuple[Case, ...]:
        """The cases of an address."""
        return tuple(case for case in self.kept.cases.values() if case.address == address)

    def save_case(self, case: Case) -> None:
        """Store a changed case."""
        self.kept.cases[case.id] = case

    def add_history(self, entry: HistoryEntry) -> None:
        """Write a line of history."""
        self.kept.history.append(entry)

    def file(self, file_id: str) -> StoredFile | None:
        """One file."""
        return self.kept.files.get(file_id)

    def _heads(self) -> Iterator[Waiting]:
        seen: set[Address] = set()
        for each in self.kept.waiting:
            if each.parcel.outgoing.address not in seen:
                seen.add(each.parcel.outgoing.address)
                yield each

    @staticmethod
    def _starts(head: Waiting) -> datetime:
        return head.leased_until or head.due

    @staticmethod
    def _note_lost(head: Waiting) -> None:
        if head.leased_until is not None:
            counted = {"attempts": head.parcel.attempts + 1, "uncertain": head.parcel.uncertain + 1}
            head.parcel = head.parcel.model_copy(update=counted)

    @staticmethod
    def _postpone(waiting: Waiting, outcome: Postponed) -> None:
        waiting.due = outcome.due
        parcel = waiting.parcel
        waiting.parcel = parcel.model_copy(
            update={
                "attempts": parcel.attempts + outcome.tried,
                "uncertain": parcel.uncertain + outcome.uncertain,
                "parts_sent": max(parcel.parts_sent, outcome.parts_sent),
            }
        )

    def _readdress(self, old: Address, new: Address) -> None:
        for each in self.kept.waiting:
            if each.parcel.outgoing.address == old:
                moved = each.parcel.outgoing.model_copy(update={"address": new})
                each.parcel = each.parcel.model_copy(update={"outgoing": moved})


class StoreInMemory:
    """A Store: all of a unit of work is kept, or nothing.

    `fails` may raise in its place; `refuses` is a message whose outcome cannot be kept.
    """

    def __init__(self) -> None:
        self.kept = Kept()
        self.refuses: str | None = None
        self.fails: Callable[[], None] = lambda: None

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run one unit of work."""
        self.fails()
        draft = self.kept.copied()
        result = work(cast("Transaction", OutboxInMemory(draft, self.refuses)))
        self.kept = draft
        return result

    @contextmanager
    def broken(self, error: Exception) -> Iterator[None]:
        """Every commit fails for a while."""

        def fail() -> None:
            raise error

        self.fails = fail
        yield
        self.fails = lambda: None


Deed = Callable[[Parcel], Awaitable[str | None]]


class FakeChannel:
    """A Channel that notes what arrived. `script` says, by message id, what goes wrong first."""

    name = "wire"

    def __init__(self) -> None:
        self.tried: list[Parcel] = []
        self.arrived: list[str] = []
        self.files: list[tuple[StoredFile, ...]] = []
        self.script: dict[str, list[Exception | None]] = {}
        self.before: Callable[[Parcel], Awaitable[None]] | None = None

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Do what the script says; None in it, and its end, mean that the message arrives."""
        self.tried.append(parcel)
        self.files.append(files)
        if self.before is not None:
            await self.before(parcel)
        wrong = self.script.get(parcel.outgoing.id)
        failure = wrong.pop(0) if wrong else None
        if failure is not None:
            raise failure
        self.arrived.append(parcel.outgoing.id)
        return f"surface-{len(self.arrived)}"
