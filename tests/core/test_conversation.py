"""A family's conversation with the engine."""

from __future__ import annotations

import pytest

from bot.core.dates import PartialDate, Season
from bot.core.events import ConversationStopped
from bot.core.inquiry import FORM
from bot.core.terms import Relation, Sex, Sharing
from bot.core.triggers import ContactShared
from tests.core.kit import SHORTEST, Family, at_review


def test_the_shortest_inquiry_takes_no_more_than_fifteen_answers() -> None:
    """Language, thirteen answers and one tap on "Send" make an inquiry."""
    family = at_review()
    family.pick("Send the inquiry")
    assert len(SHORTEST) - 1 + 1 <= 15
    (inquiry,) = family.inquiries
    assert inquiry.inquirer.relation is Relation.MOTHER
    assert inquiry.persons[0].name_first == "Ivan"
    assert inquiry.persons[0].sex is Sex.MALE
    assert inquiry.persons[0].date_of_birth == PartialDate(year=2015, month=3, day=12)
    assert inquiry.separation.date_of_separation == PartialDate(year=2022, season=Season.SPRING)


def test_nothing_is_asked_before_safety_and_consent() -> None:
    """The first three questions are safety, the way to write, and consent."""
    family = Family()
    family.says("/start", "English")
    assert "Telegram stores this chat" in family.read
    assert "Is it safe" in family.read
    assert "How may we write" in family.says("Yes")
    assert "Do you agree" in family.says("Write to me here")


@pytest.mark.parametrize("answers", [("No",), ("Yes", "Write to me here", "No")])
def test_refusing_leaves_no_draft(answers: tuple[str, ...]) -> None:
    """Someone who is not safe, or does not consent, leaves nothing behind."""
    family = Family()
    family.says("/start", "English", *answers)
    assert "Nothing you told us has been kept" in family.read
    assert family.session.answers == {}
    assert any(isinstance(event, ConversationStopped) for event in family.events)


def test_writing_the_words_of_a_button_is_tapping_it() -> None:
    """A family may write an answer instead of tapping, in any letter case."""
    family = Family()
    family.says("/start", "english", "yes", "WRITE TO ME HERE", "yes")
    family.says("i am looking for a child", "mother")
    assert "What is your name?" in family.read


def test_back_shows_the_answer_and_keeps_it() -> None:
    """Going back loses nothing: the former answer is shown and can be kept."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.pick("← Back")
    assert "Your answer now: Olena" in family.read
    assert "first name" in family.pick("Keep my answer")


def test_back_at_the_first_question_is_not_offered() -> None:
    """There is nothing before the first question."""
    family = Family()
    family.says("/start", "English")
    assert "← Back" not in family.buttons


def test_i_do_not_know_is_an_answer() -> None:
    """Not knowing is kept as such, and shown in the review."""
    family = Family()
    family.says(*SHORTEST[:11], "I do not know", *SHORTEST[12:])
    assert "Born: I do not know" in family.read
    family.pick("Send the inquiry")
    assert "persons.0.date_of_birth" in family.inquiries[0].unknown


def test_progress_stays_honest_when_a_branch_opens() -> None:
    """Knowing neither name opens a question about a nickname, and the count says so."""
    family = Family()
    family.says(*SHORTEST[:8])
    assert "Question 7 of 13" in family.read
    family.says("I do not know", "I do not know")
    assert "Question 9 of 14" in family.read
    assert "nickname" in family.read


def test_any_answer_can_be_changed_from_the_review() -> None:
    """Changing one answer leads back to the review, with that answer new."""
    family = at_review()
    family.says("Change an answer", "First name", "Illia")
    assert "First name: Illia" in family.read
    assert "Family name: Koval" in family.read
    assert "Send the inquiry" in family.buttons


def test_a_change_that_opens_a_question_asks_it() -> None:
    """Un-knowing both names asks for a nickname before the review."""
    family = at_review()
    family.says("Change an answer", "First name", "I do not know")
    family.says("Change an answer", "Family name", "I do not know")
    assert "nickname" in family.read
    assert "Nickname: Mouse" in family.says("Mouse")


def test_language_can_be_switched_at_any_point_keeping_the_answers() -> None:
    """The same question is asked in the other language; answers stay."""
    family = Family()
    family.says(*SHORTEST[:9], "/language", "Українська")
    assert "А прізвище?" in family.read
    family.says("Коваль", "← Назад", "← Назад")
    assert "Ivan" in family.read


def test_start_in_a_draft_asks_to_go_on() -> None:
    """/start never throws a draft away by itself, and going on asks the same question again."""
    family = Family()
    family.says(*SHORTEST[:8], "/start")
    assert "go on where you stopped" in family.read
    assert "first name" in family.says("Go on")


def test_beginning_anew_asks_first() -> None:
    """A draft is deleted only after a second, explicit yes."""
    family = Family()
    family.says(*SHORTEST[:8], "/start", "Start again")
    assert family.session.answers
    family.says("Yes, delete them")
    assert not family.session.answers
    assert "Is it safe" in family.read


def test_cancel_deletes_the_draft_after_asking() -> None:
    """/cancel asks; "No" leads back to the question; "Yes" leaves nothing."""
    family = Family()
    family.says(*SHORTEST[:8], "/cancel", "No, keep them")
    assert "first name" in family.read
    family.says("/cancel", "Yes, delete them")
    assert not family.session.answers
    assert "Start an inquiry" in family.buttons


def test_a_double_tap_is_no_second_answer() -> None:
    """A second tap on a button already answered changes nothing and says nothing."""
    family = Family()
    family.says("/start", "English")
    family.pick("Yes")
    assert family.tap("consent.safe_to_continue=yes") == ""
    assert family.session.path == "consent.contact_mode"


def test_an_old_button_is_explained() -> None:
    """A button of an earlier message changes nothing, and the question is shown again."""
    family = Family()
    family.says(*SHORTEST[:8])
    before = family.session.answers
    assert "earlier message" in family.tap("inquirer.relation=father")
    assert family.session.answers == before


def test_submitting_twice_is_one_inquiry() -> None:
    """A double tap on "Send" makes one inquiry."""
    family = at_review()
    family.tap("review=send")
    family.has_case = True
    family.tap("review=send")
    assert len(family.inquiries) == 1


def test_submit_forged_too_early_asks_what_is_missing() -> None:
    """A forged "Send" in the middle of the form submits nothing."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.tap("review=send")
    assert family.inquiries == []


def test_wrong_dates_get_an_example_of_a_right_one() -> None:
    """31 February, the future and nonsense are each answered kindly, and asked again."""
    family = Family()
    family.says(*SHORTEST[:11])
    assert "no such day" in family.send("31.02.2015")
    assert "in the future" in family.send("2031")
    assert "12 March 2015" in family.send("soon")
    assert "about 2018" in family.send("about 8 years old")


@pytest.mark.parametrize("words", ["I don't remember", "не помню", "Не пам’ятаю.", "не знаю"])
def test_not_to_remember_is_an_answer_in_any_words(words: str) -> None:
    """Where "I do not know" can be tapped, it can be written, in any language and other words."""
    family = Family()
    family.says(*SHORTEST[:11], words)
    assert family.session.answers["persons.0.date_of_birth"].unknown


@pytest.mark.parametrize(
    ("words", "sex"), [("дівчинка", "female"), ("Boy", "male"), ("сын", "male")]
)
def test_a_child_is_a_girl_or_a_boy_in_ones_own_words(words: str, sex: str) -> None:
    """Nobody has to write a button's whole text."""
    family = Family()
    family.says(*SHORTEST[:10], words)
    assert family.session.answers["persons.0.sex"].value == sex


@pytest.mark.parametrize(
    ("words", "who"), [("мама", Relation.MOTHER), ("Дід", Relation.GRANDFATHER)]
)
def test_a_mother_is_a_mum_in_ones_own_words(words: str, who: Relation) -> None:
    """Nobody has to write of themselves as a form does."""
    family = Family()
    family.says(*SHORTEST[:6], words)
    assert family.session.answers["inquirer.relation"].value == who


@pytest.mark.parametrize(("who", "asked"), [("Mother", "father"), ("Father", "mother")])
def test_a_parent_is_not_asked_for_their_own_name_or_life(who: str, asked: str) -> None:
    """A mother tells of the father only, a father of the mother."""
    family = Family()
    family.says(*(who if one == "Mother" else one for one in SHORTEST))
    parents = {f"family.{one}_{what}" for one in ("father", "mother") for what in ("name", "alive")}
    found = {slot.path for slot in FORM.slots(family.session)} & parents
    assert found == {f"family.{asked}_name", f"family.{asked}_alive"}


def test_a_long_answer_may_be_shortened() -> None:
    """Ten thousand characters for a name are no error: the beginning can be kept."""
    family = Family()
    family.says(*SHORTEST[:8])
    assert "120 characters fit" in family.send("І" * 10_000)
    family.pick("Keep the beginning")
    assert family.session.answers["persons.0.name_first"].value == "І" * 120


def test_a_telephone_is_confirmed_before_it_is_kept() -> None:
    """A local number is understood, shown with its country code, and kept once confirmed."""
    family = at_review()
    family.says("Add details", "More about me", "067 123 45 67")
    assert "+380671234567" in family.read
    assert "inquirer.relation_telephone" not in family.session.answers
    family.pick("Yes, that is right")
    assert family.session.answers["inquirer.relation_telephone"].value == "+380671234567"


def test_a_shared_contact_is_confirmed_like_a_typed_number() -> None:
    """Sharing one's contact is a way to answer, not a way to skip the confirmation."""
    family = at_review()
    family.says("Add details", "More about me")
    family.do(ContactShared(telephone="380671234567"))
    assert "+380671234567" in family.read
    assert "inquirer.relation_telephone" not in family.session.answers


def test_several_answers_are_ticked_and_confirmed() -> None:
    """Ticks are shown on the buttons; only "Done" keeps them."""
    family = at_review()
    family.says("Add details", "Who may see my inquiry")
    family.pick("Red Cross (ICRC)")
    family.pick("State authorities")
    assert "✓ State authorities" in family.buttons
    family.pick("✓ State authorities")
    family.says("Done", "Skip", "← Back to the overview", "Send the inquiry")
    assert family.inquiries[0].consent.consent_info_sharing == {Sharing.ICRC}


def test_details_can_all_be_skipped() -> None:
    """Every detail has a "Skip", and the details end where they began."""
    family = at_review()
    family.says("Add details", "More about the separation", *["Skip"] * 4)
    assert "What would you like to add?" in family.read


def test_a_place_is_found_while_typing_or_kept_as_written() -> None:
    """Several fitting places are offered with their regions, and one's own words always."""
    family = Family()
    family.says(*SHORTEST[:13], "Mariupol")
    assert "Mariupol, Donetsk region" in family.buttons
    family.pick("Mariupol, Donetsk region")
    assert "✓ Where separated: Mariupol" in family.read
    family.pick("← Back")
    family.says("Mariupol", "Keep it as I wrote it")
    assert family.session.answers["separation.location_separation"].value == {
        "code": None,
        "text": "Mariupol",
        "region": None,
    }


def test_a_region_can_be_picked_from_a_list() -> None:
    """Regions are listed page by page in the reader's alphabet."""
    family = Family()
    family.says(*SHORTEST[:13], "Regions: Ukraine")
    assert len([label for label in family.buttons if "region" in label.lower()]) > 5
    family.pick("Next →")
    assert "← Previous" in family.buttons
