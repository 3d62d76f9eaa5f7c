"""What a conversation costs where no machine's mood can be seen: counts, against `costs.json`.

A figure there is changed on purpose, in the change that moves it: `python -m tests.test_costs`
writes the new ones. Less is a change as well, so that what was won stays won.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.process import HOMEWARD
from bench.telegram import Telegram
from bench.work import at_work
from bot import logs
from storage import sqlite
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in, town

COSTS = Path(__file__).with_name("costs.json")
LANGUAGE = "uk"
QUIET = 0.15
"""Seconds without a statement or a call after which everything a step led to is over."""
COUNTS = 3
"""How often to count before a figure is held to have changed: where other work stops the bot for
longer than `QUIET`, one step's work falls into two turns, with a commit more."""
SLACK = {"log bytes": 0.05, "modules": 0.02}
"""Shares by which a figure may differ: pages fill by chance, libraries have small releases."""
POLLS = frozenset({"getUpdates"})

Figures = dict[str, dict[str, int]]


class Meter:
    """Counts what the bot does in a town."""

    def __init__(self, here: Town, statements: Counter[str]) -> None:
        self._here, self._statements = here, statements

    def read(self) -> Counter[str]:
        """The counts so far."""
        calls = [call["method"] for call in self._here.emulator.bot_door.calls]
        polls = sum(method in POLLS for method in calls)
        log = next(self._here.data.glob("*-wal"), None)
        return Counter(
            {
                "statements": self._statements["all"],
                "commits": self._statements["COMMIT"],
                "calls": len(calls) - polls,
                "polls": polls,
                "log bytes": log.stat().st_size if log else 0,
            }
        )

    async def spent_on(self, family: Person, words: str) -> Counter[str]:
        """What it costs that a family says one thing, up to the last consequence."""
        before = await self.quiet()
        await family.says(words)
        return await self.quiet() - before

    async def quiet(self) -> Counter[str]:
        """Wait until nothing happens any more, and read."""
        while True:
            before = self.read()
            await asyncio.sleep(QUIET)
            if self.read() == before:
                return before


def counting(
    connect: Callable[..., sqlite3.Connection], counts: Counter[str]
) -> Callable[..., Any]:
    """The same way to open a database, with every statement counted."""

    def count(statement: str) -> None:
        counts["all"] += 1
        counts[statement] += statement == "COMMIT"

    def connected(*args: Any) -> sqlite3.Connection:
        raw = connect(*args)
        raw.execute(
            "PRAGMA wal_autocheckpoint=0"
        )  # the log only grows: its size is what was written
        raw.set_trace_callback(count)
        return raw

    return connected


async def conversation(folder: Path, patch: pytest.MonkeyPatch) -> Figures:
    """What every part of an inquiry costs: the steps of a family, after another family's."""
    statements: Counter[str] = Counter()
    patch.setattr(sqlite, "connect", counting(sqlite.connect, statements))
    script = (*SCRIPTS[LANGUAGE], SEND[LANGUAGE])
    async with town(folder) as here, here.bot():
        await here.family(language=LANGUAGE).says(*script)
        meter, family = Meter(here, statements), here.family(language=LANGUAGE)
        spent = [await meter.spent_on(family, words) for words in script]
        assert reference_in(family.read)
    steps = sum(spent[1:-1], Counter())
    return {
        "the first message": dict(spent[0]),
        "all steps of the form": dict(steps),
        "sending it": dict(spent[-1]),
    }


async def start(folder: Path) -> dict[str, int]:
    """How many modules beyond the standard library the process imports up to its first poll."""
    command = (sys.executable, "-X", "importtime", "-m", "bot", "run")
    async with at_work(Telegram(), folder, replace(HOMEWARD, command=command, core=None)):
        said = (folder / "log").read_text("utf-8").splitlines()
    names = (line.rpartition("|")[2].strip() for line in said if line.startswith("import time:"))
    packages = (name.partition(".")[0] for name in names)
    return {"modules": sum(package not in sys.stdlib_module_names for package in packages)}


async def measured(folder: Path, patch: pytest.MonkeyPatch) -> Figures:
    """All figures, in the shape of the file."""
    (process := folder / "process").mkdir(parents=True)
    return {
        **await conversation(folder / "data", patch),
        "the first start": await start(process),
        "every other start": await start(process),
    }


async def test_costs_change_only_on_purpose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements, commits, calls, polls, bytes of the log and modules are those of `costs.json`."""
    off: list[str] = []
    for count in range(COUNTS):
        with monkeypatch.context() as patch:
            off = _off(await measured(tmp_path / f"{count}", patch))
        if not off:
            return
    pytest.fail(f"{off}; if that is meant: python -m tests.test_costs")


def _off(found: Figures) -> list[str]:
    """The figures that are not those of the file, and those which only one of the two has."""
    now, known = _flat(found), _flat(json.loads(COSTS.read_text("utf-8")))
    return [
        f"{', '.join(name)}: {now.get(name, 0)} instead of {known.get(name, 0)}"
        for name in sorted(now.keys() | known.keys())
        if abs(now.get(name, 0) - known.get(name, 0)) > known.get(name, 0) * SLACK.get(name[1], 0)
    ]


def _flat(figures: Figures) -> dict[tuple[str, str], int]:
    return {(part, what): n for part, each in figures.items() for what, n in each.items()}


def main() -> None:
    """Write down what things cost now."""
    logs.configure("WARNING")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        found = asyncio.run(measured(Path(folder), patch))
    COSTS.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
