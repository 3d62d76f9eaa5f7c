"""Every kind of fault, planted into a catalog that is right, is found; and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.catalogs
from bot.catalogs.checking import check
from bot.voices import path_of, template_in
from tests.locales.shelf import catalog, shelf, template

_LONG = "дуже " * 12
_TWICE = '\nmsgctxt "chat"\nmsgid "What is your name?"\nmsgstr "Яке Ваше ім’я?"\n'
_GONE = '\nmsgctxt "chat"\nmsgid "Gone."\nmsgstr "Немає."\n'

PLANTED = {
    # kind: what is replaced in the file, and by what
    "placeholder-missing": ("Ваш номер: {reference}", "Ваш номер тут"),
    "placeholder-misspelt": ("Ваш номер: {reference}", "Ваш номер: {referense}"),
    "placeholder-unknown": ("Ваш номер: {reference}", "{хто}, Ваш номер: {reference}"),
    "placeholder-broken": ("Ваш номер: {reference}", "Ваш номер: {reference} {"),
    "plural-missing": ('msgstr[2] "{count} файлів"\n', ""),
    "plural-extra": ('"{count} файлів"\n', '"{count} файлів"\nmsgstr[3] "{count} файла"\n'),
    "plural-header": ("nplurals=3; plural=(n%10==1", "nplurals=3; plural=(n%10==2"),
    "header": ("Language: uk", "Language: ru"),
    "untranslated": ("Бракує Вашої згоди.", ""),
    "fuzzy": ('#. a remark\nmsgctxt "receipt"', '#, fuzzy\nmsgctxt "receipt"'),
    "same-as-source": ("Почати запит", "Start an inquiry"),
    "markup": ("Бракує Вашої", "Бракує<br> Вашої"),
    "button-long": ("Почати запит", f"Почати {_LONG}запит"),
    "command-long": ("Почати або продовжити", f"Почати {_LONG}або продовжити"),
    "message-long": ("Бракує Вашої", f"Бракує {'дуже ' * 1000}Вашої"),
    "edge-space": ("Бракує Вашої згоди.", " Бракує Вашої згоди."),
    "line-breaks": ("Можна:\\n•", "Можна: •"),
    "bullets": ("\\n• /status – запитати", "\\n/status – запитати"),
    "sign-lost": ("Далі →", "Далі"),
    "ending": ("Яке Ваше ім’я?", "Яке Ваше ім’я"),
    "command-lost": ("/status – запитати", "/стан – запитати"),
    "invisible": ("Бракує Вашої", "Бракує\u200b Вашої"),
    "quotes-wrong": ("«Готово»", "“Готово”"),
    "quotes-unbalanced": ("«Готово»", "«Готово"),
    "hyphen": ("/start – почати", "/start - почати"),
    "dash": ("/start – почати", "/start — почати"),
    "dots": ("Бракує Вашої згоди.", "Бракує Вашої згоди..."),
    "apostrophe": ("ім’я", "ім'я"),
    "space-doubled": ("Бракує Вашої", "Бракує  Вашої"),
    "space-before-mark": ("Натисніть, будь", "Натисніть , будь"),
    "mixed-letters": ("Бракує Вашої", "Бpaкує Вашої"),
    "foreign-word": ("Бракує Вашої", "Бракує please Вашої"),
    "date-unreadable": ("12 березня 2015", "12 березеля-серпня 2015"),
    "telephone-unreadable": ("Наприклад +380 44 123 45 67", "Наприклад +380 44 12345"),
    "heard-hole": ("рік, роки, років", "рік, , роки, років"),
    "heard-double": ("рік, роки, років", "рік, роки, років, рік"),
    "heard-capital": ("рік, роки, років", "рік, роки, років, Року"),
    "heard-never": ("рік, роки, років", "рік, роки, років, з половиною"),
    "glossary-term": ("Бракує Вашої згоди.", "Бракує Вашого дозволу."),
    "calque": ("Бракує Вашої згоди.", "На протязі дня бракує Вашої згоди."),
    "blame": ("Бракує Вашої згоди.", "Ви помилилися: бракує Вашої згоди."),
    "side": ("Коли народилася дитина?", "Коли депортували дитину?"),
    "promise": ("Бракує Вашої згоди.", "Гарантуємо: бракує Вашої згоди."),
    "voice": ("Бракує Вашої згоди.", "Я зрозумів: бракує Вашої згоди."),
    "glossary-never": ("Коли народилася дитина?", "Коли сталося розлучення?"),
    "address-informal": ("Бракує Вашої згоди.", "Надішли згоду."),
    "address-lower-case": ("Бракує Вашої згоди.", "Бракує вашої згоди."),
    "stale": ("\nmsgctxt", f"{_GONE}\nmsgctxt"),
    "double": ("\nmsgctxt", f"{_TWICE}\nmsgctxt"),
    "absent": ('\n#. a remark\nmsgctxt "pick"\nmsgid "Next →"\nmsgstr "Далі →"\n', ""),
    "malformed": ('msgstr "Бракує Вашої згоди."', "msgstr Бракує Вашої згоди."),
}
"""Faults of a catalog. Those of the template and of places have tests of their own."""

_ELSEWHERE = {
    "no-catalog", "template-stale", "context-missing", "comment-missing", "comment-placeholder",
    "region-unknown", "region-unnamed", "spelling", "hotline-unnamed", "hotline-long",
    "hotlines-malformed", "callback-long", "callback-letters",
}  # fmt: skip


def test_what_is_right_has_no_fault(tmp_path: Path) -> None:
    """The catalog the faults are planted into has none."""
    assert check("uk", shelf(tmp_path)) == ()


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_fault_is_found(kind: str, tmp_path: Path) -> None:
    """The fault is found once, under its own name, with file, line, message and fix."""
    old, new = PLANTED[kind]
    good = catalog()
    assert old in good
    found = check("uk", shelf(tmp_path, good.replace(old, new, 1)))
    assert [finding.fault.kind for finding in found] == [kind]
    (finding,) = found
    place, message, fix = finding.told(tmp_path).split("\n")
    assert re.match(rf"uk/LC_MESSAGES/homeward\.po:\d+: {kind}: .+", place)
    assert message.strip().startswith("message: ")
    assert fix.strip().startswith("fix: ")


def test_a_finding_names_the_line_its_message_begins_in(tmp_path: Path) -> None:
    """The line is where an editor has to jump to."""
    text = catalog().replace("«Готово»", "“Готово”")
    (finding,) = check("uk", shelf(tmp_path, text))
    line = text.split("\n")[finding.line - 1]
    assert line == 'msgctxt "chat"'


def test_staff_may_read_what_staff_type(tmp_path: Path) -> None:
    """Words to type are left in Latin letters in texts for staff, and in no others."""
    (tmp_path / "desk_words.txt").write_text("waiting_for_us\n", encoding="utf-8")
    text = catalog().replace("Бракує Вашої згоди.", "Бракує waiting_for_us згоди.")
    assert {f.fault.kind for f in check("uk", shelf(tmp_path, text))} == {"foreign-word"}
    template_in(tmp_path).write_text(
        template().replace('"form consent"', '"desk help"'), encoding="utf-8"
    )
    path_of("uk", tmp_path).write_text(
        text.replace('"form consent"', '"desk help"'), encoding="utf-8"
    )
    assert check("uk", tmp_path) == ()


def test_every_kind_of_fault_is_planted() -> None:
    """No check goes without a fault that proves it."""
    folder = Path(bot.catalogs.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    in_code = set(re.findall(r'Fault\(\s*"([a-z-]+)"', code))
    in_code |= {"button-long", "command-long", "same-as-source"}
    in_data = set(re.findall(r'kind = "([a-z-]+)"', (_glossary()).read_text(encoding="utf-8")))
    assert in_code | in_data == PLANTED.keys() | _ELSEWHERE


def _glossary() -> Path:
    return Path(bot.catalogs.__file__).parents[2] / "locales" / "glossary.toml"
