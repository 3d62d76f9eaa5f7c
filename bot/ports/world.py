"""The outside world: a store, wires, time, and chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from bot.ports.mail import Parcel
from bot.ports.records import StoredFile
from bot.ports.transaction import Transaction

T = TypeVar("T")


class Store(Protocol):
    """Where everything is kept."""

    async def transact(self, work: Callable[[Transaction], T], *, at_once: bool = False) -> T:
        """Run one unit of work and return once it is durable.

        What the function raises is raised here, and nothing of it is kept. What is wanted `at_once`
        goes before all that waits.
        """
        ...


class Channel(Protocol):
    """A wire that carries messages to one kind of address. Raises `SendError` and its kin only."""

    name: str

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Carry one message and return the wire's handle of it; of several, one after the other,
        with spaces between."""
        ...


class Clock(Protocol):
    """Time. `now` is UTC and may jump; `monotonic` counts seconds and never goes back."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed instant."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Chance(Protocol):
    """Randomness that nobody can guess."""

    def identifier(self) -> str:
        """A new id: 32 hexadecimal digits."""
        ...

    def number(self, below: int) -> int:
        """A number from 0 up to but not including `below`."""
        ...


class World(NamedTuple):
    """The outside world, as a use case holds it. `wake` is called after every commit."""

    store: Store
    clock: Clock
    chance: Chance
    wake: Callable[[], None]
