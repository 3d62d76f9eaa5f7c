"""The number a family keeps."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.core.desk import split_reference
from bot.core.reference import (
    LENGTH,
    RANDOM_DIGITS,
    check_digit,
    grouped,
    make_reference,
    read_reference,
)

numbers = st.integers(min_value=0, max_value=10**RANDOM_DIGITS - 1)


def test_it_holds_more_than_fifty_random_bits() -> None:
    """Guessing a reference is hopeless: sixteen random digits are 53 bits."""
    assert math.log2(10**RANDOM_DIGITS) >= 50


def test_the_check_digit_is_damms() -> None:
    """The example of Damm's own description: 572 is followed by 4."""
    assert check_digit("572") == "4"


@given(numbers)
def test_it_is_read_back_however_it_is_grouped(number: int) -> None:
    """Groups, dashes and a plus sign make no difference."""
    reference = make_reference(number)
    shown = grouped(reference)
    assert read_reference(shown) == read_reference(f"+{shown.replace(' ', '-')}") == reference


@given(
    numbers, st.integers(min_value=0, max_value=LENGTH - 1), st.integers(min_value=1, max_value=9)
)
def test_one_wrong_digit_is_found(number: int, place: int, step: int) -> None:
    """Every single mistyped digit is noticed."""
    digits = list(make_reference(number))
    digits[place] = str((int(digits[place]) + step) % 10)
    assert read_reference("".join(digits)) is None


@given(numbers, st.integers(min_value=0, max_value=LENGTH - 2))
def test_swapped_neighbours_are_found(number: int, place: int) -> None:
    """Every swap of two different neighbours is noticed."""
    digits = list(make_reference(number))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    swapped = "".join(digits)
    assert read_reference(swapped) == (swapped if swapped == make_reference(number) else None)


@given(numbers, st.text(max_size=50).map(str.strip))
def test_a_command_splits_it_from_what_follows(number: int, text: str) -> None:
    """The words after a grouped reference are kept as they are."""
    reference = make_reference(number)
    assert split_reference(f"{grouped(reference)} {text}") == (reference, text)
