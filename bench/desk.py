"""How long the desk waits for the database, with 1,000, 10,000 and 100,000 cases stored.

    python -m bench.desk [SIZES]

Prints the median of `/queue`, `/case` and `/find`, each carried out whole in one transaction over
the real store, and fails where the time grows faster than the logarithm of the number of cases.
"""

from __future__ import annotations

import asyncio
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.casework import Office
from bot.casework.carrying_out import carried_out
from bot.casework.said import DeskSaid
from bot.casework.visit import Visit
from bot.core.case import Address, Case, ContactMode
from bot.core.dates import PartialDate
from bot.core.desk import Misread, read_command
from bot.core.inquiry import Inquiry
from bot.core.reference import make_reference
from bot.core.roles import Role
from bot.notices import Desk
from bot.ports import StaffMember, Transaction
from bot.register import Register
from bot.world import SystemChance, SystemClock
from storage.keys import KeyRing
from storage.sqlite import SqliteStore, open_store
from tests.storage.kit import inquiry

SIZES = (1_000, 10_000, 100_000)
AT_ONCE = 500
TRIES = 60
SLACK = 2.0
"""Noise of a shared machine; what grows with the number of cases grows a hundredfold."""
SYLLABLES = ("ba", "ve", "do", "ko", "li", "ma", "no", "pe", "ru", "sa", "te", "vi", "za", "hu")
LENGTH = 5
"""Syllables of a name: half a million of them differ."""


def name(number: int) -> str:
    """A name nobody else has, however many cases there are: what is found is one case."""
    parts = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def asked(number: int) -> Inquiry:
    """What a family told."""
    empty = inquiry()
    born = PartialDate(year=2005 + number % 18)
    names = {"name_first": name(number * 7), "name_last": name(number), "date_of_birth": born}
    person = empty.persons[0].model_copy(update=names)
    return empty.model_copy(update={"persons": (person,), "unknown": ()})


def fill(first: int, last: int, tx: Transaction) -> None:
    """Store cases, one in ten of them closed long ago."""
    now = SystemClock().now()
    for number in range(first, last):
        at = now - timedelta(minutes=number)
        tx.open_case(
            Case(
                id=f"{number:032x}",
                reference=make_reference(10**15 + number),
                address=Address(channel="telegram", id=str(number)),
                locale="uk",
                contact_mode=ContactMode.PUSH_OPEN,
                assignee=None if number % 3 else str(number % 30),
                opened_at=at,
                moved_at=at,
                told_at=at,
            ),
            asked(number),
        )


def act(command: str) -> Callable[[Transaction], float]:
    """A unit of work that carries out a command and says how many seconds it took."""
    word, _, argument = command.partition(" ")
    read = read_command(word, argument)
    if read is None or isinstance(read, Misread):
        raise ValueError(command)

    def work(tx: Transaction) -> float:
        clock = SystemClock()
        address = Address(channel="telegram", id="1")
        said = DeskSaid(
            key="x", actor="1", address=address, name=word, argument=argument, at=clock.now()
        )
        actor = StaffMember(id="1", role=Role.ADMIN, locale="en")
        register = Register(tx, SystemChance(), clock.now())
        visit = Visit(register, actor, said, Desk(None, "en"), Office())
        begun = time.perf_counter()
        carried_out(read, visit)
        return time.perf_counter() - begun

    return work


async def measure(store: SqliteStore, size: int) -> dict[str, float]:
    """The median milliseconds of each command."""
    found = {}
    for word in ("queue", "case", "find"):
        times = []
        for number in range(TRIES):
            one = number * size // TRIES
            reference = make_reference(10**15 + one)
            words = f"{name(one * 7)} {name(one)}"
            command = {"queue": "queue", "case": f"case {reference}", "find": f"find {words}"}
            times.append(await store.transact(act(command[word])))
        found[word] = statistics.median(times) * 1000
    return found


async def main(sizes: tuple[int, ...]) -> int:
    """Measure at every size; 1 where something grew too fast."""
    rows: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        ring = KeyRing({1: b"k" * 32}, current=1)
        async with open_store(Path(folder) / "data", keys=ring, clock=SystemClock()) as store:
            filled = 0
            for size in sizes:
                while filled < size:
                    last = min(size, filled + AT_ONCE)
                    await store.transact(lambda tx, a=filled, b=last: fill(a, b, tx))
                    filled = last
                rows[size] = await measure(store, size)
                _tell(size, rows[size])
    return _verdict(rows)


def _tell(size: int, took: dict[str, float]) -> None:
    shown = "  ".join(f"/{word} {time_:.2f} ms" for word, time_ in took.items())
    print(f"{size:>8,} cases  {shown}")  # noqa: T201 -- what a benchmark says


def _verdict(rows: dict[int, dict[str, float]]) -> int:
    small, large = min(rows), max(rows)
    allowed = SLACK * math.log(large) / math.log(small)
    slow = [word for word, took in rows[large].items() if took > allowed * rows[small][word]]
    print(f"allowed growth {allowed:.1f}; too fast: {', '.join(slow) or 'nothing'}")  # noqa: T201 -- the same
    return int(bool(slow))


if __name__ == "__main__":
    given = tuple(int(size) for size in sys.argv[1:]) or SIZES
    raise SystemExit(asyncio.run(main(given)))
