"""The page of guarantees names every guarantee and fault, and only proofs that exist."""

from __future__ import annotations

import re

from tests.repository import ROOT, text

PAGE = "docs/guarantees.md"
GUARANTEES = {*(f"R{n}" for n in range(1, 15)), *(f"S{n}" for n in range(1, 14))}
FAULTS = {str(n) for n in range(1, 83)}
UNPROVED = ("no:", "does not apply", "open")
"""How a row begins to say that there is nothing to prove, or not yet."""


def rows() -> dict[str, list[str]]:
    """The rows of the page's tables whose first cell is a guarantee's or a fault's name."""
    found = re.findall(r"^\| ([RS]?\d+) \| (.*) \|$", text(PAGE), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split(" | ")] for name, rest in found}


def test_every_guarantee_and_every_fault_has_a_row() -> None:
    """None is left out, none is added."""
    assert set(rows()) == GUARANTEES | FAULTS


def test_every_row_names_a_proof_or_says_that_there_is_none() -> None:
    """A row without a test says in so many words that it does not hold, or does not apply."""
    for name, cells in rows().items():
        proofs = re.findall(r"`(tests/[^`]+)`", " ".join(cells))
        told = any(word in cell for cell in cells for word in UNPROVED)
        assert proofs or told, name


def test_every_proof_exists() -> None:
    """Files of tests with tests in them, modules, and targets of the Makefile."""
    page = text(PAGE)
    for path in re.findall(r"`((?:tests|bot)/[\w/.]+)`", page):
        assert (ROOT / path).exists(), path
        assert not path.endswith(".py") or path.startswith("bot/") or "def test_" in text(path)
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)", page)) <= targets
