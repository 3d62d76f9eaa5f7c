"""A choice named among small words, at the conversation's door; and nothing else heard as one."""

from __future__ import annotations

import pytest

from bot.core.answers.picking import PLEASE_PICK
from tests.core.kit import SHORTEST, Family, speech

SAFE = "consent.safe_to_continue"
LANGUAGE = {"uk": "Українська", "ru": "Русский", "en": "English"}
WRITE = {"uk": "Пишіть мені сюди", "en": "Write to me here"}


def asked(locale: str) -> Family:
    """A family that is asked whether it is safe to go on."""
    family = Family(locale)
    family.says("/start", LANGUAGE[locale])
    return family


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("uk", "ну так"), ("uk", "Так, звісно!"), ("uk", "та так"), ("uk", "так так"),
        ("uk", "Звичайно"), ("uk", "так, згодна"), ("uk", "да"), ("uk", "ну да, конечно"),
        ("ru", "ну да"), ("ru", "Да, конечно."), ("ru", "да, спасибо"), ("ru", "так"),
        ("ru", "ага"), ("en", "well yes"), ("en", "Yes, of course"), ("en", "sure"),
        ("en", "Oh, yes please, thank you"),
    ],
)  # fmt: skip
def test_a_yes_among_small_words_is_a_yes(locale: str, typed: str) -> None:
    """As people write: "well yes", "yes, of course"; in another of the languages, too."""
    family = asked(locale)
    family.send(typed)
    assert family.session.answers[SAFE].value == "yes"


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("uk", "ні, не треба"), ("uk", "та ні"), ("uk", "звісно ні"), ("uk", "Ні, дякую"),
        ("uk", "ну ні, не хочу"), ("ru", "нет, не надо"), ("ru", "Конечно, нет"),
        ("ru", "нет, спасибо"), ("ru", "не согласна"), ("en", "no, thank you"),
        ("en", "of course not"), ("en", "No, I don't want to"),
    ],
)  # fmt: skip
def test_a_no_among_small_words_is_a_no(locale: str, typed: str) -> None:
    """The draft ends there, as after the button."""
    family = asked(locale)
    button = {"uk": "Ні", "ru": "Нет", "en": "No"}[locale]
    other = asked(locale)
    assert family.send(typed) == other.pick(button)
    assert family.session == other.session


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("uk", "так, але не зараз"), ("uk", "так, ні"), ("uk", "не так"), ("uk", "так не можна"),
        ("uk", "мабуть так"), ("uk", "звісно, не"), ("uk", "так, не треба"), ("uk", "ну"),
        ("uk", "дякую"), ("ru", "да нет"), ("ru", "да ну"), ("ru", "да нет, конечно"),
        ("ru", "не да"), ("ru", "да, если муж не узнает"), ("ru", "наверное, да"),
        ("en", "not sure"), ("en", "yes but not now"), ("en", "no problem"), ("en", "yes and no"),
        ("en", "I don't think so, sure"), ("en", "well, of course, thanks, please, oh, yes, so"),
    ],
)  # fmt: skip
def test_whoever_says_more_is_asked_again(locale: str, typed: str) -> None:
    """A condition, a doubt, a negation, both at once: neither yes nor no."""
    family = asked(locale)
    shown = family.send(typed)
    assert SAFE not in family.session.answers
    assert speech().text(PLEASE_PICK, locale) in shown


@pytest.mark.parametrize(("locale", "typed"), [("uk", "Ну так, згодна"), ("en", "yes I agree")])
def test_consent_is_given_in_ones_own_words(locale: str, typed: str) -> None:
    """Yes and agreeing mean one thing."""
    family = asked(locale)
    family.says({"uk": "Так", "en": "Yes"}[locale], WRITE[locale], typed)
    assert family.session.answers["consent.consent_for_tracing"].value == "yes"


@pytest.mark.parametrize(
    ("typed", "who"), [("well, mama", "mother"), ("Grandma, thank you", "grandmother")]
)
def test_any_choice_may_stand_among_small_words(typed: str, who: str) -> None:
    """Not only a yes."""
    family = Family()
    family.says(*SHORTEST[:6], typed)
    assert family.session.answers["inquirer.relation"].value == who


def test_a_name_with_small_words_is_a_name() -> None:
    """Where words are asked for, they are kept as they were written."""
    family = Family()
    family.says(*SHORTEST[:7], "Well Yes")
    assert family.session.answers["inquirer.relation_name"].value == "Well Yes"
