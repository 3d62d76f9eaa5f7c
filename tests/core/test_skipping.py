"""Whatever can be skipped, skipped: the inquiry is sent all the same."""

from __future__ import annotations

import pytest

from bot.core.terms import Door
from tests.core.kit import Family
from tests.core.practised import REVIEW, Practised


def filled(door: Door) -> Family:
    """Someone at the review, with the shortest inquiry through a door."""
    practised = Practised(door, "en")
    practised.fill()
    return practised.family


@pytest.mark.parametrize("door", list(Door))
def test_every_detail_can_be_skipped_and_the_inquiry_sent(door: Door) -> None:
    """Through each door, all details of all sections skipped make an inquiry like that without."""
    plain, family = filled(door), filled(door)
    family.tap("review=add")
    for token in [one for one in family.buttons.values() if one.startswith("details=")]:
        family.tap(token)
        _skip_all(family)
    family.tap("review=")
    for each in (plain, family):
        each.tap("review=send")
    assert family.inquiries == plain.inquiries != []


@pytest.mark.parametrize("door", list(Door))
def test_nothing_needs_to_be_known(door: Door) -> None:
    """Where "I do not know" is offered, it is taken everywhere, and the inquiry is sent."""
    practised = Practised(door, "en")
    practised.fill(knows=False)
    family = practised.family
    family.tap("review=send")
    (inquiry,) = family.inquiries
    assert "separation.date_of_separation" in inquiry.unknown


def _skip_all(family: Family) -> None:
    for _ in range(REVIEW):
        if family.session.step != "question":
            return
        family.tap(f"{family.session.path}=~skip")
    raise AssertionError("the details have no end")
