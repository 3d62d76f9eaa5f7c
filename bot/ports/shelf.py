"""What a channel brought and was told we have, until it is dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol


class Shelved(NamedTuple):
    """Something on the shelf. `content` is what came, and says what families said."""

    key: str
    content: bytes


class Shelf(Protocol):
    """What a channel brought and was told we have, until it is dealt with."""

    def shelve(self, key: str, content: bytes, came: datetime) -> None:
        """Put something on the shelf. Events in it stay known for as long as it stands there."""
        ...

    def shelved(self) -> tuple[Shelved, ...]:
        """What stands there, in the order it was put there."""
        ...

    def remember_updates(self, keys: Iterable[str], now: datetime) -> None:
        """Let events that are known count as seen now."""
        ...

    def unshelve(self, key: str) -> None:
        """Take something off the shelf, with its key."""
        ...
