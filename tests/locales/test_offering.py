"""Which languages families are offered: those that are right, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.catalogs.languages import begin
from bot.catalogs.limits import HOTLINE
from bot.catalogs.numbers import check_hotlines
from bot.catalogs.offering import faults_of, make_sure
from bot.catalogs.passed import NAME, Passed, digest_of
from bot.errors import Misconfigured
from bot.hotlines import DEFAULT, read_hotlines
from bot.voices import path_of
from locales import FOLDER
from tests.kit import town
from tests.locales.shelf import catalog, shelf
from tests.processes import homeward

NOWHERE = Path("nowhere.toml")
ROOT = FOLDER.parent
GOOD = """
[[hotline]]
country = "UA"
telephone = "116 111"
[hotline.name]
uk = "Лінія допомоги дітям"
en = "Helpline for children"
"""


def refused(folder: Path, data: Path, *languages: str, hotlines: Path = NOWHERE) -> str:
    """What an operator is told who lists these languages."""
    with pytest.raises(Misconfigured) as told:
        make_sure(languages, hotlines, data, folder)
    return str(told.value)


def numbers(folder: Path, text: str = GOOD) -> Path:
    """An operator's file of hotlines."""
    path = folder / "numbers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_language_that_passes_every_check_is_offered(tmp_path: Path) -> None:
    """The operator lists it, and the bot starts; what has passed is remembered."""
    folder = shelf(tmp_path)
    make_sure(("uk",), NOWHERE, tmp_path, folder)
    assert Passed(folder).has("uk", digest_of("uk", folder))


def test_a_half_finished_language_is_refused_with_the_fix(tmp_path: Path) -> None:
    """One line: the setting, the first fault with file and line, how many more, what to do."""
    folder = shelf(tmp_path, catalog().replace("Почати запит", "").replace("Далі →", ""))
    told = refused(folder, tmp_path, "uk")
    assert told.startswith("HOMEWARD_LOCALES: not ready for families: ")
    assert "uk/LC_MESSAGES/homeward.po:" in told
    assert "[pick home] Start an inquiry: there is no translation (and 1 more)" in told
    assert "`homeward locales check uk`" in told
    assert "leave uk out of HOMEWARD_LOCALES" in told
    assert "\n" not in told


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """A language without a catalog is no language."""
    assert "there is no catalog" in refused(shelf(tmp_path), tmp_path, "uk", "pl")


def test_one_changed_word_is_checked_anew(tmp_path: Path) -> None:
    """What was remembered holds for the very texts and rules that passed, and for no others."""
    folder = shelf(tmp_path)
    make_sure(("uk",), NOWHERE, tmp_path, folder)
    path_of("uk", folder).write_text(catalog().replace("Далі →", "Далі"), encoding="utf-8")
    assert "[pick] Next →" in refused(folder, tmp_path, "uk")
    shelf(folder)
    make_sure(("uk",), NOWHERE, tmp_path, folder)
    (folder / "glossary.toml").write_text(
        '[[never]]\nlanguage = "uk"\npattern = "далі"\nuse = "-"\nreason = "."\n', encoding="utf-8"
    )
    assert "“Далі” is never said" in refused(folder, tmp_path, "uk")


@pytest.mark.parametrize("spoilt", ["{", "[]", '{"uk": "0"}', "\x00"])
def test_a_spoilt_memory_means_checking(spoilt: str, tmp_path: Path) -> None:
    """Whatever stands in the file, a language with a fault is refused."""
    folder = shelf(tmp_path, catalog().replace("Почати запит", ""))
    (folder / NAME).write_text(spoilt, encoding="utf-8")
    assert "HOMEWARD_LOCALES" in refused(folder, tmp_path, "uk")


def test_what_passed_is_kept_with_the_data_where_the_program_cannot_be_written(
    tmp_path: Path,
) -> None:
    """An installed program belongs to somebody else; the data folder then remembers."""
    installed, data = tmp_path / "installed", tmp_path / "data"
    data.mkdir()
    passed = Passed(installed, data)
    passed.add({"uk": "1"})
    assert (data / NAME).exists()
    assert passed.has("uk", "1")
    Passed(installed, tmp_path / "none").add({"uk": "1"})


def test_a_start_loads_no_check_for_what_has_passed(tmp_path: Path) -> None:
    """Neither the checks nor what they need: the digest is all it takes."""
    folder = shelf(tmp_path, catalog())  # of its own: starts beside this test remember theirs
    code = (
        "import sys; from pathlib import Path; from bot.catalogs.offering import make_sure; "
        f"from bot.hotlines import DEFAULT; p = Path({str(folder)!r}); "
        "make_sure(('uk',), DEFAULT, p, p); "
        "print([m for m in sys.modules if m.startswith(('bot.catalogs.check', 'babel.messages'))])"
    )
    make_sure(("uk",), DEFAULT, folder, folder)
    done = subprocess.run(  # noqa: S603 -- this interpreter, and the text above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


async def test_an_operator_who_lists_an_unfit_language_is_told(tmp_path: Path) -> None:
    """The real command in a copy of the program, with a language just begun: exit code 2."""
    folder = tmp_path / "program"
    for room in ("bot", "handlers", "storage", "locales"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    begin("pl", folder / "locales")
    async with town(tmp_path / "data") as here:
        settings = {**here.environment, "HOMEWARD_LOCALES": "pl"}
        async with homeward("run", settings=settings, folder=folder) as bot:
            ended = await bot.ended()
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("homeward: HOMEWARD_LOCALES: not ready for families: ")
    assert "`homeward locales check pl`" in line


async def test_an_operator_whose_hotlines_lack_a_language_is_told(tmp_path: Path) -> None:
    """The line names the setting, the file, the number, and what to write there."""
    async with town(tmp_path / "data") as here:
        settings = {**here.environment, "HOMEWARD_HOTLINES": str(numbers(tmp_path))}
        async with homeward("check", settings=settings, folder=tmp_path / "bot") as bot:
            ended = await bot.ended()
    assert ended.code == 2
    (line,) = ended.err.splitlines()
    assert line.startswith("homeward: HOMEWARD_HOTLINES: not ready for families: ")
    assert "numbers.toml:4: 116 111 ru: the number has no name in ru" in line


def test_the_hotlines_that_come_with_the_program_are_right() -> None:
    """They have a name in each of the three languages, written as texts are."""
    assert check_hotlines(DEFAULT, ("uk", "ru", "en")) == ()
    assert read_hotlines(DEFAULT)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("uk = ", "# uk = ", "hotline-unnamed"),
        ("Лінія допомоги дітям", " ", "hotline-unnamed"),
        ("Лінія допомоги дітям", "Лінія допомоги дітям " * 4, "hotline-long"),
        ("Лінія", "<b>Лінія</b>", "markup"),
        ("Лінія", "Лінія\u200b", "invisible"),
        ("Лінія", "Лiнія", "mixed-letters"),
        ("Лінія", "Help лінія", "foreign-word"),
        ("дітям", "зниклим безвісти", "promise"),
        ("дітям", "жертвам депортації", "side"),
        ("Лінія допомоги", "Лінія  допомоги", "space-doubled"),
        ('"116 111"', "116 111", "hotlines-malformed"),
    ],
)
def test_an_operators_own_words_follow_the_rules_of_texts(
    old: str, new: str, kind: str, tmp_path: Path
) -> None:
    """Missing, too long, with signs families would see, or never said: each is a finding."""
    assert check_hotlines(numbers(tmp_path), ("uk", "en")) == ()
    assert old in GOOD
    found = check_hotlines(numbers(tmp_path, GOOD.replace(old, new, 1)), ("uk", "en"))
    assert {finding.fault.kind for finding in found} == {kind}
    assert found[0].path.name == "numbers.toml"
    assert len("Лінія допомоги дітям") < HOTLINE


def test_the_three_are_fit_for_families() -> None:
    """What the default settings list is offered."""
    assert [faults_of(code) for code in ("uk", "ru", "en")] == [(), (), ()]
