"""Long texts, cut where a reader would. Fault 19."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.length import TEXT_LIMIT, split, units

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇺🇦"


def test_length_is_counted_as_telegram_counts() -> None:
    """Letters of the first plane count one, all others two."""
    assert units("Коваль") == 6
    assert units("👋") == 2
    assert units(FLAG) == 4


def test_a_text_that_fits_stays_whole() -> None:
    """4096 units are one message, 4097 are two."""
    assert split("x" * TEXT_LIMIT) == ("x" * TEXT_LIMIT,)
    assert len(split("x" * (TEXT_LIMIT + 1))) == 2


def test_cuts_fall_between_paragraphs_then_lines_then_words() -> None:
    """The largest break in the second half of a piece is taken."""
    assert split("aaaa bb\n\ncc dd", 12) == ("aaaa bb", "cc dd")
    assert split("aaaa bb\ncc dd ee", 12) == ("aaaa bb", "cc dd ee")
    assert split("aaaa bbbb cccc", 10) == ("aaaa bbbb", "cccc")


def test_no_cut_falls_within_a_letter() -> None:
    """Families, flags, accents and skin tones stay whole."""
    for letter in (FAMILY, FLAG, "е́", "👍🏽", "❤️"):
        for piece in split(letter * 50, 60):
            assert piece.replace(letter, "") == ""
            assert units(piece) <= 60


def test_a_letter_without_end_is_cut_all_the_same() -> None:
    """Thousands of accents on one letter cannot keep a message from going out."""
    pieces = split("a" + "\u0301" * 9000)
    assert "".join(pieces) == "a" + "\u0301" * 9000
    assert all(units(piece) <= TEXT_LIMIT for piece in pieces)


def test_a_text_of_white_space_has_no_pieces() -> None:
    """Telegram takes no empty message."""
    assert split(" \n " * 5000) == ()


@given(
    st.text(st.sampled_from("ab \n👋\u0301\u200d🇺") | st.characters(codec="utf-8")),
    st.integers(8, 40),
)
def test_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    """The pieces fit, and together they say what the text says."""
    pieces = split(text, limit)
    assert all(units(piece) <= limit and piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
