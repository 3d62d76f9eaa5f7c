"""Stored cases in any number, each sealed, indexed and listed as the bot does it.

A thousand take half a second, a million some ten minutes and seven gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.case import Address, Case, ContactMode
from bot.core.dates import PartialDate
from bot.core.inquiry import Inquiry
from bot.core.reference import make_reference
from bot.ports import Transaction
from bot.world import SystemClock
from storage.sqlite import SqliteStore
from tests.storage.kit import inquiry

AT_ONCE = 20_000
"""Cases written together: keys and hashes lie scattered, so each batch writes most pages anew."""
SYLLABLES = ("ba", "ve", "do", "ko", "li", "ma", "no", "pe", "ru", "sa", "te", "vi", "za", "hu")
LENGTH = 6
"""Syllables of a name: seven millions of them differ, and a child's two are of number and 7 times
number."""
FIRST_CHAT = 20_000_001


def name(number: int) -> str:
    """A name nobody else has, however many cases there are: what is found is one case."""
    parts = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def names(number: int) -> str:
    """The names of the child of a case."""
    return f"{name(number * 7)} {name(number)}"


def reference(number: int) -> str:
    """The reference of a case."""
    return make_reference(10**15 + number)


def chat(number: int) -> int:
    """The chat of the family of a case."""
    return FIRST_CHAT + number


def asked(number: int) -> Inquiry:
    """What a family told."""
    empty = inquiry()
    first, last = names(number).split()
    told = {"name_first": first, "name_last": last}
    born = {"date_of_birth": PartialDate(year=2005 + number % 18)}
    person = empty.persons[0].model_copy(update={**told, **born})
    return empty.model_copy(update={"persons": (person,), "unknown": ()})


def case(number: int, now: datetime) -> Case:
    """A case opened so many minutes ago; one in three is somebody's."""
    at = now - timedelta(minutes=number)
    return Case(
        id=f"{number:032x}",
        reference=reference(number),
        address=Address(channel="telegram", id=str(chat(number))),
        locale="uk",
        contact_mode=ContactMode.PUSH_OPEN,
        heartbeat_weeks=4,
        assignee=None if number % 3 else str(number % 30),
        opened_at=at,
        moved_at=at,
        told_at=at,
    )


async def fill(store: SqliteStore, numbers: range, pulse: datetime) -> None:
    """Store real cases, whose heartbeats are due at an instant."""
    for start in range(numbers.start, numbers.stop, AT_ONCE):
        some = range(start, min(numbers.stop, start + AT_ONCE))
        await store.transact(lambda tx, some=some: _fill(tx, some, pulse))


def _fill(tx: Transaction, numbers: Iterable[int], pulse: datetime) -> None:
    now = SystemClock().now()
    for number in numbers:
        one = case(number, now)
        tx.open_case(one, asked(number))
        tx.set_pulse(one.id, pulse)
