"""What every store promises about a unit of work."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.errors import StaleSession
from bot.ports import Store, Transaction
from tests.contracts.conftest import Opening
from tests.storage.kit import NOW, address, case, inquiry, letter, line, photo, session, worker


class Interrupted(Exception):
    """What a unit raises in these tests."""


async def test_everything_of_a_unit_is_kept_and_survives_reopening(opening: Opening) -> None:
    """All verbs of one unit are there together after the store was closed and opened."""
    async with opening() as store:
        await store.transact(_everything)
    async with opening() as store:
        assert await store.transact(lambda tx: tx.session(address())) == session()
        assert await store.transact(lambda tx: tx.case("case1")) == case()
        assert await store.transact(lambda tx: tx.inquiry("case1")) == inquiry()
        assert await store.transact(lambda tx: tx.history("case1")) == (line(),)
        assert await store.transact(lambda tx: tx.file("photo")) == photo()
        assert await store.transact(lambda tx: tx.staff("7")) == worker()
        assert await store.transact(lambda tx: tx.last_heard()) == NOW
        assert await store.transact(lambda tx: tx.next_due()) == NOW
        assert not await store.transact(lambda tx: tx.note_update("key", NOW))


async def test_a_unit_that_raises_leaves_nothing(store: Store) -> None:
    """What the unit raised reaches its caller, and none of its changes are kept."""

    def work(tx: Transaction) -> None:
        _everything(tx)
        raise Interrupted

    with pytest.raises(Interrupted):
        await store.transact(work)
    assert await store.transact(lambda tx: tx.session(address())) is None
    assert await store.transact(lambda tx: tx.case("case1")) is None
    assert await store.transact(lambda tx: tx.next_due()) is None
    assert await store.transact(lambda tx: tx.note_update("key", NOW))
    await store.transact(lambda tx: tx.save_session(address(), session()))
    assert await store.transact(lambda tx: tx.session(address())) == session()


async def test_units_committed_together_fail_alone(store: Store) -> None:
    """Of sixty units at once every third fails, and exactly the others are kept."""

    def unit(number: int) -> None:
        def work(tx: Transaction) -> int:
            tx.save_session(address(number), session())
            if number % 3 == 0:
                raise Interrupted(number)
            return number

        return work

    units = (store.transact(unit(number)) for number in range(60))
    results = await asyncio.gather(*units, return_exceptions=True)
    for number, result in enumerate(results):
        kept = await store.transact(lambda tx, number=number: tx.session(address(number)))
        assert isinstance(result, Interrupted) == (number % 3 == 0)
        assert (kept is None) == (number % 3 == 0)
        assert result == number or number % 3 == 0


async def test_units_happen_one_after_the_other(store: Store) -> None:
    """Fifty units that add one to the same conversation lose no addition."""

    def work(tx: Transaction) -> None:
        found = tx.session(address()) or session(revision=0, persons=0)
        changes = {"revision": found.revision + 1, "persons": found.persons + 1}
        tx.save_session(address(), found.model_copy(update=changes))

    await asyncio.gather(*(store.transact(work) for _ in range(50)))
    found = await store.transact(lambda tx: tx.session(address()))
    assert found is not None
    assert found.persons == 50


async def test_a_caller_who_leaves_disturbs_no_other(store: Store) -> None:
    """Cancelling one waiting caller leaves the units around it untouched."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        begun.set()
        go_on.wait()
        tx.note_update("slow", NOW)

    first = asyncio.create_task(store.transact(slow))
    await asyncio.to_thread(begun.wait)
    left = asyncio.create_task(store.transact(lambda tx: tx.note_update("left", NOW)))
    stays = asyncio.create_task(store.transact(lambda tx: tx.note_update("stays", NOW)))
    await asyncio.sleep(0)
    left.cancel()
    await asyncio.sleep(0)
    go_on.set()
    assert await stays
    await first
    assert left.cancelled()
    assert await store.transact(lambda tx: tx.note_update("left", NOW))


async def test_a_refused_save_can_be_caught_within_the_unit(store: Store) -> None:
    """A unit may answer to `StaleSession` itself; the rest of it is kept."""

    def work(tx: Transaction) -> bool:
        tx.note_update("key", NOW)
        try:
            tx.save_session(address(), session(revision=9))
        except StaleSession:
            return True
        return False

    assert await store.transact(work)
    assert not await store.transact(lambda tx: tx.note_update("key", NOW))


def _everything(tx: Transaction) -> None:
    tx.note_update("key", NOW)
    tx.set_aside("poison", NOW, b"{}", "not JSON")
    tx.save_session(address(), session())
    tx.open_case(case(), inquiry())
    tx.add_history(line())
    tx.enqueue(letter("a"), NOW)
    tx.add_file(photo())
    tx.save_staff(worker())
    tx.keep_heard(NOW)
