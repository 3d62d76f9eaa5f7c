"""What becomes of messages in the outbox. Guarantees R5 and R6, faults 9 to 15 and 41."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.core.case import Address, HistoryKind
from bot.core.reference import grouped
from bot.errors import Gone, Moved, Refused, Throttled, Uncertain, Unreachable
from bot.ports import Delivered, Parcel, Undeliverable, Urgency
from bot.relay import LEASE
from bot.settlement import FAULTS, TRIES
from tests.kit_clock import START
from tests.kit_outbox import REFERENCE, STAFF, a_case, family, message
from tests.kit_post import Post, post_office


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    """A relay without limits of pace, stopped politely at the end."""
    office = post_office()
    yield office
    await office.relay.stop()
    await office.running


async def test_messages_of_one_address_arrive_once_and_in_order(post: Post) -> None:
    """What was committed first arrives first; nothing arrives twice."""
    post.put(*(message(f"m{number}") for number in range(20)))
    ended = await post.all_ended()
    assert post.wire.arrived == [f"m{number}" for number in range(20)]
    assert all(isinstance(outcome, Delivered) for outcome in ended.values())
    assert ended["m0"] == Delivered(surface="surface-1")


async def test_an_address_that_hangs_delays_no_other(post: Post) -> None:
    """While one send waits for its answer, every other lane goes on."""
    answer = asyncio.Event()

    async def hang(parcel: Parcel) -> None:
        if parcel.outgoing.id == "slow":
            await answer.wait()

    post.wire.before = hang
    post.put(message("slow"), message("after slow"))
    post.put(*(message(f"m{number}", family(number + 2)) for number in range(200)))
    await post.clock.until(lambda: len(post.wire.arrived) == 200)
    assert {"slow", "after slow"}.isdisjoint(post.wire.arrived)
    answer.set()
    await post.all_ended()
    assert post.wire.arrived[-2:] == ["slow", "after slow"]


async def test_a_throttled_chat_waits_as_long_as_asked_and_alone(post: Post) -> None:
    """A 429 delays its own lane by `retry_after`; the order within the lane is kept."""
    post.wire.script["m1"] = [Throttled(30.0)]
    post.put(message("m1"), message("m2"), message("other", family(2)))
    await post.clock.until(lambda: "other" in post.wire.arrived)
    assert post.clock.monotonic() < 1.0
    await post.all_ended()
    assert post.wire.arrived == ["other", "m1", "m2"]
    assert 30.0 <= post.clock.monotonic() < 32.0


async def test_an_unreachable_wire_is_tried_ever_more_rarely(post: Post) -> None:
    """The waits double up to a minute, and the message arrives when the wire is back."""
    post.wire.script["m1"] = [Unreachable()] * 20
    times: list[float] = []

    async def note(parcel: Parcel) -> None:
        times.append(post.clock.monotonic())

    post.wire.before = note
    post.put(message("m1"))
    ended = await post.all_ended()
    waits = [after - before for before, after in pairwise(times)]
    assert isinstance(ended["m1"], Delivered)
    assert 0.5 <= waits[0] <= 1.1
    assert all(wait <= 60.1 for wait in waits)
    assert min(waits[10:]) >= 30.0
    assert [each.uncertain for each in post.wire.tried] == [0] * 21


async def test_a_message_that_may_have_arrived_is_sent_again_once(post: Post) -> None:
    """The channel learns that it is a resend, so that it can say so."""
    post.wire.script["m1"] = [Uncertain()]
    post.put(message("m1"))
    await post.all_ended()
    assert [each.uncertain for each in post.wire.tried] == [0, 1]
    assert post.wire.arrived == ["m1"]


async def test_what_was_sent_twice_is_reported_so(post: Post) -> None:
    """The author is told that the family may see it twice: no bare mark stands for that."""
    post.store.kept.cases["case"] = a_case()
    post.wire.script["m1"] = [Uncertain()]
    post.put(message("m1", case_id="case", report_to=STAFF, report_on="5"))
    await post.all_ended()
    assert "may see it twice" in post.told()[0].text
    assert [one.outgoing.marks for one in post.wire.tried] == [None] * 3


async def test_twice_uncertain_ends_with_a_report(post: Post) -> None:
    """There is no third copy: the author is told that it is not certain, and the lane goes on."""
    post.store.kept.cases["case"] = a_case()
    post.wire.script["m1"] = [Uncertain(), Unreachable(), Uncertain()]
    post.put(message("m1", case_id="case", report_to=STAFF), message("m2"))
    ended = await post.all_ended()
    assert ended["m1"] == Undeliverable(reason="uncertain")
    assert "m2" in post.wire.arrived
    assert "not certain" in post.told()[0].text


@pytest.mark.parametrize(
    ("failure", "reason", "words"),
    [(Gone(), "gone", "blocked"), (Refused(), "refused", "another way")],
)
async def test_a_failure_for_good_is_reported_and_unblocks_the_lane(
    post: Post, failure: Exception, reason: str, words: str
) -> None:
    """The author learns the case's number and why; the next message is tried."""
    post.store.kept.cases["case"] = a_case()
    post.wire.script["m1"] = [failure]
    post.put(message("m1", case_id="case", report_to=STAFF, report_locale="uk"), message("m2"))
    ended = await post.all_ended()
    since = START if reason == "gone" else None
    assert ended["m1"] == Undeliverable(gone=reason == "gone", reason=reason, since=since)
    assert "m2" in post.wire.arrived
    [report] = post.told()
    assert words in report.text
    assert report.params == {"reference": grouped(REFERENCE)}
    [returned] = post.returned()
    assert returned.lines == message("m1").prompt.says
    assert [entry.kind for entry in post.store.kept.history] == [HistoryKind.UNDELIVERABLE]


async def test_a_family_that_came_back_meanwhile_is_written_to(post: Post) -> None:
    """Refused because it had left, but it came back since: the message is tried again, and the case
    goes on saying that the family is there (R10; the simulator's seed 1355)."""
    back = a_case().model_copy(update={"reach_at": START + timedelta(seconds=1)})
    post.store.kept.cases["case"] = back
    post.wire.script["m1"] = [Gone()]
    post.put(message("m1", case_id="case"))
    ended = await post.all_ended()
    assert isinstance(ended["m1"], Delivered)
    assert post.store.kept.cases["case"].reachable


async def test_a_delivery_is_reported_to_who_asked_for_it(post: Post) -> None:
    """The report is in the author's language; a report itself is not reported."""
    post.store.kept.cases["case"] = a_case()
    post.put(message("m1", case_id="case", report_to=STAFF, report_locale="uk"), message("m2"))
    await post.all_ended()
    [report] = post.told()
    assert "was delivered" in report.text
    to_staff = [each.outgoing for each in post.wire.tried if each.outgoing.address == STAFF]
    assert [each.locale for each in to_staff] == ["uk"]
    assert [entry.kind for entry in post.store.kept.history] == [HistoryKind.DELIVERED]


async def test_a_moved_chat_gets_its_messages_at_the_new_id(post: Post) -> None:
    """After a migration this message and every later one go to the new address, in order."""
    post.wire.script["m1"] = [Moved("2002")]
    post.put(message("m1"), message("m2"))
    await post.all_ended()
    assert post.wire.arrived == ["m1", "m2"]
    new = Address(channel="wire", id="2002")
    assert [each.outgoing.address for each in post.wire.tried] == [family(), new, new]


async def test_a_chat_that_moves_for_ever_ends_too(post: Post) -> None:
    """Two ids that point at each other do not keep the relay busy for ever."""
    post.wire.script["m1"] = [Moved(str(number % 2)) for number in range(100)]
    post.put(message("m1"))
    assert (await post.all_ended())["m1"] == Undeliverable(reason="fault")
    assert len(post.wire.tried) == FAULTS


async def test_a_fault_of_a_channel_ends_its_message_and_nothing_else(post: Post) -> None:
    """An exception no channel should raise is tried a few times, then reported."""
    post.wire.script["m1"] = [KeyError("a bug")] * 100
    post.put(message("m1", report_to=STAFF), message("m2"), message("other", family(2)))
    ended = await post.all_ended()
    assert ended["m1"] == Undeliverable(reason="fault")
    assert {"m2", "other"} <= set(post.wire.arrived)
    assert "fault in the bot" in post.told()[0].text
    assert len([each for each in post.wire.tried if each.outgoing.id == "m1"]) == FAULTS


async def test_an_address_of_an_unknown_channel_ends_too(post: Post) -> None:
    """A message for a channel that is not there is a fault, not a crash."""
    post.put(message("m1", Address(channel="pigeon", id="1")))
    assert (await post.all_ended())["m1"] == Undeliverable(reason="fault")


async def test_a_wire_that_never_comes_back_ends_with_a_report(post: Post) -> None:
    """After about two days of tries the author is told."""
    post.wire.script["m1"] = [Unreachable()] * (TRIES + 1)
    post.put(message("m1", report_to=STAFF))
    assert (await post.all_ended())["m1"] == Undeliverable(reason="unreachable")
    assert post.clock.monotonic() > 86_400
    assert "could not be reached" in post.told()[0].text


async def test_the_parts_that_arrived_are_not_sent_again(post: Post) -> None:
    """A long message resumes after the last part that surely arrived."""
    first, second = Throttled(2.0), Unreachable()
    first.parts_sent = second.parts_sent = 3
    post.wire.script["m1"] = [first, second]
    post.put(message("m1"))
    await post.all_ended()
    assert [each.parts_sent for each in post.wire.tried] == [0, 3, 3]


async def test_a_reply_overtakes_bulk() -> None:
    """While hundreds of bulk messages go out at the full rate, a reply waits under a second."""
    office = post_office(rate=30.0)
    office.put(
        *(message(f"b{number}", family(number), urgency=Urgency.BULK) for number in range(300))
    )
    await office.clock.until(lambda: len(office.wire.arrived) > 100)
    asked_at = office.clock.monotonic()
    office.put(message("reply", family(5000)))
    await office.clock.until(lambda: "reply" in office.wire.arrived)
    assert office.clock.monotonic() - asked_at < 0.2
    await office.clock.until(lambda: len(office.wire.arrived) == 301)
    assert office.clock.monotonic() < 301 / 30 / 0.95
    await office.relay.stop()


async def test_waiting_for_its_turn_is_no_attempt() -> None:
    """A chat's own pace puts messages off, in order, without counting a try."""
    office = post_office(rate=30.0)
    office.put(*(message(f"m{number}") for number in range(12)), message("other", family(2)))
    await office.clock.until(lambda: "other" in office.wire.arrived)
    assert office.clock.monotonic() < 0.5
    await office.clock.until(lambda: len(office.wire.arrived) == 13)
    assert [each for each in office.wire.arrived if each != "other"] == [
        f"m{number}" for number in range(12)
    ]
    assert {each.attempts for each in office.wire.tried} == {0}
    assert len(office.wire.tried) == 13
    await office.relay.stop()


async def test_stopping_lets_what_is_in_flight_land(post: Post) -> None:
    """After `stop` the send in flight is settled, nothing new was begun, nothing is lost."""
    answer = asyncio.Event()

    async def hang(parcel: Parcel) -> None:
        await answer.wait()

    post.wire.before = hang
    post.put(message("m1"), message("m2"))
    await post.clock.until(lambda: len(post.wire.tried) == 1)
    stopping = asyncio.ensure_future(post.relay.stop())
    await post.clock.pass_by(1.0)
    assert not stopping.done()
    answer.set()
    await stopping
    assert post.store.kept.ended == {"m1": Delivered(surface="surface-1")}
    assert [each.parcel.outgoing.id for each in post.store.kept.waiting] == ["m2"]


async def test_a_store_that_fails_makes_nothing_go_twice(post: Post) -> None:
    """An outcome that could not be kept is kept later, even after its lease ran out."""
    landed = asyncio.Event()

    async def wait(parcel: Parcel) -> None:
        await landed.wait()

    post.wire.before = wait
    post.put(message("m1"), message("m2"))
    await post.clock.until(lambda: len(post.wire.tried) == 1)
    with post.store.broken(OSError("disk full")):
        landed.set()
        await post.clock.pass_by(3 * LEASE.total_seconds())
    await post.all_ended()
    assert post.wire.arrived == ["m1", "m2"]


async def test_a_row_that_cannot_be_settled_holds_up_nothing_else(post: Post) -> None:
    """One outcome the store refuses for ever: the others are settled, and it is not sent again."""
    post.store.refuses = "bad"
    post.put(message("bad"), *(message(f"m{n}", family(n + 2)) for n in range(50)))
    await post.clock.until(lambda: len(post.store.kept.ended) == 50)
    await post.clock.pass_by(600.0)
    post.put(message("later", family(99)))
    await post.clock.until(lambda: "later" in post.store.kept.ended)
    assert post.wire.arrived.count("bad") == 1
    post.store.refuses = None
    await post.all_ended()
    assert post.wire.arrived.count("bad") == 1
