"""Every journey in the pseudo-locale: nothing a family reads is outside the catalogs."""

from __future__ import annotations

from functools import cache

import pytest

from bot.catalogs.limits import PSEUDO_BUTTON, PSEUDO_HALF
from bot.core.dates import PartialDate, Season
from bot.core.inquiry import FORM
from bot.core.say import Say
from bot.core.status_words import DESK_WORDS, NEXT_WORDS, PUBLIC_WORDS
from bot.gazetteer import Gazetteer
from bot.hearing import Hearing
from bot.speech import PSEUDO
from bot.voices import template_in
from bot.voices.po import read_file
from bot.voices.pseudo import LONGER, stretched
from tests.locales.brackets import is_ours_alone, lines, speech, untranslatable
from tests.locales.walk import NOW, TYPED, Seen, Walk

pytestmark = pytest.mark.timeout(300)

_MOST_STATES = 20_000
_OWN_WORDS = frozenset(text.strip() for text in TYPED) | {"x", ""}


@cache
def journeys() -> tuple[Seen, ...]:
    """Every prompt of every way through the conversation, in the pseudo-locale."""
    walk = Walk(speech(), Gazetteer.load(), PSEUDO)
    seen = tuple(walk.prompts(_MOST_STATES))
    assert walk.states < _MOST_STATES
    assert walk.submitted
    return seen


def test_everything_is_translatable() -> None:
    """On every way, each text and each button is in brackets, so it comes from the catalogs."""
    shown = {
        found
        for seen in journeys()
        for line in lines(seen.prompt)
        for found in untranslatable(line, _OWN_WORDS)
    }
    assert shown == set()


def test_every_question_was_walked_through() -> None:
    """The walk meets every question of the form, in every wording."""
    texts = {line.text for seen in journeys() for line in seen.prompt.says if isinstance(line, Say)}
    for question in FORM.questions:
        wordings = [question.ask.question]
        wordings += [variant.question for variant in question.ask.variants.values()]
        assert {wording.text for wording in wordings} <= texts


def test_no_button_overflows() -> None:
    """A button as long as a translator may write it still fits its row, 40 % longer."""
    buttons = {
        speech().text(choice.label, PSEUDO)
        for seen in journeys()
        for choice in seen.prompt.every_choice()
        if is_ours_alone(choice)
    }
    assert len(buttons) > 50
    assert max(map(len, buttons)) <= PSEUDO_BUTTON


def test_no_button_of_two_in_a_row_overflows() -> None:
    """Two buttons stand side by side only where both are short in every language."""
    rows = [row for seen in journeys() for row in seen.prompt.choices if len(row) > 1]
    labels = {speech().text(choice.label, PSEUDO) for row in rows for choice in row}
    assert {label for label in labels if len(label) > PSEUDO_HALF} == set()


def test_every_token_fits_telegrams_callback_data() -> None:
    """Whatever language a button is in, what it sends has at most 64 bytes."""
    tokens = {choice.token for seen in journeys() for choice in seen.prompt.every_choice()}
    assert max(len(token.encode()) for token in tokens) <= 64


@pytest.mark.parametrize("words", [PUBLIC_WORDS, NEXT_WORDS, DESK_WORDS])
def test_statuses_are_translatable(words: dict[object, Say]) -> None:
    """What comes after an inquiry was sent is in brackets, too."""
    assert [found for said in words.values() for found in untranslatable(said, _OWN_WORDS)] == []


def test_the_pseudo_locale_is_longer_and_keeps_what_is_not_for_translating() -> None:
    """Accents, at least 40 % more, brackets; placeholders, commands and links as they were."""
    text = "Write /start, {name}, or see https://example.org/help."
    shown = stretched(text)
    assert shown.startswith("⟦Ŵŕíťé /start, {name}, óŕ šéé https://example.org/help.")
    assert shown.endswith("~⟧")
    for entry in read_file(template_in()):
        assert len(stretched(entry.text)) >= len(entry.text) * (1 + LONGER)


def test_the_bot_hears_in_the_pseudo_locale() -> None:
    """What it listens for is not stretched, so that a journey can be made in it."""
    heard = Hearing(speech(), Gazetteer.load()).date(
        "about spring 2015", PSEUDO, NOW.date(), of_birth=True
    )
    assert heard == PartialDate(year=2015, season=Season.SPRING, about=True)
