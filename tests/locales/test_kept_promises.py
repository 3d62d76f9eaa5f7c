"""What the repository promises: the catalogs are right, the guide is true, the door works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.catalogs import guide
from bot.catalogs.callbacks import check_callbacks
from bot.catalogs.checking import check
from bot.catalogs.extraction import template
from bot.catalogs.places import check_places
from bot.catalogs.spelling import check_spelling
from bot.catalogs.template import check_template
from bot.cli import locales_commands
from bot.voices import available, template_in
from locales import FOLDER
from tests.locales.shelf import catalog, shelf

OURS = ("uk", "ru", "en")
cli = locales_commands.cli


@pytest.mark.parametrize("code", available())
def test_the_catalogs_are_right(code: str) -> None:
    """Every language in the repository passes every check."""
    assert [finding.told(FOLDER.parent) for finding in check(code)] == []


def test_the_template_is_the_codes() -> None:
    """`make strings` has been run, and every text tells translators what they need."""
    assert [finding.told(FOLDER.parent) for finding in check_template(template())] == []


@pytest.mark.parametrize("code", OURS)
def test_names_of_regions_are_right(code: str) -> None:
    """Regions follow the same rules of writing as texts."""
    assert check_places(code) == ()


@pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed")
@pytest.mark.parametrize("code", OURS)
def test_the_spelling_is_right(code: str) -> None:
    """Every word is in the dictionary, or in our list of words."""
    assert [finding.told(FOLDER.parent) for finding in check_spelling(code)] == []


def test_a_misspelt_word_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """hunspell's unknown words are findings of the message they stand in, but for listed ones."""
    program = tmp_path / "hunspell"
    program.write_text("#!/bin/sh\nprintf 'Бракує\\nзгоди\\n'\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    shelf(tmp_path)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "uk.txt").write_text("згоди\n", encoding="utf-8")
    (finding,) = check_spelling("uk", tmp_path)
    assert finding.message == "[form consent] Your consent is missing."


def test_where_there_is_no_hunspell_nothing_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says what to install, and does not fail."""
    monkeypatch.setenv("PATH", str(tmp_path))
    done = CliRunner().invoke(cli, ["spell", "uk"])
    assert done.exit_code == 0
    assert "hunspell is not installed" in done.output
    assert "Nothing to put right" not in done.output


def test_check_fails_and_names_file_and_line(tmp_path: Path) -> None:
    """The exit code is what a pipeline goes by; the text is what a translator goes by."""
    broken = catalog().replace("«Готово»", '\\"Готово\\"')
    done = CliRunner().invoke(cli, ["check", "uk", "--folder", str(shelf(tmp_path, broken))])
    assert done.exit_code == 1
    assert "homeward.po:" in done.output
    assert "fix: write «…» or „…“" in done.output
    assert "1 to put right." in done.output


def test_check_succeeds_where_nothing_is_wrong(tmp_path: Path) -> None:
    """Nothing wrong is exit code 0."""
    done = CliRunner().invoke(cli, ["check", "uk", "--folder", str(shelf(tmp_path))])
    assert (done.exit_code, done.output) == (0, "Nothing to put right.\n")


@pytest.mark.parametrize("command", ["status", "check", "update", "spell"])
@pytest.mark.parametrize("code", ["zz", "pl", "../uk"])
def test_a_language_not_begun_is_told(command: str, code: str, tmp_path: Path) -> None:
    """One line with the fix and exit code 2, and nothing is written."""
    shelf(tmp_path)
    before = template_in(tmp_path).read_bytes()
    done = CliRunner().invoke(cli, [command, code, "--folder", str(tmp_path)])
    assert done.exit_code == 2
    assert f"there is no catalog of {code}; `homeward locales new {code}` begins it." in done.output
    assert template_in(tmp_path).read_bytes() == before


def test_new_and_status_speak(tmp_path: Path) -> None:
    """A language is begun and counted from the command line; a second time it is refused."""
    folder = ["--folder", str(shelf(tmp_path))]
    begun = CliRunner().invoke(cli, ["new", "pl", *folder])
    assert "Polish, 3 plural forms" in begun.output
    assert "pl          0 %" in CliRunner().invoke(cli, ["status", *folder]).output
    assert CliRunner().invoke(cli, ["new", "pl", *folder]).exit_code == 2


def test_preview_talks_in_any_language() -> None:
    """A language is previewed in the terminal: buttons by number, ids switched on and off."""
    typed = "#1\n/ids\n/help\n"
    done = CliRunner().invoke(cli, ["preview", "qps", "--terminal"], input=typed)
    assert done.exit_code == 0
    assert "⟦Íš íť šáƒé" in done.output
    assert "⟨help | This chat helps you" in done.output
    assert "⟨pick" in done.output
    assert "there is no" not in done.output


@pytest.mark.parametrize("where", [["--terminal"], []])
def test_a_language_that_is_not_there_cannot_be_previewed(where: list[str], tmp_path: Path) -> None:
    """The mistake is one line with the fix, and exit code 2; so it is with a broken file."""
    folder = ["--folder", str(shelf(tmp_path))]
    done = CliRunner().invoke(cli, ["preview", "pl", *folder, *where])
    assert done.exit_code == 2
    assert done.output.endswith("no catalog of pl; `homeward locales new pl` begins it.\n")
    shelf(tmp_path, 'msgid "a\n', "pl")
    done = CliRunner().invoke(cli, ["preview", "pl", *folder, *where])
    assert done.exit_code == 2
    assert "homeward.po:1: a quotation mark is missing" in done.output


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("UA-43\tKrym\n", ""),
        ("XX-1\tNigdzie\n", "region-unknown"),
        ("UA-43\t\n", "region-unnamed"),
        ("UA-43\tKr  ym\n", "space-doubled"),
        ("UA-43\t<b>Krym\n", "markup"),
        ("UA-43\tKrуm\n", "mixed-letters"),
    ],
)
def test_regions_of_a_further_language_are_checked(lines: str, kind: str, tmp_path: Path) -> None:
    """Unknown codes, missing names and the writing of names are findings."""
    places = tmp_path / "places"
    places.mkdir()
    shutil.copy(FOLDER / "places" / "regions.tsv", places)
    (places / "regions.pl.tsv").write_text(lines, encoding="utf-8")
    kinds = [finding.fault.kind for finding in check_places("pl", tmp_path)]
    assert kinds == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("region", "kind"),
    [
        ("UA-43", ""),
        ("UA-Autonomous-Republic-of-Crimea", "callback-long"),
        ("UA-Крим", "callback-letters"),
        ("UA 43", "callback-letters"),
    ],
)
def test_a_code_that_no_button_can_carry_is_found(region: str, kind: str, tmp_path: Path) -> None:
    """Telegram takes 64 bytes with a button: a longer code would be a button nobody can send."""
    places = tmp_path / "places"
    places.mkdir()
    (places / "regions.tsv").write_text(f"code\tuk\n{region}\tКрим\n", encoding="utf-8")
    kinds = [finding.fault.kind for finding in check_callbacks("uk", tmp_path)]
    assert kinds == ([kind] if kind else [])
    assert check_callbacks("uk") == ()


def test_the_guide_has_the_glossary_as_it_is() -> None:
    """The tables of docs/translators.md are made from locales/glossary.toml."""
    text = guide.GUIDE.read_text(encoding="utf-8")
    assert guide.with_tables(text) == text
    for term in ("inquirer", "the child, the person", "caseworker", "separation", "consent"):
        assert f"| {term} |" in text


def test_the_guide_names_every_command_of_its_own() -> None:
    """A translator finds each command of `homeward locales` in the guide."""
    text = guide.GUIDE.read_text(encoding="utf-8")
    for command in cli.registered_commands:
        assert command.callback is not None
        assert f"homeward locales {command.callback.__name__}" in text
