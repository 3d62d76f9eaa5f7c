"""Never more arrive in a second than may, however long each is on its way."""

from __future__ import annotations

import random
from heapq import heappop, heappush
from typing import NamedTuple

import pytest

from bot.core.case import Address
from bot.pacing import Pace
from bot.ports import Urgency
from bot.slots import FEW, LOST, Slots
from tests.kit_clock import FakeClock

RATE, SECONDS = 30, 60.0
AHEAD = 0.01


class Jitter(NamedTuple):
    """A wire: `least` seconds each way, and up to `most` more, of which `usual` is the mean."""

    least: float
    most: float
    usual: float | None = None

    def draw(self, chance: random.Random) -> float:
        """How long one way takes this time."""
        if self.usual is None:
            return self.least + chance.uniform(0.0, self.most)
        return self.least + min(self.most, chance.expovariate(1 / self.usual))


class Journey:
    """Messages go as the pace allows, over a wire that delays them; notes when they arrive."""

    def __init__(self, seed: int, jitter: Jitter) -> None:
        self._chance, self._jitter = random.Random(seed), jitter  # noqa: S311 -- repeatable
        self.clock = FakeClock()
        self.pace = Pace(self.clock, float(RATE))
        self.arrived: list[float] = []
        self.waits: list[float] = []
        self._back: list[tuple[float, float, int]] = []
        self._sent, self._goes = 0, 0.0

    def bulk(self, seconds: float) -> None:
        """Bulk without an end; about once a second somebody waits for a reply."""
        wanted = self._soon(0.0)
        while self.clock.monotonic() < seconds:
            now = self.clock.monotonic()
            self._land(now)
            if wanted <= now and self._send(Urgency.REPLY, 1):
                self.waits.append(self._goes - wanted)
                wanted = self._soon(now)
            self._send(Urgency.BULK, RATE)
            self.clock.advance(self._chance.uniform(0.0, 0.004))

    def _soon(self, now: float) -> float:
        return now + self._chance.expovariate(1.0)

    def _send(self, urgency: Urgency, most: int) -> int:
        room = self.pace.room(urgency, most, ahead=AHEAD)
        for _ in range(room):
            self._sent += 1
            address = Address(channel="telegram", id=str(self._sent))
            flight = str(self._sent)
            wait = self.pace.take(address, flight=flight, urgency=urgency, ahead=AHEAD)
            assert wait <= AHEAD
            self._goes = self.clock.monotonic() + wait
            arrives = self._goes + self._jitter.draw(self._chance)
            self.arrived.append(arrives)
            back = arrives + self._jitter.draw(self._chance)
            heappush(self._back, (back, self._goes, self._sent))
        return room

    def _land(self, now: float) -> None:
        while self._back and self._back[0][0] <= now:
            back, goes, number = heappop(self._back)
            self.pace.trip(back - goes)
            self.pace.landed(str(number))


def most_in_a_second(times: list[float]) -> int:
    """The most arrivals in any second, both its ends counted."""
    times, first, most = sorted(times), 0, 0
    for last, time in enumerate(times):
        while times[first] < time - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def used(times: list[float]) -> float:
    """How much of the limit was used, once things had settled."""
    since, until = 10.0, SECONDS - 1.0
    return sum(since <= time < until for time in times) / (RATE * (until - since))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("least", [0.0, 0.025, 0.3])
def test_a_wire_that_delays_at_random_never_sees_one_too_many(least: float, seed: int) -> None:
    """Up to 40 ms more on each way, anything as likely: no second ever sees more than 30 arrive."""
    journey = Journey(seed, Jitter(least, 0.04))
    journey.bulk(SECONDS)
    assert most_in_a_second(journey.arrived) <= RATE
    assert used(journey.arrived) >= 0.94


@pytest.mark.parametrize("seed", range(10))
def test_a_wire_as_wires_are_is_used_to_the_full(seed: int) -> None:
    """Mostly some milliseconds late, now and then 40: none too many, 98 % used, replies at once."""
    journey = Journey(seed, Jitter(0.025, 0.04, usual=0.002))
    journey.bulk(SECONDS)
    assert most_in_a_second(journey.arrived) <= RATE
    assert used(journey.arrived) >= 0.98
    assert sorted(journey.waits)[int(0.95 * len(journey.waits))] < 0.3


def test_what_is_in_flight_takes_its_place_until_it_has_landed() -> None:
    """However long a message is on its way, and a second more: it may arrive at the last moment."""
    slots = Slots(1, 1.0)
    slots.take(0.0, "m", 1)
    assert slots.room(50.0) == 0
    assert 1.0 < slots.wait(50.0) < 1.01
    slots.land(50.0, "m")
    assert slots.room(51.0) == 0
    assert slots.room(51.01) == 1


def test_a_flight_nobody_tells_of_is_given_up() -> None:
    """Its place is not lost for ever; to tell of it later, or twice, changes nothing."""
    slots = Slots(2, 1.0)
    slots.take(0.0, "m", 2)
    assert slots.room(LOST - 0.1) == slots.room(LOST) == 0
    slots.land(LOST + 0.1, "m")
    assert slots.room(LOST + 1.1) == 2


def test_many_land_together() -> None:
    """A flight has the places of all it took for; more than there are never fit."""
    slots = Slots(5, 1.0)
    slots.take(0.0, "album", 1)
    slots.take(0.0, "album", 2)
    assert slots.room(0.0) == 2
    assert not slots.knows(10)
    slots.land(0.0, "album")
    assert slots.knows(10)
    slots.take(2.0, "more", 10)
    assert slots.room(2.0) == 0


def test_the_way_there_and_back_is_trusted_when_it_is_known_well() -> None:
    """A few calls say nothing; many alike do, so that the next goes that much sooner."""
    slots = Slots(1, 1.0)
    slots.take(0.0, "m", 1)
    slots.land(0.0, "m")
    for _ in range(FEW - 1):
        slots.trip(0.05)
    assert slots.wait(0.0) > 1.0
    slots.trip(0.05)
    assert 0.95 < slots.wait(0.0) < 0.96
    slots.trip(0.0)
    assert slots.wait(0.0) > 1.0


def test_a_wire_slower_than_a_second_is_never_waited_for_in_vain() -> None:
    """There is always some time to wait for what has not landed, or who waits would never rest."""
    slots = Slots(1, 1.0)
    for _ in range(FEW):
        slots.trip(5.0)
    slots.take(0.0, "m", 1)
    assert slots.wait(1.0) >= 0.1
