"""Dates as people remember them: a year, a month of a year, a day, or about then."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from bot.core.value import Value

ADULT_AGE = 18


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class PartialDate(Value):
    """A date known to the year, month or day; `about` when the person was not sure."""

    year: int = Field(ge=1900, le=2200)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    about: bool = False

    @model_validator(mode="after")
    def _exists(self) -> Self:
        if self.day is not None:
            if self.month is None:
                raise ValueError("a day needs a month")
            date(self.year, self.month, self.day)
        return self

    @property
    def precision(self) -> Precision:
        """The smallest part that is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def earliest(self) -> date:
        """The first day this date can mean, taken by its letter."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day this date can mean, taken by its letter."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def iso(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as PFIF 1.4 writes partial dates."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def years_between(born: date, then: date) -> int:
    """Completed years of age on a day."""
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def was_minor(born: PartialDate, then: PartialDate) -> bool | None:
    """Whether someone was under 18 at a date; None where the dates leave it open."""
    youngest = years_between(born.latest, then.earliest)
    oldest = years_between(born.earliest, then.latest)
    if born.about or then.about:
        youngest, oldest = youngest - 1, oldest + 1
    if oldest < ADULT_AGE:
        return True
    return False if youngest >= ADULT_AGE else None


def is_adult(born: PartialDate, today: date) -> bool | None:
    """Whether someone is 18 or older today; None where the birth date leaves it open."""
    minor = was_minor(born, PartialDate(year=today.year, month=today.month, day=today.day))
    return None if minor is None else not minor
