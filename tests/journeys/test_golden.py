"""Golden journeys: whole conversations, to be read by eye whenever they change.

`make golden` records them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.core.terms import Door
from tests.core.practised import Practised

GOLDEN = Path(__file__).parent / "golden"
IS_RECORDING = os.environ.get("GOLDEN") == "record"
LANGUAGES = ("uk", "ru", "en")
EFFORT = Path(__file__).parents[2] / "docs" / "effort.md"

_ENGLISH = re.compile(r"\b[a-z]{4,}\b", re.IGNORECASE)
_KNOWN = {"telegram", "start", "english", "homeward", "status", "language", "cancel", "privacy"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("door", list(Door))
def test_a_journey_reads_as_it_was_approved(door: Door, language: str) -> None:
    """Through each door, in each language, the shortest inquiry reads as it was approved."""
    practised = Practised(door, language)
    assert len(practised.file().inquiries) == 1
    path = GOLDEN / f"{door}.{language}.txt"
    if IS_RECORDING:
        path.write_text(practised.page, "utf-8")
    assert practised.page == path.read_text("utf-8")


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("door", list(Door))
def test_no_english_in_other_languages(door: Door, language: str) -> None:
    """Nothing in a Ukrainian or Russian transcript was left untranslated."""
    practised = Practised(door, language)
    practised.file()
    spoken = practised.page.split("Choose", 1)[-1].partition("Hello. Please choose your language.")[
        2
    ]
    words = {word.lower() for word in _ENGLISH.findall(spoken)}
    assert words <= _KNOWN


def test_the_effort_of_the_shortest_inquiry_is_as_documented() -> None:
    """Taps and messages of a practised person, per door; at most fifteen answers each."""
    rows = ["| door | taps | messages | answers |", "|-|-|-|-|"]
    for door in Door:
        practised = Practised(door, "en")
        practised.file()
        answers = practised.taps + practised.messages - 1
        rows.append(f"| {door} | {practised.taps} | {practised.messages} | {answers} |")
        assert answers <= 15
    table = "\n".join(rows)
    text = f"# The effort of the shortest inquiry\n\n{_INTRODUCTION}\n\n{table}\n"
    if IS_RECORDING:
        EFFORT.write_text(text, "utf-8")
    assert EFFORT.read_text("utf-8") == text


_INTRODUCTION = (
    "What a practised person does from /start to the receipt, counted by a test\n"
    "(`tests/journeys/test_golden.py`); `make golden` writes this page anew. Answers are taps and\n"
    "messages without /start; sending is one of them."
)
