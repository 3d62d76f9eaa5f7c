"""The real world: the system's clock, and chance from the operating system."""

from __future__ import annotations

import asyncio
import secrets
import time
from datetime import UTC, datetime


class SystemClock:
    """The Clock port on the system's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- here is where the time comes from

    def monotonic(self) -> float:
        """Seconds since some fixed instant."""
        return time.monotonic()

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
