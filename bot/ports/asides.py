"""Events that could not be handled, kept for a person to look at."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.value import Value


class Aside(Value):
    """An event that could not be handled. `payload` is what came, and says what a family said."""

    id: str
    at: datetime
    reason: str
    payload: bytes
    is_again: bool = False


class Asides(Protocol):
    """Events that could not be handled, kept for a person to look at."""

    def set_aside(self, key: str, at: datetime, payload: bytes, reason: str) -> None:
        """Keep an event that could not be handled."""
        ...

    def asides(self, after: str, limit: int) -> tuple[Aside, ...]:
        """Those there are, in the order of their ids, which says nothing."""
        ...

    def drop_aside(self, aside_id: str) -> bool:
        """Erase one, with its key; False where there is none."""
        ...

    def try_again(self, aside_id: str, *, again: bool = True) -> bool:
        """Whether one is to be handled once more; False where there is none."""
        ...

    def asides_again(self, limit: int) -> tuple[Aside, ...]:
        """Those that are to be handled once more."""
        ...
