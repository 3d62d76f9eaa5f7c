"""The table of places is well formed, neutral and rebuilt alike; names are romanised by rule."""

from __future__ import annotations

import re

import pytest

from bot.core.spelling import fold_typed, romanise
from bot.gazetteer import Gazetteer
from tools.places import build, sources


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    """The table as the bot reads it."""
    return Gazetteer.load()


def lines() -> list[list[str]]:
    """The table's rows, split into cells."""
    rows = build.TARGET.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert rows[0] == build.HEADER
    return [row.split("\t") for row in rows[1:]]


def test_codes_are_unique_short_and_ascii(places: Gazetteer) -> None:
    """A code fits a button, belongs to one place, and leads back to its region."""
    codes = [row[0].split("/") for row in lines()]
    assert len({code for code, _ in codes}) == len(codes) > 30_000
    assert all(re.fullmatch(r"UA\d{17}|gn\d{4,9}", code) for code, _ in codes)
    assert {region for _, region in codes} == set(places.regions("UA") + places.regions("RU"))
    assert all(places.region_of(code) == region for code, region in codes[::50])


def test_codes_people_already_hold_stay(places: Gazetteer) -> None:
    """Codes stored in cases keep their meaning from build to build."""
    held = {
        "UA14140050010029262": "Маріуполь",
        "gn538560": "Курськ",
        "UA-43": "Автономна Республіка Крим",
    }
    assert {code: places.name(code, "uk") for code in held} == held


def test_no_name_that_takes_a_side_is_shown(places: Gazetteer) -> None:
    """Labels of contested entities find a region but are no name of anything."""
    loaded = re.compile(r"народн\w+ респ|people's rep|\b[дл]нр\b|\b[dl][np]r\b|оккуп|окуп", re.I)
    shown = [name for row in lines() for name in row[1:4]]
    codes = places.regions("UA") + places.regions("RU")
    shown += [places.name(code, language) for code in codes for language in ("uk", "ru", "en")]
    assert not [name for name in shown if loaded.search(name)]


def test_rows_are_well_formed() -> None:
    """A name in its own country's language, no repeated spelling, no stray blanks."""
    for row in lines():
        cells = row[1:]
        assert any(cells[:2]), row
        assert all(cell == cell.strip() for cell in cells), row
        names = [fold_typed(cell) for cell in cells[3:] if cell]
        assert len(names) == len(set(names)), row


def test_a_namesake_in_the_same_region_is_one_line() -> None:
    """What a family could not tell apart is one place, so that relatives pick the same."""
    seen = [(row[0].split("/")[1], row[1]) for row in lines() if row[0].startswith("UA")]
    assert len(seen) == len(set(seen))


@pytest.mark.skipif(sources.installed() is None, reason="the source packages are not installed")
def test_the_table_is_what_the_builder_writes() -> None:
    """The same sources give the same file, byte for byte."""
    folder = sources.installed()
    assert folder is not None
    assert build.TARGET.read_text(encoding="utf-8") == build.table(folder)


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Київ", "uk", "Kyiv"),
        ("Запоріжжя", "uk", "Zaporizhzhia"),
        ("Згурівка", "uk", "Zghurivka"),
        ("Знам’янка", "uk", "Znamianka"),
        ("Єнакієве", "uk", "Yenakiieve"),
        ("Івано-Франківськ", "uk", "Ivano-Frankivsk"),
        ("Старый Оскол", "ru", "Stary Oskol"),
        ("Ессентуки", "ru", "Yessentuki"),
        ("Российский", "ru", "Rossiysky"),
    ],
)
def test_names_are_romanised_by_their_countrys_rules(name: str, language: str, latin: str) -> None:
    """Ukrainian by the Cabinet's resolution 55, Russian as newspapers print it."""
    assert romanise(name, language) == latin
