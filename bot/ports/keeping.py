"""What is kept how long, and what is taken away."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Address


class Keeping(Protocol):
    """What is kept how long, and what is taken away."""

    def erase_case(self, case_id: str) -> bool:
        """Erase a case with all that belongs to it; False where there is none."""
        ...

    def erase_address(self, address: Address) -> int:
        """Erase everything of an address, its cases and messages among it; how many cases."""
        ...

    def closed_before(
        self, before: datetime, limit: int, *, sealed: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """Id and reference of cases closed before an instant, oldest first."""
        ...

    def seal_case(self, case_id: str) -> None:
        """Leave a closed case to the offline recovery key; from here on it is as if not there.

        Raises `StorageError` where that key has no copy of the case's key.
        """
        ...

    def sweep(self, now: datetime) -> int:
        """Forget what need not be kept: event keys after 48 h, sent messages after 30 days."""
        ...
