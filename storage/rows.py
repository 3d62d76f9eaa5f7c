"""Core types ↔ what a row can hold: whole numbers and bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from pydantic import BaseModel

from bot.core.case import Address
from bot.core.session import Session, upgraded
from bot.errors import StorageError

M = TypeVar("M", bound=BaseModel)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """An instant as microseconds since 1970 UTC, exact. It must know its time zone."""
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def instant(stored: int) -> datetime:
    """The instant of a number of microseconds since 1970 UTC."""
    return _EPOCH + timedelta(microseconds=stored)


def packed(value: BaseModel) -> bytes:
    """A value as JSON, to be sealed."""
    return value.model_dump_json().encode()


def unpacked(kind: type[M], plain: bytes) -> M:
    """The value of JSON that was sealed. Raises `StorageError`, which shows nothing of it."""
    try:
        return kind.model_validate_json(plain)
    except ValueError:
        # pydantic's error quotes what it read.
        raise StorageError(
            f"a stored {kind.__name__} is of a program this one cannot read"
        ) from None


def session_of(plain: bytes) -> Session:
    """A session of this or an older version. Raises `StorageError` for one of a newer program."""
    try:
        return Session.model_validate(upgraded(json.loads(plain)))
    except ValueError:
        raise StorageError("a stored Session is of a program this one cannot read") from None


def address_text(address: Address) -> str:
    """An address as text, no two addresses alike."""
    return f"{len(address.channel)}:{address.channel}{address.id}"
