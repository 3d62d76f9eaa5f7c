"""A season is shown back as it was said, and what was kept before there were seasons is read."""

from __future__ import annotations

import pytest

from bot.core.dates import PartialDate, Season
from tests.core.kit import NOW, SHORTEST, Family, at_review, hearing, speech


@pytest.mark.parametrize(
    ("typed", "shown"), [("spring 2022", "spring 2022"), ("around winter 2021", "winter 2021")]
)
def test_a_season_is_shown_back_as_it_was_said(typed: str, shown: str) -> None:
    """At once and in the overview; nobody reads a month they have not named."""
    family = Family()
    noted = family.says(*SHORTEST[:12], typed)
    assert shown in noted
    family.says(*SHORTEST[13:])
    assert shown in family.read
    assert not any(month in family.read for month in ("January", "April"))


def test_a_season_comes_into_the_inquiry() -> None:
    """And out of what is stored as it went in."""
    family = at_review()
    family.tap("review=send")
    [inquiry] = family.inquiries
    assert inquiry.separation.date_of_separation == PartialDate(year=2022, season=Season.SPRING)
    assert type(inquiry).model_validate_json(inquiry.model_dump_json()) == inquiry


def test_a_season_of_before_is_still_read() -> None:
    """It was kept as a month, about; and a date without a season is kept as it always was."""
    kept = {"year": 2022, "month": 4, "day": None, "about": True}
    date = PartialDate.model_validate(kept)
    assert date.model_dump(mode="json") == kept
    assert speech().text(date, "en") == "about April 2022"


@pytest.mark.parametrize(
    "text", ["15 навесні 2022", "весна літо 2022", "навесні, у квітні 2022", "весна 22", "навесні"]
)
def test_a_season_that_is_more_than_that_is_no_date(text: str) -> None:
    """A day of a season, two seasons, a season without its year: it is asked again."""
    assert hearing().date(text, "uk", NOW.date(), of_birth=False) is None
