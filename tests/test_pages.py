"""The documents say what is so: settings, commands, targets, alarms, names and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import cli
from bot.core.commands import COMMANDS, MENU
from bot.core.desk import DESK_MENU, read_command
from bot.settings import KNOWN, SECRETS, Settings
from tests.repository import ROOT, named, text
from tools.docs import pages
from tools.docs.regions import filled
from tools.docs.tables import default_of

PAGES = [name for name in named(".md") if not name.startswith(".")]
_LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"`([A-Za-z_][\w.]*)`")


@pytest.mark.parametrize(("path", "now"), [*pages()], ids=lambda value: getattr(value, "name", ""))
def test_pages_made_from_the_code_are_fresh(path: Path, now: str) -> None:
    """What the code says now is what the page says; `make docs` writes it."""
    assert path.read_text("utf-8") == now, f"{path.name} is stale: run make docs"


def test_a_page_without_its_region_is_told() -> None:
    """A table cannot silently stay away."""
    with pytest.raises(LookupError, match="needs one region"):
        filled("no region here", {"settings": lambda: "x"})


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    """In the operators' guide, in a line of its own."""
    info = Settings.model_fields[name]
    assert f"| `HOMEWARD_{name.upper()}` | {default_of(info)} |" in text("docs/operators.md")
    assert info.description, "say what it is"


@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_may_come_from_a_file_and_says_so(name: str) -> None:
    """A secret's file is a setting like any other."""
    assert f"| `HOMEWARD_{name}_FILE` |" in text("docs/operators.md")


@pytest.mark.parametrize("name", sorted({*COMMANDS, *MENU}))
def test_every_command_of_a_family_is_documented_in_each_language(name: str) -> None:
    """Once in each part of the families' guide, and in the messenger's menu."""
    assert text("docs/families.md").count(f"\n- `/{name}` – ") == 3
    assert name in MENU


@pytest.mark.parametrize("name", sorted(DESK_MENU))
def test_every_command_of_staff_is_documented(name: str) -> None:
    """In the caseworkers' guide; and the grammar knows it."""
    assert re.search(rf"^\| `/{name}[` ]", text("docs/caseworkers.md"), re.MULTILINE)
    assert read_command(name, "") is not None


def test_every_command_of_the_command_line_is_documented() -> None:
    """In the operators' guide."""
    commands = getattr(get_command(cli), "commands", {})
    assert commands
    missing = [name for name in commands if f"`homeward {name}`" not in text("docs/operators.md")]
    assert missing == []


def test_every_make_target_is_documented() -> None:
    """In CONTRIBUTING.md; and each one says what it does where it stands."""
    targets = re.findall(r"^([a-z][\w-]*):(?!=)(.*)$", text("Makefile"), re.MULTILINE)
    assert targets
    assert [name for name, _ in targets if f"`make {name}`" not in text("CONTRIBUTING.md")] == []


def test_every_alarm_is_documented() -> None:
    """Each critical line of the log stands in the operators' guide with what to do."""
    alarm = re.compile(r"log\.critical\(\s*\"(\w+)\"")
    events = {event for name in named(".py") for event in alarm.findall(text(name))}
    assert events
    assert {event for event in events if f"| `{event}` |" not in text("docs/operators.md")} == set()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """A link to a file of this repository finds it."""
    linked = _LINK.findall(text(page))
    paths = {link: ((ROOT / page).parent / link).resolve() for link in linked}
    lost = [link for link, path in paths.items() if not path.exists()]
    assert lost == []


def test_the_journey_goes_by_names_that_exist() -> None:
    """Every name in docs/conversation.md is a name in the code."""
    code = "\n".join(text(name) for name in named(".py") if not name.startswith("tests/"))
    words = set(re.findall(r"\w+", code))
    told = {name.rpartition(".")[2] for name in _CODE.findall(text("docs/conversation.md"))}
    assert {"advance", "Intake", "settle"} <= {*told, "Intake"}
    assert told <= words


def test_the_families_guide_is_equal_in_its_languages() -> None:
    """Ukrainian, Russian and English say as much, under as many headings."""
    _, *parts = re.split(r"\n## ", text("docs/families.md"))
    assert len(parts) == 3
    assert len({part.count("\n### ") for part in parts}) == 1
    lengths = sorted(len(part) for part in parts)
    assert lengths[-1] < lengths[0] * 1.2
