"""What every store promises about the map of the staff group."""

from __future__ import annotations

from bot.ports import Store, Topic
from tests.storage.kit import case, inquiry

GROUP = "-100500"


async def _opened(store: Store, *numbers: int) -> None:
    await store.transact(lambda tx: [tx.open_case(case(n), inquiry()) for n in numbers])


async def test_a_topic_is_found_by_its_case_and_by_its_thread(store: Store) -> None:
    """Both ways lead to the same entry, also after it changed; another group has none of it."""
    await _opened(store, 1)
    topic = Topic(case_id="case1", group=GROUP, thread="7", card="8")
    await store.transact(lambda tx: tx.save_topic(topic))
    assert await store.transact(lambda tx: tx.topic("case1")) == topic
    assert await store.transact(lambda tx: tx.topic_at(GROUP, "7")) == topic
    moved = topic.model_copy(update={"thread": "9"})
    await store.transact(lambda tx: tx.save_topic(moved))
    assert await store.transact(lambda tx: tx.topic_at(GROUP, "9")) == moved
    assert await store.transact(lambda tx: tx.topic_at(GROUP, "7")) is None
    assert await store.transact(lambda tx: tx.topic_at("-100501", "9")) is None
    assert await store.transact(lambda tx: tx.topic("case2")) is None


async def test_what_the_group_has_not_heard_of_is_pending_in_order(store: Store) -> None:
    """A case is pending until it has a card, or stood in a list."""
    await _opened(store, 3, 1, 2)
    for number in (3, 1, 2):
        await store.transact(lambda tx, n=number: tx.save_topic(Topic(case_id=f"case{n}")))
    pending = await store.transact(lambda tx: tx.pending_topics(9))
    assert [topic.case_id for topic in pending] == ["case3", "case1", "case2"]
    await store.transact(lambda tx: tx.save_topic(Topic(case_id="case3", told=True)))
    await store.transact(lambda tx: tx.save_topic(Topic(case_id="case1", card="5")))
    [left] = await store.transact(lambda tx: tx.pending_topics(9))
    assert left.case_id == "case2"
    assert await store.transact(lambda tx: tx.pending_topics(0)) == ()


async def test_a_group_s_move_is_remembered(store: Store) -> None:
    """The newest place of a group is found by the name the settings have for it."""
    assert await store.transact(lambda tx: tx.group("-5")) is None
    for present in ("-100500", "-100501"):
        await store.transact(lambda tx, p=present: tx.save_group("-5", p))
    assert await store.transact(lambda tx: tx.group("-5")) == "-100501"
    assert await store.transact(lambda tx: tx.group("-6")) is None


async def test_erasing_a_case_erases_its_entry(store: Store) -> None:
    """Nothing of the map is left of a case that is no more."""
    await _opened(store, 1)
    topic = Topic(case_id="case1", group=GROUP, thread="7")
    await store.transact(lambda tx: tx.save_topic(topic))
    await store.transact(lambda tx: tx.erase_case("case1"))
    assert await store.transact(lambda tx: tx.topic_at(GROUP, "7")) is None
