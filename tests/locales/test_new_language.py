"""Adding a language touches no Python: Arabic, made at run time, from the first word on."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from bot.catalogs.offering import make_sure
from bot.core.dates import PartialDate
from bot.core.engine import Engine
from bot.core.events import Event, InquirySubmitted, Told
from bot.core.inquiry import FORM, Inquiry
from bot.core.place import Place
from bot.core.say import Moment, Verbatim, say, say_n
from bot.core.status_words import PUBLIC_WORDS
from bot.core.terms import words
from bot.core.triggers import ChoicePicked, CommandGiven, TextSent, Trigger
from bot.errors import Misconfigured
from bot.gazetteer import Gazetteer
from bot.hearing import Hearing
from bot.speech import Speech
from bot.voices import path_of
from bot.voices.po import read_file
from tests.locales import arabic

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATIN = re.compile(r"[A-Za-z]+")
ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of catalogs with one language more."""
    found = tmp_path_factory.mktemp("locales")
    arabic.rules_into(found)
    arabic.make(found)
    return found


@pytest.fixture(scope="module")
def speech(folder: Path) -> Speech:
    """The voice of the languages in that folder."""
    return Speech(("uk", "en", arabic.CODE), Gazetteer.load(), folder=folder)


class Family:
    """Someone who writes and reads Arabic."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._engine = Engine(FORM, Hearing(speech, Gazetteer.load()))
        self.session = self._engine.open(arabic.CODE)
        self.read: list[str] = []
        self.buttons: dict[str, str] = {}
        self.events: list[Event] = []

    def do(self, trigger: Trigger) -> None:
        """Do something, and read the answer."""
        sprint = self._engine.advance(self.session, trigger, NOW)
        self.session = sprint.session
        self.events += sprint.events
        for event in sprint.events:
            if isinstance(event, Told):
                self.read.append(self._speech.prompt(event.prompt, arabic.CODE))
                self.buttons = {
                    self._speech.text(choice.label, arabic.CODE): choice.token
                    for choice in event.prompt.every_choice()
                }

    def answer(self) -> None:
        """Answer the question asked, in Arabic words."""
        assert self.session.path is not None
        wanted = FORM.question(self.session.path).core_type
        self.do(TextSent(text=_answer(wanted, self._speech)))


def _answer(wanted: Any, speech: Speech) -> str:
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return speech.text(words(next(iter(wanted))), arabic.CODE)
    if wanted is PartialDate:
        return "12 مارس 2015"
    return "مدرسة" if wanted is Place else "أمينة"


@pytest.fixture(scope="module")
def walked(speech: Speech) -> Family:
    """A family that has sent a whole inquiry."""
    family = Family(speech)
    family.do(CommandGiven(name="start"))
    family.do(TextSent(text="العربية"))
    for _ in range(40):
        if family.session.step == "question":
            family.answer()
    assert family.session.step == "review"
    family.do(ChoicePicked(token="review=send"))
    return family


def test_the_language_is_offered_once_its_catalog_is_right(folder: Path, tmp_path: Path) -> None:
    """The machine's catalog passes every check, so an operator may list the language."""
    make_sure((arabic.CODE,), tmp_path / "none", tmp_path, folder)


def test_a_language_with_one_fault_is_not_offered(tmp_path: Path) -> None:
    """One untranslated message keeps it from families, and the finding says which."""
    arabic.rules_into(tmp_path)
    arabic.make(tmp_path)
    path = path_of(arabic.CODE, tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"{arabic.in_arabic("Skip")}"', '""'), encoding="utf-8")
    with pytest.raises(Misconfigured, match="Skip: there is no translation; "):
        make_sure((arabic.CODE,), tmp_path / "none", tmp_path, tmp_path)


def test_it_is_named_by_cldr_among_the_languages(walked: Family) -> None:
    """The first message is in every language; the button names the language in itself."""
    assert "Please choose your language" in walked.read[0]
    assert arabic.in_arabic("Hello. Please choose your language.") in walked.read[0]


def test_a_whole_inquiry_can_be_made_in_it(walked: Family) -> None:
    """Words of buttons, dates and places are understood, and an inquiry is submitted."""
    (inquiry,) = [event.inquiry for event in walked.events if isinstance(event, InquirySubmitted)]
    assert isinstance(inquiry, Inquiry)
    assert inquiry.persons[0].date_of_birth == PartialDate(year=2015, month=3, day=12)
    assert inquiry.persons[0].name_first == "أمينة"


def test_nothing_but_arabic_is_read_on_the_way(walked: Family) -> None:
    """Apart from names of products and commands, no Latin letter is shown after the choice."""
    for text in walked.read[1:]:
        assert ARABIC.search(text)
        assert set(LATIN.findall(re.sub(r"/[a-z]+", "", text))) <= {"Telegram"}


def test_a_status_is_received_in_it(speech: Speech) -> None:
    """Every public status and its day are said in Arabic."""
    for said in PUBLIC_WORDS.values():
        assert not LATIN.search(speech.text(said, arabic.CODE))
    assert speech.text(Moment(at=NOW), arabic.CODE) == "23 نوفمبر 2026"


def test_what_is_filled_in_keeps_its_direction(speech: Speech) -> None:
    """A number of several groups is isolated, or it would be shown with its groups reversed."""
    number = Verbatim(verbatim="380 44 123")
    said = speech.text(say("status", "Inquiry {reference}", reference=number), arabic.CODE)
    assert "\u2068380 44 123\u2069" in said
    assert "\u2068" not in speech.text(say("status", "Inquiry {reference}", reference=number), "uk")


@pytest.mark.parametrize(
    ("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5)]
)
def test_each_of_its_six_plurals_is_used(
    count: int, form: int, folder: Path, speech: Speech
) -> None:
    """The number decides by Arabic's own rule, which has six forms."""
    entry = next(e for e in read_file(path_of(arabic.CODE, folder)) if e.many is not None)
    shown = speech.text(say_n(entry.context, entry.text, entry.many or "", count), arabic.CODE)
    assert shown.startswith(arabic.FORMS[form])
