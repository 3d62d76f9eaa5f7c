"""How fast the bot may write."""

from __future__ import annotations

import pytest

from bot.core.case import Address
from bot.pacing import Pace
from bot.ports import Urgency
from tests.kit_clock import FakeClock

REPLY, BULK = Urgency.REPLY, Urgency.BULK


def chat(number: int) -> Address:
    """An address of Telegram; groups are negative."""
    return Address(channel="telegram", id=str(number))


def send(pace: Pace, number: int, many: int = 1) -> float:
    """Send to a chat, over a wire that takes no time."""
    wait = pace.take(chat(number), many, flight="m")
    pace.landed("m")
    return wait


def most_within(times: list[float], span: float) -> int:
    """The most events in any window of `span` seconds."""
    return max(sum(start <= time < start + span for time in times) for start in times)


def send_as_allowed(pace: Pace, clock: FakeClock, seconds: float, urgency: Urgency) -> list[float]:
    """Send to ever new chats whenever there is room; return when."""
    times, number = [], 0
    while clock.monotonic() < seconds:
        for _ in range(pace.room(urgency, 100)):
            number += 1
            assert send(pace, number) == 0.0
            times.append(clock.monotonic())
        clock.advance(max(pace.wait(urgency), 0.001))
    return times


@pytest.mark.parametrize("rate", [1.0, 5.0, 30.0])
@pytest.mark.parametrize("urgency", [REPLY, BULK])
def test_the_overall_rate_is_used_and_never_exceeded(rate: float, urgency: Urgency) -> None:
    """No second holds more than `rate` messages, and at least 98 % of the rate is used."""
    clock = FakeClock()
    times = send_as_allowed(Pace(clock, rate), clock, 20.0, urgency)
    assert most_within(times, 1.0) <= rate
    assert len(times) >= 0.98 * rate * 20.0


def test_a_message_to_a_quiet_bot_goes_at_once() -> None:
    """Nobody waits when nothing was sent before."""
    pace = Pace(FakeClock(), 30.0)
    assert pace.room(REPLY, 100) == 9
    assert pace.room(BULK, 100) == 6
    assert pace.wait(REPLY) == pace.wait(BULK) == send(pace, 1) == 0.0


def test_bulk_leaves_room_for_a_reply() -> None:
    """When bulk has taken all it may, a reply still goes at once."""
    pace = Pace(FakeClock(), 30.0)
    while pace.room(BULK, 1):
        send(pace, pace.room(REPLY, 100))
    assert pace.room(REPLY, 1) == 1
    assert pace.wait(REPLY) == 0.0 < pace.wait(BULK)


def test_a_private_chat_gets_five_in_five_seconds() -> None:
    """A burst passes; then the chat waits for about a second a message."""
    clock = FakeClock()
    pace, times = Pace(clock, 30.0), []
    while clock.monotonic() < 60.0:
        wait = send(pace, 7)
        if wait == 0.0:
            times.append(clock.monotonic())
        clock.advance(max(wait, 0.001))
    assert times[4] < 0.1
    assert most_within(times, 5.0) == 5
    assert len(times) >= 55


def test_a_group_never_gets_more_than_twenty_in_any_minute() -> None:
    """The limit holds in every window of 60 seconds, with one message to spare."""
    clock = FakeClock()
    pace, times = Pace(clock, 30.0), []
    while clock.monotonic() < 600.0:
        wait = send(pace, -100123)
        if wait == 0.0:
            times.append(clock.monotonic())
        clock.advance(max(wait, 0.37))
    assert most_within(times, 60.0) == 19
    assert len(times) >= 170


def test_the_topics_of_a_group_share_its_limit() -> None:
    """Twenty a minute hold for the group, however many topics it has."""
    pace = Pace(FakeClock(), 0.0)
    assert send(pace, -5) == 0.0
    pace = Pace(FakeClock(), 30.0)
    for topic in range(19):
        assert pace.take(Address(channel="telegram", id=f"-100123/{topic}"), flight="m") == 0.0
    assert send(pace, -100123) > 60.0


def test_a_chat_that_waits_takes_nothing_from_others() -> None:
    """What `take` refuses is not counted anywhere."""
    pace = Pace(FakeClock(), 1000.0)
    while send(pace, 1) == 0.0:
        pass
    room = pace.room(REPLY, 1000)
    assert send(pace, 1) > 0.0
    assert pace.room(REPLY, 1000) == room
    assert send(pace, 2) == 0.0


def test_an_album_counts_all_its_messages() -> None:
    """Ten photographs use up the chat's burst twice over, even though they go together."""
    pace = Pace(FakeClock(), 1000.0)
    assert send(pace, 1, 10) == 0.0
    assert send(pace, 1) > 5.0


def test_parts_get_their_turn_however_much_bulk_there_is() -> None:
    """What may go soon is kept for whoever asked, and who comes later waits behind it."""
    clock = FakeClock()
    pace = Pace(clock, 30.0)
    times = send_as_allowed(pace, clock, 10.0, BULK)
    wait = pace.take(chat(-1), 10, flight="album", ahead=2.0)
    assert 0.1 < wait < 0.5
    assert most_within([*times, *[clock.monotonic() + wait] * 10], 1.0) <= 30
    assert wait <= pace.wait(BULK)


def test_a_courtesy_takes_nothing_from_those_who_wait() -> None:
    """Half of a chat's burst and all of the replies' reserve stay untouched."""
    clock = FakeClock()
    pace = Pace(clock, 1000.0)
    assert [pace.spare(chat(1), flight="m") for _ in range(5)] == [True, True, True, False, False]
    assert [send(pace, 1) for _ in range(2)] == [0.0, 0.0]
    busy = Pace(clock, 30.0)
    while busy.room(BULK, 1):
        send(busy, busy.room(REPLY, 99) + 10)
    assert not busy.spare(chat(99), flight="m")


def test_a_chat_on_hold_waits_as_long_as_the_wire_asked() -> None:
    """After a 429 the chat waits, and only that chat."""
    clock = FakeClock()
    pace = Pace(clock, 30.0)
    pace.hold(chat(1), 17.0)
    assert send(pace, 1) == 17.0
    assert not pace.spare(chat(1), flight="m")
    assert send(pace, 2) == 0.0
    clock.advance(17.0)
    assert send(pace, 1) == 0.0


def test_without_a_rate_nothing_waits() -> None:
    """Rate 0 switches every limit off, as in the sandbox."""
    pace = Pace(FakeClock(), 0.0)
    assert all(send(pace, -1) == 0.0 for _ in range(1000))
    assert pace.room(REPLY, 50) == pace.room(BULK, 50) == 50
    assert pace.spare(chat(-1), flight="m")
    assert pace.wait(BULK) == 0.0


def test_chats_that_have_gone_quiet_are_forgotten() -> None:
    """The memory of chats is bounded by those written to lately."""
    clock = FakeClock()
    pace = Pace(clock, 1000.0)
    for number in range(20_000):
        send(pace, number)
        clock.advance(0.01)
    assert len(pace._chats) < 6000
