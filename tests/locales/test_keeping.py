"""Keeping catalogs: beginning a language, merging, counting."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog

from bot.catalogs.checking import check
from bot.catalogs.extraction import template
from bot.catalogs.languages import CannotBegin, begin, empty, load
from bot.catalogs.merging import merged, update
from bot.catalogs.status import Count, languages_table, progress, screens_table
from bot.catalogs.template import check_template
from bot.catalogs.writing import written
from bot.voices import path_of, template_in
from bot.voices.po import read_file
from tests.locales.shelf import MESSAGES, catalog, shelf


def said_by_code(*texts: tuple[str, str]) -> Catalog:
    """A template of these contexts and texts."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for context, text in texts:
        found.add(text, None, [("bot/a.py", 1)], auto_comments=["a remark"], context=context)
    return found


@pytest.mark.parametrize(("code", "name", "forms"), [("pl", "Polish", 3), ("ar", "Arabic", 6)])
def test_a_new_language_is_ready_to_be_filled_in(
    code: str, name: str, forms: int, tmp_path: Path
) -> None:
    """Its header and plural rule are right; all that is to be done is to translate."""
    begun = begin(code, shelf(tmp_path))
    assert (begun.name, begun.plural_forms) == (name, forms)
    assert f"# {name} texts of Homeward." in begun.path.read_text(encoding="utf-8")
    found = check(code, tmp_path)
    assert {finding.fault.kind for finding in found} == {"untranslated"}
    assert len(found) == len(MESSAGES)


@pytest.mark.parametrize("code", ["uk", "xx", "qps", "../pl"])
def test_a_language_is_not_begun_twice_nor_without_a_name(code: str, tmp_path: Path) -> None:
    """What is there already stays, and what CLDR does not know is refused."""
    with pytest.raises(CannotBegin):
        begin(code, shelf(tmp_path))


def test_a_changed_text_keeps_its_translation_as_fuzzy() -> None:
    """The former English stands beside it, so that the translator sees what has changed."""
    old = empty("uk")
    old.add("What is your name?", "Як Вас звати?", context="chat")
    new = merged(old, said_by_code(("chat", "What is your name now?")), is_source=False)
    text = written(new).decode()
    assert "#, fuzzy" in text
    assert '#| msgid "What is your name?"' in text
    assert 'msgid "What is your name now?"\nmsgstr "Як Вас звати?"' in text


def test_a_fuzzy_text_stays_what_it_is_until_someone_looks(tmp_path: Path) -> None:
    """A second update keeps the mark, the translation and the former English, however wrapped."""
    path = path_of("uk", tmp_path)
    path.parent.mkdir(parents=True)
    old = empty("uk")
    old.add("What is your name?", "Як Вас звати?", context="chat")
    fresh = said_by_code(("chat", "What is your name now?"))
    once = written(merged(old, fresh, is_source=False))
    path.write_bytes(once)
    assert written(merged(load("uk", tmp_path), fresh, is_source=False)) == once
    former = b'#| msgid "What is your name?"'
    wrapped = b'#| msgctxt "chat"\n#| msgid ""\n#| "What is "\n#| "your name?"'
    assert former in once
    path.write_bytes(once.replace(former, wrapped))
    assert written(merged(load("uk", tmp_path), fresh, is_source=False)) == once


def test_a_long_former_text_is_one_that_others_can_read(tmp_path: Path) -> None:
    """Whatever its length and its quotes, polib reads the catalog, and the former text in it."""
    former = 'Say “\\” or "yes" – ' + "as you like it, in as many words as you need. " * 8
    old = empty("uk")
    old.add(former, "Так", context="chat")
    old.add((f"{{count}} {former}", f"{{count}} of {former}"), ("a", "b", "c"), context="chat")
    fresh = said_by_code(("chat", f"{former}!"))
    plural = (f"{{count}} {former}!", f"{{count}} of {former}")
    fresh.add(plural, None, [("bot/a.py", 1)], auto_comments=["a remark"], context="chat")
    path = tmp_path / "a.po"
    path.write_bytes(written(merged(old, fresh, is_source=False)))
    found = {entry.previous_msgid: entry for entry in polib.pofile(str(path))}
    assert found[former].fuzzy
    assert found[f"{{count}} {former}"].previous_msgid_plural == f"{{count}} of {former}"
    assert len(read_file(path)) == 3


def test_another_screens_text_is_no_guess() -> None:
    """A translation is only kept for a text of the same screen that was nearly the same."""
    old = empty("uk")
    old.add("What is your name?", "Як Вас звати?", context="chat")
    fresh = said_by_code(("form", "What is your name?"), ("chat", "Where were you born?"))
    assert all(not message.string for message in merged(old, fresh, is_source=False) if message.id)


def test_a_text_that_is_gone_is_dropped() -> None:
    """Nobody translates what nobody reads."""
    old = empty("uk")
    old.add("Gone.", "Немає.", context="chat")
    new = merged(old, said_by_code(("chat", "There.")), is_source=False)
    assert "Gone" not in written(new).decode()


def test_english_takes_the_texts_of_the_code() -> None:
    """The source language is never behind."""
    new = merged(empty("en"), said_by_code(("chat", "There.")), is_source=True)
    assert 'msgid "There."\nmsgstr "There."' in written(new).decode()


def test_merging_twice_changes_nothing() -> None:
    """The same texts give the same bytes, so that a change in a file is a change of words."""
    fresh = template()
    once = written(merged(load("uk"), fresh, is_source=False))
    assert once == written(merged(load("uk"), fresh, is_source=False))
    assert b"Date" not in once.split(b"\n\n")[0]


def test_updating_writes_the_template_and_every_catalog(tmp_path: Path) -> None:
    """After an update the template is the code's, and English is complete."""
    update(("en", "pl"), tmp_path)
    found = {finding.fault.kind for finding in check_template(template(), tmp_path)}
    assert "template-stale" not in found
    assert progress("en", tmp_path).whole.percent == 100
    assert progress("pl", tmp_path).whole.translated == 0


def test_a_stale_template_is_found(tmp_path: Path) -> None:
    """A text the template lacks, one too many, and another remark each are a finding."""
    fresh = said_by_code(("chat", "New."), ("chat", "What is your name?"))
    shelf(tmp_path)
    found = {finding.message for finding in check_template(fresh, tmp_path)}
    assert "[chat] New." in found
    assert "[pick home] Start an inquiry" in found
    assert "[chat] What is your name?" not in found


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('#. a remark\nmsgctxt "receipt"', 'msgctxt "receipt"', "comment-missing"),
        ('msgctxt "chat"\n', "", "context-missing"),
        ("a remark", "a remark", "comment-placeholder"),
    ],
)
def test_a_template_that_tells_too_little_is_found(
    old: str, new: str, kind: str, tmp_path: Path
) -> None:
    """Every text has a context and a remark, and every placeholder is explained."""
    shelf(tmp_path)
    path = template_in(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert kind in {finding.fault.kind for finding in check_template(said_by_code(), tmp_path)}


def test_status_counts_by_language_and_by_screen(tmp_path: Path) -> None:
    """Translated, fuzzy, missing and stale each have their number, and no screen is forgotten."""
    text = catalog().replace('#. a remark\nmsgctxt "receipt"', '#, fuzzy\nmsgctxt "receipt"')
    text = text.replace("Почати запит", "").replace("Next", "Then")
    counted = progress("uk", shelf(tmp_path, text))
    assert counted.whole == Count(translated=12, fuzzy=1, missing=2, stale=1)
    assert counted.whole.percent == 80
    assert "uk        80 %          12      1        2      1" in languages_table([counted])
    screens = [line.split() for line in screens_table([counted]).split("\n")]
    assert ["hear", "all", "100", "%", "2", "0", "0", "0"] in screens
    assert ["pick", "home", "uk", "0", "%", "0", "0", "1", "0"] in screens
    assert ["receipt", "uk", "0", "%", "0", "1", "0", "0"] in screens
    assert ["pick", "uk", "0", "%", "0", "0", "1", "1"] in screens


def test_the_texts_end_up_where_they_belong(tmp_path: Path) -> None:
    """A new language is one folder."""
    assert begin("pl", shelf(tmp_path)).path == path_of("pl", tmp_path)
    assert path_of("pl", tmp_path).relative_to(tmp_path).as_posix() == "pl/LC_MESSAGES/homeward.po"
