"""Someone who was a child then, and is an adult now."""

from __future__ import annotations

from bot.core.scenes.scene import CaseSeen
from tests.core.kit import SHORTEST, Family


def test_who_has_grown_up_is_told_once_and_never_again() -> None:
    """The adult note comes when the dates show it, and not when a sent inquiry is changed later."""
    family = Family()
    family.says(*SHORTEST[:11], "12 March 2006", "spring 2022")
    assert "this person is now an adult" in family.read
    family.says(*SHORTEST[13:])
    family.pick("Send the inquiry")
    family.cases = (CaseSeen("01234567890123450"),)
    family.sent["01234567890123450"] = family.inquiries[0]
    family.tap("home=more")
    family.pick("See or change my answers")
    family.says("Change an answer", "First name", "Illia")
    assert "First name: Illia" in family.read
    assert "now an adult" not in family.read
