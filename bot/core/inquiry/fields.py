"""Types of fields that several sections use, and the doors their wording depends on."""

from __future__ import annotations

from typing import Annotated, NewType

from pydantic import StringConstraints

from bot.core.conditions import Is
from bot.core.terms import Door

Short = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Long = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Letter = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Telephone = NewType("Telephone", str)
"""A telephone number in E.164, with its plus sign."""

DOOR = "inquirer.door"
"""The answer that decides which questions are asked, and how they are worded."""


def through(*doors: Door) -> Is:
    """Holds for inquiries that came through one of these doors."""
    return Is(path=DOOR, values=frozenset(doors))
