"""What every store promises about conversations and the events that move them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import StaleSession
from bot.ports import Store
from tests.storage.kit import NOW, address, later, photo, session


async def test_an_event_is_new_once_in_48_hours(store: Store) -> None:
    """A second delivery is recognised for 48 hours, and a key that returns later is new."""
    window = timedelta(hours=48)
    assert await store.transact(lambda tx: tx.note_update("1", NOW))
    assert not await store.transact(lambda tx: tx.note_update("1", NOW))
    assert not await store.transact(lambda tx: tx.note_update("1", NOW + window))
    assert await store.transact(lambda tx: tx.note_update("2", NOW))
    assert await store.transact(lambda tx: tx.note_update("1", later(1e-6) + window))
    assert not await store.transact(lambda tx: tx.note_update("1", NOW + window + window))


async def test_sweeping_forgets_old_events_only(store: Store) -> None:
    """Event keys go after 48 hours, and the number that went is told."""
    await store.transact(lambda tx: tx.note_update("old", NOW))
    await store.transact(lambda tx: tx.note_update("young", later(60)))
    sweep_at = NOW + timedelta(hours=48, seconds=30)
    assert await store.transact(lambda tx: tx.sweep(sweep_at)) == 1
    assert await store.transact(lambda tx: tx.sweep(sweep_at)) == 0
    assert not await store.transact(lambda tx: tx.note_update("young", sweep_at))


async def test_a_session_is_saved_at_the_next_revision_only(store: Store) -> None:
    """Whoever saves a conversation that changed meanwhile is refused, at every revision but one."""
    for revision in (0, 2, 3):
        with pytest.raises(StaleSession):
            await store.transact(
                lambda tx, r=revision: tx.save_session(address(), session(revision=r))
            )
    await store.transact(lambda tx: tx.save_session(address(), session(revision=1)))
    for revision in (0, 1, 3):
        with pytest.raises(StaleSession):
            await store.transact(
                lambda tx, r=revision: tx.save_session(address(), session(revision=r))
            )
    await store.transact(lambda tx: tx.save_session(address(), session("new", revision=2)))
    assert await store.transact(lambda tx: tx.session(address())) == session("new", revision=2)


async def test_a_forgotten_session_is_gone_and_may_begin_anew(store: Store) -> None:
    """After erasing, the conversation starts at revision 1 again; others stay."""
    await store.transact(lambda tx: tx.save_session(address(1), session()))
    await store.transact(lambda tx: tx.save_session(address(2), session()))
    await store.transact(lambda tx: tx.forget_session(address(1)))
    assert await store.transact(lambda tx: tx.session(address(1))) is None
    assert await store.transact(lambda tx: tx.session(address(2))) == session()
    await store.transact(lambda tx: tx.save_session(address(1), session("again")))
    assert await store.transact(lambda tx: tx.session(address(1))) == session("again")


async def test_due_sessions_come_oldest_first(store: Store) -> None:
    """Only passed deadlines come, the oldest first, no more than asked for."""
    deadlines = {1: later(-1), 2: later(-3), 3: later(-2), 4: later(1), 5: None}
    for number, deadline in deadlines.items():
        await store.transact(
            lambda tx, n=number, d=deadline: tx.save_session(address(n), session(deadline=d))
        )
    due = await store.transact(lambda tx: tx.sessions_due(NOW, 10))
    assert [found.id for found, _ in due] == ["2", "3", "1"]
    assert due[0][1].deadline == later(-3)
    assert len(await store.transact(lambda tx: tx.sessions_due(NOW, 2))) == 2


async def test_loose_files_are_forgotten_with_their_address(store: Store) -> None:
    """Files that belong to no case can be erased; another family's stay."""
    await store.transact(lambda tx: tx.add_file(photo("mine")))
    await store.transact(lambda tx: tx.add_file(photo("theirs", address=address(2))))
    await store.transact(lambda tx: tx.forget_files(address()))
    assert await store.transact(lambda tx: tx.file("mine")) is None
    assert await store.transact(lambda tx: tx.file("theirs")) is not None
    await store.transact(lambda tx: tx.save_session(address(), session()))


async def test_an_event_set_aside_twice_is_kept_once(store: Store) -> None:
    """A poison event that comes again does no harm."""
    for _ in range(2):
        await store.transact(lambda tx: tx.set_aside("poison", NOW, b"\x00\xff", "broken"))
