"""The real world: the system's clock, and chance from the operating system."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial


def _counter() -> Callable[[], float]:
    """Linux alone has a counter that goes on while the machine sleeps (clock_gettime(2))."""
    counter: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic if counter is None else partial(time.clock_gettime, counter)


_count = _counter()


class SystemClock:
    """The Clock port on the system's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- here is where the time comes from

    def monotonic(self) -> float:
        """Seconds since some fixed instant; those a machine slept through count as well."""
        return _count()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class SystemChance:
    """The Chance port on the operating system's randomness."""

    def identifier(self) -> str:
        """A new id: 32 hexadecimal digits."""
        return secrets.token_hex(16)

    def number(self, below: int) -> int:
        """A number from 0 up to but not including `below`."""
        return secrets.randbelow(below)
