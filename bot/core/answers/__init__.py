"""Kinds of answers, one file each. `kind_of` finds the kind by the field's type."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import StringConstraints

from bot.core.answers.calling import Called
from bot.core.answers.kind import (
    SHOWN,
    Asking,
    Browsed,
    Kind,
    Reading,
    Refused,
    Rows,
    Taken,
    token,
)
from bot.core.answers.locating import Located
from bot.core.answers.picking import PickMany, PickOne
from bot.core.answers.remembering import Remembered
from bot.core.answers.writing import Written
from bot.core.dates import PartialDate
from bot.core.inquiry import Telephone
from bot.core.place import Place
from bot.core.questions import Question

__all__ = [
    "SHOWN",
    "Asking",
    "Browsed",
    "Kind",
    "Reading",
    "Refused",
    "Rows",
    "Taken",
    "kind_of",
    "token",
]


@cache
def kind_of(question: Question) -> Kind:
    """The kind of answer a question takes. Raises `TypeError` for a type that has no kind."""
    kind = _by_type(question.core_type, question.path)
    if kind is None:
        raise TypeError(f"{question.path}: nobody knows how to ask for {question.core_type}")
    return kind


def _by_type(wanted: Any, path: str) -> Kind | None:
    if wanted is PartialDate:
        return Remembered(of_birth=path.endswith("date_of_birth"))
    if wanted is Place:
        return Located()
    if wanted is Telephone:
        return Called()
    if get_origin(wanted) is frozenset:
        return PickMany(get_args(wanted)[0])
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return PickOne(wanted)
    limits = [item for item in get_args(wanted)[1:] if isinstance(item, StringConstraints)]
    most = limits[0].max_length if limits else None
    return Written(most) if most is not None else None
