"""Contacts, places and broken characters: nothing is kept that the family has not seen."""

from __future__ import annotations

import pytest

from bot.core.events import AnswerTaken, MessageWritten
from bot.core.scenes.scene import CaseSeen
from bot.core.triggers import ContactShared, LocationShared, TextEdited, TextSent, Trigger
from tests.core.kit import SHORTEST, Family

NUMBER = ContactShared(telephone="+380671234567")
POINT = LocationShared(latitude=50.45, longitude=30.5234)


def settled(*references: str) -> Family:
    """A family with inquiries, at rest."""
    family = Family()
    family.cases = tuple(CaseSeen(one) for one in references or ("01234567890123450",))
    family.says("/start", "English")
    return family


@pytest.mark.parametrize(
    ("trigger", "words"), [(NUMBER, "+380671234567"), (POINT, "50.45000, 30.52340")]
)
def test_it_is_shown_and_passed_on_once_confirmed(trigger: Trigger, words: str) -> None:
    """What came by one tap is passed on after another one only (fault 47)."""
    family = settled()
    family.do(trigger)
    assert words in family.read
    assert not any(isinstance(e, MessageWritten) for e in family.events)
    family.pick("Yes, pass it on")
    assert family.events[-1] == MessageWritten(reference="01234567890123450", text=words)


def test_it_is_forgotten_where_the_family_did_not_mean_it() -> None:
    """Nothing of it is left, in the conversation neither."""
    family = settled()
    family.do(POINT)
    family.pick("No, do not pass it on")
    assert "50.45" not in family.session.model_dump_json()
    family.do(POINT)
    family.send("/start")
    assert "50.45" not in family.session.model_dump_json()


def test_with_several_inquiries_it_is_asked_which_one() -> None:
    """As for everything else."""
    family = settled("01234567890123450", "98765432109876540")
    family.do(NUMBER)
    family.pick("Yes, pass it on")
    assert "Which inquiry" in family.read


def test_in_the_form_a_place_is_not_kept() -> None:
    """The question is asked again, in words."""
    family = Family()
    family.says(*SHORTEST[:13])
    family.do(POINT)
    assert "write your answer" in family.read
    assert "50.45" not in family.session.model_dump_json()


def test_broken_characters_are_left_out_told_and_written_down() -> None:
    """Of an answer, in the inquiry; of a message, with the message (fault 56)."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.do(TextSent(text="Iван", dropped=2))
    assert "left out" in family.read
    assert isinstance(family.events[-2], AnswerTaken)
    family.says(*SHORTEST[9:], "Send the inquiry")
    assert family.inquiries[0].changed == ("persons.0.name_first",)
    family = settled()
    family.do(TextEdited(original="1", text="words", dropped=1))
    [written] = [e for e in family.events if isinstance(e, MessageWritten)]
    assert written.changed
    assert "left out" in family.read


def test_what_is_answered_again_in_whole_is_whole() -> None:
    """The mark goes with the answer it belongs to."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.do(TextSent(text="Iван", dropped=2))
    family.says("← Back", "Ivan", *SHORTEST[9:], "Send the inquiry")
    assert family.inquiries[0].changed == ()


def test_a_name_of_ten_thousand_characters_may_be_shortened() -> None:
    """It is no error, and its beginning is offered (fault 55)."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.send("І" * 10_000)
    family.pick("Keep the beginning")
    kept = family.session.answers["persons.0.name_first"].value
    assert isinstance(kept, str)
    assert set(kept) == {"І"}


def test_two_devices_share_one_draft() -> None:
    """What one answers, the other sees; an old button of the other changes nothing (fault 51)."""
    one = Family()
    one.says(*SHORTEST[:10])
    old = dict(one.buttons)
    one.pick("Boy or man")
    shown = one.tap(old["Girl or woman"])
    assert "earlier message" in shown
    assert one.session.answers["persons.0.sex"].value == "male"
    assert "born" in shown.lower()
