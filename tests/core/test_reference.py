"""The number a family keeps."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.core.desk import split_reference
from bot.core.reference import (
    GAP,
    LENGTH,
    RANDOM_DIGITS,
    check_digit,
    grouped,
    make_reference,
    read_reference,
)

_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
numbers = st.integers(min_value=0, max_value=10**RANDOM_DIGITS - 1)


def test_it_holds_more_than_fifty_random_bits() -> None:
    """Guessing a reference is hopeless: sixteen random digits are 53 bits."""
    assert math.log2(10**RANDOM_DIGITS) >= 50


def test_the_check_digit_is_damms() -> None:
    """The example of Damm's own description: 572 is followed by 4."""
    assert check_digit("572") == "4"


@given(numbers)
def test_it_is_read_back_however_it_is_grouped(number: int) -> None:
    """Groups, dashes, other spaces, a plus sign and other scripts' digits make no difference."""
    reference = make_reference(number)
    shown = grouped(reference)
    assert read_reference(shown) == read_reference(f"+{shown.replace(GAP, '-')}") == reference
    assert read_reference(shown.translate(_ARABIC)) == reference


@given(numbers)
def test_it_is_never_broken_across_lines(number: int) -> None:
    """Its groups stand together in the narrowest bubble: no character lets a line end."""
    shown = grouped(make_reference(number))
    assert " " not in shown
    assert len(shown.split(GAP)) == 6


@given(numbers, st.sampled_from([" ", GAP, "\u202f", "\u2009", "-", "–", "\u2011", "\u2060", "  "]))
def test_a_command_reads_it_whatever_stands_between_its_groups(number: int, gap: str) -> None:
    """Pasted from anywhere, with any spaces or hyphens, it is the same reference."""
    reference = make_reference(number)
    pasted = grouped(reference, gap).translate(_ARABIC)
    assert split_reference(f"{pasted} 2 words") == (reference, "2 words")


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
