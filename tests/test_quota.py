"""Who is in a flood, and who is not (S10, fault 71)."""

from __future__ import annotations

import random

from bot.core.case import Address
from bot.quota import EVERY, MANY, Hush, Quota

FAMILY, OTHER = (Address(channel="telegram", id=name) for name in ("1", "2"))


def flood(quota: Quota, per_minute: int, minutes: float = 1.0) -> list[Hush | None]:
    """What is said to someone who writes so often."""
    step = 60.0 / per_minute
    return [quota.take(FAMILY, number * step) for number in range(int(per_minute * minutes))]


def test_a_conversation_is_always_answered_at_once() -> None:
    """Almost six messages a second, for ten minutes, are no flood."""
    assert not any(flood(Quota(), 350, minutes=10))


def test_a_thousand_messages_a_minute_are_a_flood_within_seconds() -> None:
    """The first ones are answered as ever, all the others together."""
    said = flood(Quota(), 1000)
    assert not any(said[:MANY])
    assert all(said[MANY:])


def test_an_answer_never_waits_longer_than_a_while() -> None:
    """Each message is answered within `EVERY` seconds, and the waits end together."""
    waits = [hush.wait for hush in flood(Quota(), 1000) if hush]
    assert max(waits) <= EVERY
    assert min(waits) > 0


def test_a_flood_begins_once() -> None:
    """Only its first message is told that everything is there."""
    quota = Quota()
    said = flood(quota, 1000, minutes=3)
    assert sum(hush.begins for hush in said if hush) == 1


def test_others_never_notice() -> None:
    """One address in flood takes nothing from another."""
    quota = Quota()
    flood(quota, 1000)
    assert quota.take(OTHER, 60.0) is None


def test_it_ends_when_the_flood_ends() -> None:
    """A little later the same family is answered every time."""
    quota = Quota()
    flood(quota, 1000)
    assert not any(quota.take(FAMILY, 75.0 + number) for number in range(60))


def test_what_waits_is_remembered_until_it_is_due() -> None:
    """What was kept comes with the next message, and is forgotten when its time is over."""
    quota = Quota()
    last = [quota.take(FAMILY, 0.0) for _ in range(MANY + 1)][-1]
    assert last is not None
    last.answers[""] = "letter"
    quota.keep(FAMILY, last)
    following = quota.take(FAMILY, 0.1)
    assert following is not None
    assert following.answers == {"": "letter"}
    later = [quota.take(FAMILY, EVERY + 0.05) for _ in range(MANY)][-1]
    assert later is not None
    assert later.answers == {}


def test_it_remembers_only_who_wrote_lately() -> None:
    """Tens of thousands of addresses, each once, do not fill the memory."""
    quota, draw = Quota(), random.Random(1)  # noqa: S311 -- repeatable
    for number in range(20_000):
        address = Address(channel="telegram", id=str(draw.randrange(10**9)))
        quota.take(address, number * 0.5)
    assert len(quota) < 2500
