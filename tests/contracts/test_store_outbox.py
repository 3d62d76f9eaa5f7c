"""What every store promises about messages on their way."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import (
    Delivered,
    Outcome,
    Outgoing,
    Parcel,
    Postponed,
    Readdressed,
    Store,
    Undeliverable,
    Urgency,
)
from tests.storage.kit import NOW, address, case, inquiry, later, letter, photo, session

BULK = Urgency.BULK


async def put(store: Store, *letters: Outgoing, due: object = NOW) -> None:
    """Put messages into their lanes, in this order."""
    for one in letters:
        await store.transact(lambda tx, one=one: tx.enqueue(one, due))


async def lease(
    store: Store, now: object = NOW, limit: int = 10, bulk: int = 10
) -> tuple[Parcel, ...]:
    """Lease for a minute."""
    until = now + timedelta(seconds=60)
    return await store.transact(lambda tx: tx.lease(now, until, limit, bulk))


async def settle(store: Store, name: str, outcome: Outcome, at: object = NOW) -> None:
    """Record an outcome."""
    await store.transact(lambda tx: tx.settle(name, outcome, at))


def names(parcels: tuple[Parcel, ...]) -> list[str]:
    """The ids of what was leased."""
    return [parcel.outgoing.id for parcel in parcels]


async def test_a_lane_gives_its_messages_in_order_one_at_a_time(store: Store) -> None:
    """The second message waits until the first is settled."""
    await put(store, letter("a"), letter("b"), letter("c"))
    for name in ("a", "b", "c"):
        parcels = await lease(store)
        assert parcels == (Parcel(outgoing=letter(name)),)
        assert names(await lease(store)) == []
        await settle(store, name, Delivered(surface="1"))
    assert names(await lease(store)) == []
    assert await store.transact(lambda tx: tx.next_due()) is None


async def test_lanes_do_not_wait_for_each_other(store: Store) -> None:
    """One message of each lane is leased at once, up to the limit."""
    await put(store, *(letter(f"{to}{n}", to) for n in "ab" for to in (1, 2, 3)))
    assert names(await lease(store, limit=2)) == ["1a", "2a"]
    assert names(await lease(store)) == ["3a"]


async def test_a_lease_that_ran_out_counts_as_an_uncertain_try(store: Store) -> None:
    """A message nobody settled is leased again, and is said to have perhaps arrived."""
    await put(store, letter("a"), letter("b"))
    await lease(store)
    assert await lease(store, later(59)) == ()
    assert await store.transact(lambda tx: tx.next_due()) == later(60)
    assert await lease(store, later(60)) == (Parcel(outgoing=letter("a"), attempts=1, uncertain=1),)
    await settle(store, "a", Delivered())
    assert names(await lease(store, later(61))) == ["b"]


async def test_replies_go_before_bulk_and_never_pass_within_a_lane(store: Store) -> None:
    """A reply overtakes bulk of other lanes; what is before it in its own lane it takes along."""
    await put(store, *(letter(f"bulk{n}", n, urgency=BULK) for n in (1, 2, 3)))
    await put(store, letter("bulk", 3, urgency=BULK), letter("behind", 3))
    await put(store, letter("reply", 4), due=later(1))
    assert names(await lease(store, later(1), bulk=1)) == ["bulk3", "reply", "bulk1"]
    await settle(store, "bulk3", Delivered())
    assert names(await lease(store, later(1), bulk=0)) == ["bulk"]
    await settle(store, "bulk", Delivered())
    assert names(await lease(store, later(1), bulk=0)) == ["behind"]


async def test_bulk_takes_no_more_than_its_share(store: Store) -> None:
    """Of what is leased at once, bulk is at most as many as allowed."""
    await put(store, *(letter(f"bulk{n}", n, urgency=BULK) for n in range(1, 5)))
    await put(store, letter("reply", 9))
    assert names(await lease(store, limit=10, bulk=2)) == ["reply", "bulk1", "bulk2"]
    assert names(await lease(store, limit=1, bulk=5)) == ["bulk3"]
    assert names(await lease(store, limit=5, bulk=0)) == []


async def test_the_same_message_twice_is_one(store: Store) -> None:
    """Enqueueing an id again changes nothing, also after it was delivered."""
    await put(store, letter("a"), letter("a", text="other"))
    assert (await lease(store))[0].outgoing == letter("a")
    await settle(store, "a", Delivered())
    await put(store, letter("a"))
    assert await lease(store) == ()


async def test_a_postponed_message_keeps_its_place(store: Store) -> None:
    """A retry is not overtaken by later messages of its lane, and remembers what was tried."""
    await put(store, letter("a"), letter("b"))
    await lease(store)
    await settle(store, "a", Postponed(due=later(5), uncertain=True, parts_sent=2))
    assert await store.transact(lambda tx: tx.next_due()) == later(5)
    assert await lease(store, later(4)) == ()
    again = Parcel(outgoing=letter("a"), attempts=1, uncertain=1, parts_sent=2)
    assert await lease(store, later(5)) == (again,)
    await settle(store, "a", Postponed(due=later(6), tried=False))
    assert await lease(store, later(6)) == (again,)


async def test_a_message_due_later_waits_and_holds_its_lane(store: Store) -> None:
    """Nothing is leased before its time, and what lies behind it waits as well."""
    await put(store, letter("a"), due=later(10))
    await put(store, letter("b"))
    assert await lease(store) == ()
    assert await store.transact(lambda tx: tx.next_due()) == later(10)
    assert names(await lease(store, later(10))) == ["a"]


async def test_held_messages_are_passed_until_they_are_released(store: Store) -> None:
    """Without a due time a message waits aside; released, it joins the end of its lane."""
    await put(store, letter("held1"), letter("held2"), due=None)
    await put(store, letter("other", 2), due=None)
    await put(store, letter("a"), letter("b"))
    assert names(await lease(store)) == ["a"]
    assert await store.transact(lambda tx: tx.release(address(), NOW)) == 2
    assert await store.transact(lambda tx: tx.release(address(), NOW)) == 0
    for name, following in (("a", "b"), ("b", "held1"), ("held1", "held2")):
        await settle(store, name, Delivered())
        assert names(await lease(store)) == [following]


async def test_what_is_put_off_holds_nothing_up(store: Store) -> None:
    """It waits beside its lane, is passed, and joins the lane's end in its time and order."""
    await store.transact(lambda tx: tx.put_off(letter("first"), later(5)))
    await store.transact(lambda tx: tx.put_off(letter("second"), later(10)))
    await put(store, letter("a"), letter("b"))
    assert names(await lease(store)) == ["a"]
    await settle(store, "a", Delivered())
    assert names(await lease(store)) == ["b"]
    await settle(store, "b", Delivered())
    assert await store.transact(lambda tx: tx.next_due()) == later(5)
    assert await lease(store, later(4)) == ()
    for name, at in (("first", 5), ("second", 10)):
        assert await lease(store, later(at)) == ()
        assert names(await lease(store, later(at))) == [name]
        await settle(store, name, Delivered())
    assert await store.transact(lambda tx: tx.next_due()) is None


async def test_what_is_put_off_can_be_withdrawn_and_moves_along(store: Store) -> None:
    """Withdrawn it is gone; where the family moved, it follows; erased, nothing of it is left."""
    await store.transact(lambda tx: tx.put_off(letter("a"), later(5)))
    assert await store.transact(lambda tx: tx.withdraw("a"))
    assert not await store.transact(lambda tx: tx.withdraw("a"))
    await store.transact(lambda tx: tx.put_off(letter("b"), later(5)))
    await put(store, letter("c"))
    await lease(store)
    await settle(store, "c", Readdressed(to=address(2)))
    assert names(await lease(store)) == ["c"]
    await settle(store, "c", Delivered())
    assert await lease(store, later(5)) == ()
    assert (await lease(store, later(5)))[0].outgoing == letter("b", 2)
    await store.transact(lambda tx: tx.put_off(letter("d", 3), later(5)))
    await store.transact(lambda tx: tx.erase_address(address(3)))
    assert not await store.transact(lambda tx: tx.withdraw("d"))


async def test_release_wakes_an_empty_lane(store: Store) -> None:
    """Held messages are nothing to do; released ones are."""
    await put(store, letter("held"), due=None)
    assert await store.transact(lambda tx: tx.next_due()) is None
    await store.transact(lambda tx: tx.release(address(), later(3)))
    assert await store.transact(lambda tx: tx.next_due()) == later(3)
    assert names(await lease(store, later(3))) == ["held"]


async def test_an_undeliverable_message_frees_its_lane(store: Store) -> None:
    """Given up, a message lets the next one go; the family stays reachable."""
    await store.transact(lambda tx: tx.open_case(case(), inquiry()))
    await put(store, letter("a"), letter("b"))
    await lease(store)
    await settle(store, "a", Undeliverable(reason="refused"))
    assert names(await lease(store)) == ["b"]
    assert (await store.transact(lambda tx: tx.case("case1"))).reachable


async def test_a_family_that_is_gone_shows_at_its_cases(store: Store) -> None:
    """Gone marks the cases of that address, and no others."""
    await store.transact(lambda tx: tx.open_case(case(1), inquiry()))
    await store.transact(lambda tx: tx.open_case(case(2), inquiry()))
    await put(store, letter("a"))
    await lease(store)
    await settle(store, "a", Undeliverable(gone=True, reason="gone"))
    assert not (await store.transact(lambda tx: tx.case("case1"))).reachable
    assert (await store.transact(lambda tx: tx.case("case2"))).reachable


async def test_a_family_that_moved_is_followed_with_everything(store: Store) -> None:
    """Messages, conversation, cases and files go to the new address, messages in their order."""
    await store.transact(lambda tx: tx.save_session(address(1), session(revision=1)))
    await store.transact(lambda tx: tx.open_case(case(1), inquiry()))
    await store.transact(lambda tx: tx.add_file(photo()))
    await put(store, letter("a"), letter("b"))
    await put(store, letter("held"), due=None)
    await lease(store)
    await settle(store, "a", Readdressed(to=address(2)))
    for name in ("a", "b"):
        assert (await lease(store))[0].outgoing == letter(name, 2)
        await settle(store, name, Delivered())
    assert await store.transact(lambda tx: tx.release(address(2), NOW)) == 1
    assert (await lease(store))[0].outgoing == letter("held", 2)
    assert await store.transact(lambda tx: tx.session(address(1))) is None
    assert await store.transact(lambda tx: tx.session(address(2))) == session()
    assert [c.address for c in await store.transact(lambda tx: tx.cases_of(address(2)))] == [
        address(2)
    ]
    assert (await store.transact(lambda tx: tx.file("photo"))).address == address(2)


async def test_moving_takes_no_leased_message_from_the_new_lane(store: Store) -> None:
    """While a message of the new address is on its way, those that moved there wait."""
    await put(store, letter("old"), letter("new", 2))
    assert names(await lease(store)) == ["old", "new"]
    await settle(store, "old", Readdressed(to=address(2)))
    assert names(await lease(store)) == []
    await settle(store, "new", Delivered())
    assert names(await lease(store)) == ["old"]


async def test_a_conversation_begun_at_the_new_address_is_kept(store: Store) -> None:
    """Where both addresses have a conversation, the one at the new address goes on."""
    await store.transact(lambda tx: tx.save_session(address(1), session("former")))
    await store.transact(lambda tx: tx.save_session(address(2), session("present")))
    await put(store, letter("a"))
    await settle(store, "a", Readdressed(to=address(2)))
    assert await store.transact(lambda tx: tx.session(address(2))) == session("present")
    assert await store.transact(lambda tx: tx.session(address(1))) is None


async def test_settling_twice_or_something_unknown_changes_nothing(store: Store) -> None:
    """A second outcome of a message is ignored."""
    await put(store, letter("a"))
    await lease(store)
    await settle(store, "a", Delivered())
    await settle(store, "a", Postponed(due=later(1)))
    await settle(store, "unknown", Delivered())
    assert await store.transact(lambda tx: tx.next_due()) is None


async def test_sent_messages_are_swept_after_30_days(store: Store) -> None:
    """What is left of a sent message goes after 30 days; a waiting one stays for ever."""
    await put(store, letter("sent"), letter("waiting"))
    await lease(store)
    await settle(store, "sent", Delivered())
    month = NOW + timedelta(days=30)
    assert await store.transact(lambda tx: tx.sweep(month)) == 0
    assert await store.transact(lambda tx: tx.sweep(month + timedelta(seconds=1))) == 1
    assert names(await lease(store, month)) == ["waiting"]
