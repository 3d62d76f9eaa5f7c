"""Staff see what is there, even where it is meant not to be seen (fault 57)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.say import Choice, Moment, Paragraph, Prompt, Spaced, Verbatim, say
from bot.core.unmasking import unmasked, visible
from tests.core.kit import NOW, speech

OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Іван\u202eлавоК", "Іван⟨U+202E⟩лавоК"),
        ("Ко\u200bваль", "Ко⟨U+200B⟩валь"),
        ("Ко\u200dваль", "Ко⟨U+200D⟩валь"),
        ("\ufeffIvan\u00ad", "⟨U+FEFF⟩Ivan⟨U+00AD⟩"),
        ("one\u2028two\x1b[0m", "one⟨U+2028⟩two⟨U+001B⟩[0m"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("Ґалаґан-О’Коннор\tї\nё", "Ґалаґан-О’Коннор\tї\nё"),
    ],
)
def test_what_is_not_seen_is_shown_by_its_number(text: str, seen: str) -> None:
    """Directions, spaces of no width, controls; families in emoji, tabs and lines stay."""
    assert visible(text) == seen


@given(st.text(alphabet=st.sampled_from("Аа1 \u202e\u200b\u2066\ufeff\u200d")))
def test_nothing_that_turns_a_text_around_is_left(text: str) -> None:
    """And what was shown once stays as it is."""
    assert not set(visible(text)) & set("\u202e\u200b\u2066\ufeff")
    assert visible(visible(text)) == visible(text)


def test_every_part_of_what_staff_read_is_shown_so() -> None:
    """Words in texts, in lists, in paragraphs, on buttons."""
    name, filled = Verbatim(verbatim=OVERRIDE), say("test", "{a} {b}", a=OVERRIDE, b=3)
    says = (
        name,
        filled,
        filled.saying(a=Spaced(items=(name, Moment(at=NOW)))),
        Paragraph(heading=filled, lines=(name,)),
    )
    prompt = Prompt(says=says, choices=((Choice(token="t", label=name),),))
    shown = unmasked(prompt)
    text = speech().prompt(shown, "en")
    assert OVERRIDE not in text
    assert text.count("⟨U+202E⟩") == 5
    assert shown.choices[0][0].label == Verbatim(verbatim="⟨U+202E⟩")
