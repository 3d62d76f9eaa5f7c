"""What every store promises about the messages that stand in a chat."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import Delivered, Footprint, Postponed, Store, Transaction, Undeliverable
from tests.storage.kit import NOW, address, later, letter, session

EVER = NOW - timedelta(days=9)


def stands(tx: Transaction, until: object = NOW, number: int = 1) -> tuple[str, ...]:
    """What stands in a family's chat."""
    return tx.footprints(address(number), EVER, until)


def one(tx: Transaction, name: str, *outcomes: object) -> None:
    """A message, and what becomes of it."""
    tx.enqueue(letter(name), NOW)
    for outcome in outcomes:
        tx.lease(NOW, later(60), 9, 9)
        tx.settle(name, outcome, NOW)


async def test_both_sides_messages_are_known_once_each_in_order(store: Store) -> None:
    """Those a family sent, and every part of those it got, be it of several tries."""

    def work(tx: Transaction) -> None:
        tx.note_update("1", NOW, Footprint(address(), "9"))
        tx.note_update("2", NOW, Footprint(address(), "9"))
        tx.note_update("3", NOW, Footprint(address(2), "8"))
        tx.note_update("4", NOW)
        one(tx, "a", Delivered(surface="10 11"))
        one(tx, "b", Postponed(due=NOW, parts_sent=1, surface="12"), Delivered(surface="13"))
        half = Postponed(due=NOW, parts_sent=1, surface="14")
        one(tx, "c", half, Undeliverable(reason="refused", surface="15"))
        one(tx, "d", Undeliverable(reason="gone"))
        one(tx, "e", Delivered())

    await store.transact(work)
    assert await store.transact(stands) == ("9", "10", "11", "12", "13", "14", "15")
    assert await store.transact(lambda tx: stands(tx, number=2)) == ("8",)


async def test_only_what_is_within_the_span_is_told(store: Store) -> None:
    """From after its beginning up to its end."""
    for number, at in enumerate((later(-60), NOW, later(60))):
        noted = Footprint(address(), str(number))
        await store.transact(
            lambda tx, n=number, at=at, noted=noted: tx.note_update(str(n), at, noted)
        )
    assert await store.transact(lambda tx: tx.footprints(address(), later(-60), NOW)) == ("1",)


async def test_what_is_deleted_is_told_no_more_and_events_stay_known(store: Store) -> None:
    """Up to an instant; an event is still not taken twice."""

    def work(tx: Transaction) -> None:
        tx.note_update("1", NOW, Footprint(address(), "1"))
        one(tx, "a", Delivered(surface="2"))
        tx.note_update("2", later(1), Footprint(address(), "3"))
        tx.forget_footprints(address(), NOW)

    await store.transact(work)
    assert await store.transact(lambda tx: stands(tx, later(9))) == ("3",)
    assert not await store.transact(lambda tx: tx.note_update("1", NOW))


async def test_they_are_forgotten_with_the_event_and_with_the_family(store: Store) -> None:
    """After two days, and at once where everything is erased."""
    for number in (1, 2):
        mark = Footprint(address(number), str(number))
        await store.transact(
            lambda tx, n=number, mark=mark: [
                tx.save_session(address(n), session()),
                tx.note_update(str(n), NOW, mark),
            ]
        )
    await store.transact(lambda tx: tx.erase_address(address(2)))
    assert await store.transact(lambda tx: stands(tx, number=2)) == ()
    assert await store.transact(stands) == ("1",)
    await store.transact(lambda tx: tx.sweep(NOW + timedelta(hours=49)))
    assert await store.transact(stands) == ()


async def test_chats_are_looked_at_in_their_time(store: Store) -> None:
    """The longest waiting first, until the family wants it no more or is erased."""
    for number in (1, 2, 3):
        await store.transact(
            lambda tx, n=number: [
                tx.save_session(address(n), session()),
                tx.set_tidying(address(n), later(-n)),
            ]
        )
    await store.transact(lambda tx: tx.set_tidying(address(3), None))
    due = await store.transact(lambda tx: tx.tidyings_due(NOW, 9))
    assert due == (address(2), address(1))
    await store.transact(
        lambda tx: [tx.set_tidying(address(2), later(5)), tx.erase_address(due[1])]
    )
    assert await store.transact(lambda tx: tx.tidyings_due(NOW, 9)) == ()
    assert await store.transact(lambda tx: tx.tidyings_due(later(9), 9)) == (address(2),)
