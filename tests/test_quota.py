"""A flood is kept and answered seldom; a conversation never notices (S10, faults 71 and 72)."""

from __future__ import annotations

import random

from bot.core.case import Address
from bot.quota import EVERY, MANY, Leave, Quota

FAMILY, OTHER = (Address(channel="telegram", id=name) for name in ("1", "2"))


def flood(quota: Quota, per_minute: int, minutes: float = 1.0) -> list[Leave]:
    """What is said to someone who writes so often."""
    step = 60.0 / per_minute
    return [quota.take(FAMILY, number * step) for number in range(int(per_minute * minutes))]


def test_a_conversation_is_always_answered() -> None:
    """Thirty messages a minute, hour after hour, get thirty answers a minute."""
    assert all(leave.speaks for leave in flood(Quota(), MANY, minutes=60))


def test_a_flood_is_answered_once_in_a_while() -> None:
    """1,000 messages a minute get the first answers, then one every few seconds."""
    said = flood(Quota(), 1000)
    assert sum(leave.speaks for leave in said) <= MANY + 60 / EVERY
    assert all(leave.speaks for leave in said[:MANY])


def test_whoever_is_passed_over_is_owed_one_answer() -> None:
    """Of a burst, exactly one answer is owed, within the cool-down; silence is never the last."""
    quota = Quota()
    burst = [quota.take(FAMILY, 0.0) for _ in range(MANY + 20)]
    owed = [leave.owed for leave in burst if leave.owed is not None]
    assert len(owed) == 1
    assert 0 < owed[0] <= EVERY


def test_the_number_passed_over_is_known() -> None:
    """The next answer after a silence knows how many messages it stands for."""
    quota = Quota()
    silent = sum(not quota.take(FAMILY, 0.0).speaks for _ in range(MANY + 20))
    assert quota.take(FAMILY, EVERY).silent == silent
    assert quota.take(FAMILY, 200.0).silent == 0


def test_others_never_notice() -> None:
    """One address in flood takes nothing from another."""
    quota = Quota()
    flood(quota, 1000)
    assert quota.take(OTHER, 60.0).speaks


def test_it_ends_when_the_flood_ends() -> None:
    """A minute later the same family is answered every time."""
    quota = Quota()
    flood(quota, 1000)
    later = [quota.take(FAMILY, 180.0 + number * 3) for number in range(20)]
    assert all(leave.speaks for leave in later)


def test_it_remembers_only_who_wrote_lately() -> None:
    """A hundred thousand addresses, each once, do not fill the memory."""
    quota, draw = Quota(), random.Random(1)  # noqa: S311 -- repeatable
    for number in range(20_000):
        address = Address(channel="telegram", id=str(draw.randrange(10**9)))
        quota.take(address, number * 0.5)
    assert len(quota._flows) < 2500
