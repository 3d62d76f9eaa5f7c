"""The voices: reading catalogs, falling back, the ids over the texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.catalogs.audience import readers
from bot.catalogs.limits import longest
from bot.catalogs.shape import PLACEHOLDER
from bot.core.say import Moment, Named, Verbatim, Worded, say, say_n
from bot.speech import Speech
from bot.voices import available, path_of, template_in, voices
from bot.voices.marks import invisible, legend, readable
from bot.voices.po import Entry, MalformedCatalog, read_file
from locales import FOLDER
from tests.locales.shelf import MESSAGES, Message, catalog, shelf


class NoPlaces:
    """A gazetteer without places."""

    def name(self, code: str, locale: str) -> str:
        """No place is known."""
        raise KeyError(code)


ASK = say("chat", "What is your name?")


@pytest.mark.parametrize("code", available())
def test_a_catalog_is_read_as_babel_reads_it(code: str) -> None:
    """Our quick reader and Babel's agree on every message, its forms, notes and flags."""
    ours = {entry.key: entry for entry in read_file(path_of(code)) if not entry.is_header}
    with path_of(code).open("rb") as source:
        theirs = [message for message in read_po(source, locale=code) if message.id]
    assert len(ours) == len(theirs)
    for message in theirs:
        text = message.id if isinstance(message.id, str) else message.id[0]
        entry = ours[message.context or "", text]
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert tuple(entry.said.values()) == forms
        assert entry.notes == list(message.auto_comments)
        assert entry.is_fuzzy == message.fuzzy


def test_escapes_and_several_lines_are_read(tmp_path: Path) -> None:
    """Line breaks, quotes, tabs and backslashes come out as they were meant."""
    path = tmp_path / "a.po"
    path.write_text('msgid "a\\n"\n"b\\t\\"c\\" \\\\"\nmsgstr "d"\n#~ msgid "e"\n#~ msgstr "f"\n')
    first, second = read_file(path)
    assert (first.text, first.said, first.line) == ('a\nb\t"c" \\', {0: "d"}, 1)
    assert second.is_obsolete
    assert second.line == 4


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'msgid "a"\nmsgstr "b\n', 2), (b'msgid "a"\nmsgtext "b"\n', 2), (b"\n\xff", 2), (b"ab", 1)],
)
def test_a_broken_catalog_is_named_with_its_line(content: bytes, line: int, tmp_path: Path) -> None:
    """Whoever broke a file is told where."""
    path = tmp_path / "a.po"
    path.write_bytes(content)
    with pytest.raises(MalformedCatalog) as caught:
        read_file(path)
    assert caught.value.line == line


def test_what_a_language_lacks_the_first_one_says(tmp_path: Path) -> None:
    """Message by message: what is translated is said in the language, the rest in the first."""
    half = tuple(m if m.context == "chat" else m._replace(said="") for m in MESSAGES)
    shelf(tmp_path)
    shelf(tmp_path, catalog(half).replace("Language: uk", "Language: ru"), "ru")
    speech = Speech(("uk", "ru"), NoPlaces(), folder=tmp_path)
    assert speech.text(ASK, "ru") == "Яке Ваше ім’я?"
    assert speech.text(say("pick home", "Start an inquiry"), "ru") == "Почати запит"
    assert speech.text(say_n("review", "{count} file", "{count} files", 3), "ru") == "3 файли"


def test_what_two_languages_lack_the_third_says(tmp_path: Path) -> None:
    """Every configured language is asked in the operator's order before the code's own English."""
    lacking = tuple(m._replace(said="") if m.context in {"chat", "review"} else m for m in MESSAGES)
    shelf(tmp_path, catalog(lacking))
    shelf(tmp_path, catalog(lacking).replace("Language: uk", "Language: ru"), "ru")
    shelf(tmp_path, catalog().replace("Яке", "Якое"), "be")
    speech = Speech(("uk", "ru", "be"), NoPlaces(), folder=tmp_path)
    for code in ("uk", "ru", "be"):
        assert speech.text(ASK, code) == "Якое Ваше ім’я?"
        assert speech.text(say_n("review", "{count} file", "{count} files", 5), code) == "5 файлів"


def test_the_staffs_language_need_not_be_a_familys(tmp_path: Path) -> None:
    """Staff may work in a language that no family is offered, half-finished too."""
    one = tuple(m if m.context == "receipt" else m._replace(said="") for m in MESSAGES)
    shelf(tmp_path)
    shelf(tmp_path, catalog(one).replace("Ваш номер", "Twój numer"), "pl")
    speech = Speech(("uk",), NoPlaces(), further=("pl",), folder=tmp_path)
    assert speech.languages == ("uk",)
    number = say("receipt", "Your number: {reference}", reference="1")
    assert speech.text(number, "pl") == "Twój numer: 1"
    assert speech.text(ASK, "pl") == "Яке Ваше ім’я?"


def test_a_hotline_without_a_name_in_a_language_has_the_first_ones() -> None:
    """An operator's words fall back like texts, to the first language that families are offered."""
    speech = Speech(("uk", "ru"), NoPlaces(), folder=FOLDER)
    name = Worded(words={"en": "Helpline", "uk": "Лінія допомоги"})
    assert speech.text(name, "ru") == "Лінія допомоги"
    assert speech.text(Worded(words={"en": "Helpline"}), "ru") == "Helpline"


@pytest.mark.parametrize("planted", ["#, fuzzy\nmsgctxt", "msgctxt"])
def test_what_is_not_certain_is_not_said(planted: str, tmp_path: Path) -> None:
    """A fuzzy text, and a plural with a form missing, are said in the first language."""
    broken = catalog().replace('msgctxt "receipt"', f'{planted} "receipt"')
    broken = broken.replace('msgstr[1] "{count} файли"', 'msgstr[1] ""')
    broken = broken.replace("Ваш номер: {reference}", "ХИБА" if "fuzzy" in planted else "Номер")
    shelf(tmp_path)
    shelf(tmp_path, broken, "ru")
    speech = Speech(("uk", "ru"), NoPlaces(), folder=tmp_path)
    said = speech.text(say("receipt", "Your number: {reference}", reference="1"), "ru")
    assert said == ("Ваш номер: 1" if "fuzzy" in planted else "Номер")
    assert speech.text(say_n("review", "{count} file", "{count} files", 2), "ru") == "2 файли"


def test_nobody_ever_reads_an_id(tmp_path: Path) -> None:
    """A text that no language has is said in the English of the code; placeholders are filled."""
    speech = Speech(("uk",), NoPlaces(), folder=shelf(tmp_path))
    assert speech.text(say("new", "Wait, {name}.", name="Ivan"), "uk") == "Wait, Ivan."


def test_a_language_that_is_offered_no_more_is_spoken_as_the_first(tmp_path: Path) -> None:
    """A case opened in a language that was taken off the list is answered in the first one."""
    speech = Speech(("uk",), NoPlaces(), folder=shelf(tmp_path))
    assert speech.text(ASK, "ru") == "Яке Ваше ім’я?"
    day = Moment(at=datetime(2015, 3, 12, tzinfo=UTC))
    assert speech.text(day, "tlh") == "12 березня 2015\u202fр."


def test_ids_can_be_shown_over_the_texts_and_switched_off_again(tmp_path: Path) -> None:
    """A translator sees the screen and the beginning of the English text behind each text."""
    speech = Speech(("uk",), NoPlaces(), folder=shelf(tmp_path), mark=readable)
    assert speech.text(ASK, "uk") == "Яке Ваше ім’я? ⟨chat | What is your name?⟩"
    speech.mark = None
    assert speech.text(ASK, "uk") == "Яке Ваше ім’я?"


def test_what_the_bot_hears_has_no_ids(tmp_path: Path) -> None:
    """Lists of words stay lists of words, so that dates are understood all the same."""
    speech = Speech(("uk",), NoPlaces(), folder=shelf(tmp_path), mark=invisible)
    heard = next(message for message in MESSAGES if message.context == "hear")
    assert speech.text(say("hear", heard.text), "uk") == heard.said


def test_an_invisible_mark_leads_to_its_message(tmp_path: Path) -> None:
    """What stands behind a text shows nothing, and the legend knows which message it is."""
    speech = Speech(("uk",), NoPlaces(), folder=shelf(tmp_path), mark=invisible)
    said, name = speech.text(ASK, "uk"), "Яке Ваше ім’я?"
    assert said.startswith(name)
    hair_space, *signs = said.removeprefix(name)
    assert (hair_space, len(signs)) == ("\u200a", 8)
    assert {unicodedata.category(sign) for sign in signs} == {"Mn"}
    digits = "".join(f"{ord(sign) - 0xFE00:x}" for sign in signs)
    assert legend(tmp_path)[digits] == {"context": "chat", "text": "What is your name?"}


def test_no_two_messages_have_the_same_mark() -> None:
    """The legend has a line for every message there is."""
    assert len(legend()) == len([entry for entry in read_file(template_in()) if entry.text])


def test_languages_are_named_in_themselves() -> None:
    """Names of languages come from CLDR, so that a new language needs no text of ours."""
    speech = Speech(("uk",), NoPlaces())
    named = [speech.text(Named(kind="language", code=code), "uk") for code in ("uk", "ar", "pl")]
    assert named == ["Українська", "العربية", "Polski"]


def test_words_of_a_person_are_never_interpreted() -> None:
    """Braces and brackets in what a family wrote stay what they are."""
    speech = Speech(("en",), NoPlaces())
    text = say(
        "question", "✓ {label}: {answer}", label="a", answer=Verbatim(verbatim="{label} \\1")
    )
    assert speech.text(text, "en") == "✓ a: {label} \\1"


def test_every_catalog_lies_where_weblate_and_crowdin_look() -> None:
    """The standard layout, a template beside it, and the header they read."""
    assert {"uk", "ru", "en"} <= set(available())
    assert template_in() == FOLDER / "homeward.pot"
    for code in available():
        header = next(entry for entry in read_file(path_of(code)) if entry.is_header).said[0]
        for field in (
            "Language: ",
            "Plural-Forms: nplurals=",
            "Content-Type: text/plain; charset=",
        ):
            assert field in header


_MADE = re.compile(r"Read by .+\.|(?:Button|Menu): at most \d+ characters\.")


def untold(entry: Entry) -> Iterator[str]:
    """What a translator is not told of a message."""
    if not entry.context or all(_MADE.fullmatch(note) for note in entry.notes):
        yield "where"
    if readers(entry.context) not in entry.notes:
        yield "who"
    told, most = " ".join(entry.notes), longest(entry.context)
    for name in PLACEHOLDER.findall(entry.text + (entry.many or "")):
        if f"{{{name}}}" not in told:
            yield name
    if most and (f"at most {most} " not in told or f"max-length:{most}" not in entry.flags):
        yield "length"


def test_every_message_tells_a_translator_what_it_is() -> None:
    """Where it appears, who reads it, what each placeholder holds, and how long it may be."""
    _, *messages = read_file(template_in())
    assert len(messages) > 700
    assert [(entry.text, what) for entry in messages for what in untold(entry)] == []
    assert set(untold(Entry(context="pick", text="{name}"))) == {"where", "who", "name", "length"}


def test_a_folder_of_catalogs_can_be_anywhere(tmp_path: Path) -> None:
    """Catalogs are found by folder, not by a list in the code."""
    one = (Message("chat", "Hello.", "Cześć."),)
    shelf(tmp_path, catalog(one), "pl")
    assert available(tmp_path) == ("pl",)
    assert voices(("pl",), tmp_path)["pl"].pgettext("chat", "Hello.") == "Cześć."
