"""Someone tired at the very beginning: Start again, and words where buttons stand."""

from __future__ import annotations

from tests.core.kit import SHORTEST, Family


def test_start_at_the_first_question_goes_on_with_it() -> None:
    """Whoever presses Start a second time stands where they stood, not before it."""
    family = Family()
    first = family.says(*SHORTEST[:2])
    assert family.send("/start") == first
    family.pick("Yes")
    assert "Write to me here" in family.buttons


def test_words_that_no_button_has_are_answered_with_what_to_do() -> None:
    """A menu that comes back without a word looks broken."""
    family = Family()
    family.says(*SHORTEST[:2], "/cancel")
    assert "tap one of the buttons" in family.send("I am looking for my son")
    assert "Start an inquiry" in family.buttons
