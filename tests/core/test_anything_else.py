"""Whatever a family sends, it is answered, and nothing is lost."""

from __future__ import annotations

import pytest

from bot.core.commands import NOT_SENT
from bot.core.events import MessageWritten, StatusAsked
from bot.core.reference import make_reference
from bot.core.scenes.scene import CaseSeen
from bot.core.triggers import ContactShared, FileSent, TextEdited, Trigger, UnreadableSent
from tests.core.kit import LANGUAGES, SHORTEST, Family, speech

BEGUN = {
    "uk": ("/start", "Українська", "Так"),
    "ru": ("/start", "Русский", "Да"),
    "en": ("/start", "English", "Yes"),
}


def test_a_photograph_is_kept_and_the_question_repeated() -> None:
    """After consent a file is kept; the question is asked again."""
    family = Family()
    family.says(*SHORTEST[:8])
    photo = FileSent(file="photo", remote="r", unique="u")
    family.do(photo)
    assert "the file is kept" in family.read
    assert "first name" in family.read


def test_a_photograph_before_consent_is_not_kept() -> None:
    """Nothing is stored before consent."""
    family = Family()
    family.says("/start", "English")
    family.do(FileSent(file="photo", remote="r", unique="u"))
    assert "answer the question first" in family.read


@pytest.mark.parametrize(
    "trigger",
    [
        UnreadableSent(what="sticker"),
        TextEdited(original="k", text="x"),
        ContactShared(telephone="1"),
    ],
)
def test_anything_else_is_answered_and_the_question_repeated(trigger: Trigger) -> None:
    """Whatever a family sends, it is answered, and sees where it is."""
    family = Family()
    family.says(*SHORTEST[:8])
    assert "first name" in family.do(trigger)


def test_an_unknown_command_is_answered() -> None:
    """A command that does not exist is said to be unknown; the question follows."""
    family = Family()
    family.says(*SHORTEST[:8])
    assert "do not know this command" in family.send("/bogus")
    assert "first name" in family.read


def test_words_after_submission_go_to_the_caseworker() -> None:
    """A family with a case need not find a button to write."""
    family = Family(has_case=True)
    family.says("/start", "English")
    family.send("He has a scar on his left hand")
    assert type(family.events[-1]).__name__ == "MessageWritten"


def test_a_number_begun_does_not_slip_into_a_message() -> None:
    """Who writes another account's number, and then something else, sends caseworkers only that."""
    family = Family()
    family.cases = (CaseSeen("01234567890123450"), CaseSeen(make_reference(1)))
    family.says("/start", "English", make_reference(7), "/start")
    family.send("We remembered the name of the school")
    family.tap("case=01234567890123450")
    (words,) = [event.text for event in family.events if isinstance(event, MessageWritten)]
    assert words == "We remembered the name of the school"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_whoever_asks_where_a_draft_stands_is_told_that_it_waits(locale: str) -> None:
    """/status: nothing was sent, the answers are kept, and then the same question again."""
    family = Family(locale)
    family.says(*BEGUN[locale])
    question, before = family.read.rpartition("\n\n")[2], family.session
    shown = family.send("/status")
    assert shown.startswith(speech().text(NOT_SENT, locale))
    assert shown.endswith(question)
    assert family.session.answers == before.answers


def test_where_nothing_was_answered_yet_the_question_is_asked() -> None:
    """Nothing is said of answers that do not exist."""
    family = Family()
    asked = family.says("/start", "English")
    assert family.send("/status") == asked


def test_whoever_has_a_case_and_a_draft_learns_of_the_case() -> None:
    """What was sent is what /status is about; it is told by the case itself."""
    family = Family(has_case=True)
    family.says("/start", "English", "/start", "More …", "Ask about someone else", "Yes")
    assert family.session.has_draft
    assert speech().text(NOT_SENT, "en") not in family.send("/status")
    assert StatusAsked() in family.events
