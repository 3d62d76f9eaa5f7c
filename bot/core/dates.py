"""Dates as people remember them: a year, a season or month of it, a day, or about then."""

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
    SEASON = "season"
    MONTH = "month"
    DAY = "day"


class Season(StrEnum):
    """A part of a year as people remember it. A winter is the beginning of its year or the end."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"

    @property
    def months(self) -> tuple[int, int]:
        """The first month and the last it can mean."""
        return _MONTHS[self]


_MONTHS = {Season.SPRING: (3, 5), Season.SUMMER: (6, 8), Season.AUTUMN: (9, 11),
           Season.WINTER: (1, 12)}  # fmt: skip


class PartialDate(Value):
    """A date known to the year, season, month or day; `about` when the person was not sure.

    Before there were seasons here, one was kept as the month in its middle, with `about`.
    """

    year: int = Field(ge=1900, le=2200)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    about: bool = False
    season: Season | None = Field(default=None, exclude_if=lambda season: season is None)

    @model_validator(mode="after")
    def _exists(self) -> Self:
        if self.season is not None and self.month is not None:
            raise ValueError("a season has no month")
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
        if self.season is not None:
            return Precision.SEASON
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def earliest(self) -> date:
        """The first day this date can mean, taken by its letter."""
        first, _ = self._months
        return date(self.year, first, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day this date can mean, taken by its letter."""
        _, last = self._months
        return date(self.year, last, self.day or monthrange(self.year, last)[1])

    def iso(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as PFIF 1.4 has it, which knows no seasons."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def _months(self) -> tuple[int, int]:
        if self.season is not None:
            return self.season.months
        return self.month or 1, self.month or 12


def years_between(born: date, then: date) -> int:
    """Completed years of age on a day."""
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def was_minor(born: PartialDate, then: PartialDate) -> bool | None:
    """Whether someone was under 18 at a date; None where the dates leave it open."""
    return _is_minor(born, then.earliest, then.latest, about=born.about or then.about)


def is_adult(born: PartialDate, today: date) -> bool | None:
    """Whether someone is 18 or older today; None where the birth date leaves it open."""
    minor = _is_minor(born, today, today, about=born.about)
    return None if minor is None else not minor


def _is_minor(born: PartialDate, first: date, last: date, *, about: bool) -> bool | None:
    """On a day between these."""
    youngest, oldest = years_between(born.latest, first), years_between(born.earliest, last)
    if about:
        youngest, oldest = youngest - 1, oldest + 1
    if oldest < ADULT_AGE:
        return True
    return False if youngest >= ADULT_AGE else None
