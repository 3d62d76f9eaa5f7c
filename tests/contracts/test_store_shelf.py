"""What every store promises about what came in and is not dealt with yet."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import Store, Transaction
from bot.ports.shelf import Shelved
from tests.storage.kit import NOW

AWAY = timedelta(days=9)


async def test_what_is_on_the_shelf_stands_there_in_order_until_taken_off(store: Store) -> None:
    """Whatever bytes it is; taking off what is not there is no error."""

    def work(tx: Transaction) -> None:
        for key in "cab":
            tx.shelve(key, b"\0" + key.encode(), NOW)
        tx.unshelve("a")
        tx.unshelve("z")

    await store.transact(work)
    left = await store.transact(lambda tx: tx.shelved())
    assert left == (Shelved("c", b"\0c"), Shelved("b", b"\0b"))


async def test_what_was_dealt_with_is_known_however_long_nobody_was_there(store: Store) -> None:
    """Of a haul on the shelf one event had its effect; after nine days away it has none again."""
    later = NOW + AWAY

    def back_again(tx: Transaction) -> list[bool]:
        tx.sweep(later)
        tx.remember_updates(("one", "then"), later)
        return [tx.note_update(key, later) for key in ("before", "then", "one", "two")]

    await store.transact(lambda tx: tx.note_update("before", NOW - timedelta(hours=49)))
    await store.transact(lambda tx: tx.note_update("then", NOW - timedelta(hours=47)))
    await store.transact(lambda tx: tx.shelve("haul", b"{}", NOW))
    await store.transact(lambda tx: tx.note_update("one", NOW))
    assert await store.transact(back_again) == [True, False, False, True]
    assert await store.transact(lambda tx: tx.sweep(later + AWAY)) == 0
    await store.transact(lambda tx: tx.unshelve("haul"))
    assert await store.transact(lambda tx: tx.sweep(later + AWAY)) == 4
