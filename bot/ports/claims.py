"""Who wrote a case's number from another account, and the way the case goes there."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Address
from bot.core.value import Value


class Claim(Value):
    """Someone at `address` wrote a number. `case_id` is None where no case has it.

    The id of the line in the case's history that has the claimant's words is the claim's own.
    """

    id: str
    address: Address
    at: datetime
    case_id: str | None = None


class Claims(Protocol):
    """Who wrote a case's number from another account, and the way the case goes there."""

    def add_claim(self, claim: Claim) -> None:
        """Keep a claim: 30 days where there is such a case, else one day."""
        ...

    def claims_of(self, case_id: str) -> tuple[Claim, ...]:
        """The claims to a case that nobody decided on yet, oldest first."""
        ...

    def claims_from(self, address: Address, since: datetime) -> int:
        """How many claims came from an address since an instant."""
        ...

    def drop_claim(self, claim: Claim) -> None:
        """Forget which case a claim was about; that there was one is still counted."""
        ...

    def hand_over(self, case_id: str, to: Address) -> tuple[str, ...]:
        """Give a case with its files and its unsent messages to another address.

        The ids of these messages; one that is being sent at this moment stays where it is.
        """
        ...
