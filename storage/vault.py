"""The seam of encryption: all personal data passes here on its way to a row and back."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from pydantic import BaseModel


class Place(NamedTuple):
    """Where a sealed value lives. None of it ever changes while the value lies there.

    `owner` has a data key of its own: whoever forgets the key erases everything it sealed.
    """

    table: str
    column: str
    row: str
    owner: str

    def associated(self) -> bytes:
        """The place as bytes, no two places alike."""
        return "".join(f"{len(part)}:{part}" for part in self).encode()


def case_owner(case_id: str) -> str:
    """Whose data key seals what belongs to a case."""
    return f"case:{case_id}"


def lane_owner(lane: bytes) -> str:
    """Whose data key seals what belongs to an address but to no case."""
    return f"lane:{lane.hex()}"


class Vault(Protocol):
    """Seals and opens bytes, and makes the keyed hashes rows are found by."""

    def seal(self, plain: bytes, *, place: Place) -> bytes:
        """The bytes, readable only in this place."""
        ...

    def open(self, sealed: bytes, *, place: Place) -> bytes:
        """What was sealed in this place. Raises `StorageError` for anything else."""
        ...

    def remember(self, value: BaseModel, sealed: bytes, *, place: Place) -> None:
        """Keep what was sealed a while, so that whoever asks for it soon need not open it."""
        ...

    def let_go(self, place: Place) -> None:
        """Keep what was sealed in this place no longer: nobody will ask for it."""
        ...

    def remembered(self, sealed: bytes, *, place: Place) -> BaseModel | None:
        """What these very bytes hold, where that is known still."""
        ...

    def index(self, purpose: str, text: str) -> bytes:
        """The same 32 bytes for the same text and purpose; without our key they say nothing."""
        ...

    def forget(self, owner: str) -> None:
        """Erase an owner's data key: what it sealed can never be opened again."""
        ...

    def drop_wrap(self, owner: str) -> None:
        """Leave an owner's data key to the offline recovery key alone."""
        ...
