"""The real process, killed while families talk (R1, R3, R4, R6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kill.ordeal import Plan, ordeal
from tests.kill.reckoning import Reckoning, _compare
from tests.kill.victim import POINTS


class Spoken:
    """A family with a history of our choosing."""

    def __init__(self, words: list[str], heard: list[str]) -> None:
        self.words, self.heard, self.fresh = words, heard, heard
        self.person = type("Somebody", (), {"id": 1})()


async def test_nothing_is_lost_or_doubled_whenever_the_process_dies(tmp_path: Path) -> None:
    """Killed at random and at labelled points: all that was sent is stored once, in order."""
    found, killed = await ordeal(Plan(kills=14, families=4, labelled=0.4), tmp_path)
    assert not found.wrong
    assert found.inquiries == 4
    assert killed.total() == 14
    assert killed.keys() & set(POINTS)


@pytest.mark.parametrize(
    ("written", "what"),
    [(["a", "c"], "lost"), (["a", "b", "b", "c"], "doubled"), (["b", "a", "c"], "disordered")],
)
def test_the_reckoning_notices(written: list[str], what: str) -> None:
    """A word that is missing, there twice, or before its time is told."""
    found = Reckoning()
    _compare(Spoken(["a", "b", "c"], []), written, found)
    assert getattr(found, what)
    assert len(found.wrong) == 1
