"""What every store promises about cases, inquiries, histories, files and staff."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.case import CaseStatus, Closing
from bot.core.roles import Role
from bot.core.views import QueueView
from bot.errors import BotError, StaleSession
from bot.ports import Store, Transaction
from tests.storage.kit import NOW, address, case, inquiry, later, line, photo, worker


async def test_a_case_is_found_by_id_reference_and_address(store: Store) -> None:
    """One case, three ways to it; strangers find nothing."""
    await _open(store, case(1), case(2))
    assert await store.transact(lambda tx: tx.case("case1")) == case(1)
    assert await store.transact(lambda tx: tx.case_by_reference(case(2).reference)) == case(2)
    assert await store.transact(lambda tx: tx.cases_of(address(1))) == (case(1),)
    assert await store.transact(lambda tx: tx.case("case3")) is None
    assert await store.transact(lambda tx: tx.case_by_reference("1" * 17)) is None
    assert await store.transact(lambda tx: tx.cases_of(address(3))) == ()


async def test_a_family_sees_its_cases_oldest_first(store: Store) -> None:
    """Cases of one address come in the order they were opened."""
    second = case(2, address=address(1), opened_at=later(-5))
    await _open(store, case(1), second)
    assert await store.transact(lambda tx: tx.cases_of(address(1))) == (second, case(1))


async def test_a_saved_case_gets_the_next_revision(store: Store) -> None:
    """Saving moves the revision on, and who holds the former one is refused."""
    await _open(store, case())
    closed = case(status=CaseStatus.CLOSED, closing=Closing.WITHDRAWN, assignee="7")
    await store.transact(lambda tx: tx.save_case(closed))
    found = await store.transact(lambda tx: tx.case("case1"))
    assert found == closed.model_copy(update={"revision": 1})
    with pytest.raises(StaleSession):
        await store.transact(lambda tx: tx.save_case(closed))
    with pytest.raises(StaleSession):
        await store.transact(lambda tx: tx.save_case(case(9)))


async def test_a_case_follows_its_family_to_another_address(store: Store) -> None:
    """Saved with another address, it is found there and no longer at the former one."""
    await _open(store, case())
    await store.transact(lambda tx: tx.save_case(case(address=address(8))))
    assert len(await store.transact(lambda tx: tx.cases_of(address(8)))) == 1
    assert await store.transact(lambda tx: tx.cases_of(address(1))) == ()


async def test_an_inquiry_shows_its_newest_version(store: Store) -> None:
    """A change is a new version; the newest one is shown."""
    await _open(store, case())
    assert await store.transact(lambda tx: tx.inquiry("case1")) == inquiry()
    for name in ("Марія", "Маша"):
        await store.transact(lambda tx, n=name: tx.save_inquiry("case1", inquiry(n), NOW))
    assert await store.transact(lambda tx: tx.inquiry("case1")) == inquiry("Маша")
    assert await store.transact(lambda tx: tx.inquiry("case2")) is None
    every = await store.transact(lambda tx: tx.inquiries("case1"))
    assert (every[0][1], every[-1][1]) == (inquiry(), inquiry("Маша"))
    assert {at for at, _ in every} == {NOW}


async def test_history_comes_in_its_order_and_no_line_twice(store: Store) -> None:
    """Lines come as they were written, also where the clock was set back in between."""
    await _open(store, case())
    for entry in (line(1, text="б"), line(2, text="в"), line(3, at=later(-1)), line(1)):
        await store.transact(lambda tx, entry=entry: tx.add_history(entry))
    found = await store.transact(lambda tx: tx.history("case1"))
    assert [entry.id for entry in found] == ["line1", "line2", "line3"]
    assert found[0].text == "б"


async def test_a_line_needs_its_case(store: Store) -> None:
    """A history of a case that does not exist is refused with an error of ours."""
    with pytest.raises(BotError):
        await store.transact(lambda tx: tx.add_history(line()))


async def test_files_become_part_of_a_case(store: Store) -> None:
    """Attached files are a case's, in the order they came; unknown ids are passed over."""
    await _open(store, case())
    await store.transact(lambda tx: tx.add_file(photo("b", name="фото.jpg")))
    await store.transact(lambda tx: tx.add_file(photo("a", at=later(-1))))
    await store.transact(lambda tx: tx.attach(("b", "a", "none"), "case1"))
    found = await store.transact(lambda tx: tx.files_of("case1"))
    assert [file.id for file in found] == ["b", "a"]
    assert found[0] == photo("b", name="фото.jpg", case_id="case1")
    await store.transact(lambda tx: tx.forget_files(address()))
    assert len(await store.transact(lambda tx: tx.files_of("case1"))) == 2


async def test_staff_is_saved_and_changed(store: Store) -> None:
    """The last saved state of a member of staff counts."""
    assert await store.transact(lambda tx: tx.staff("7")) is None
    for member in (worker(), worker(role=Role.ADMIN)):
        await store.transact(lambda tx, member=member: tx.save_staff(member))
    assert await store.transact(lambda tx: tx.staff("7")) == worker(role=Role.ADMIN)


QUEUES = {
    QueueView.OPEN: ["overdue", "asked", "mine", "new"],
    QueueView.MINE: ["mine"],
    QueueView.UNASSIGNED: ["overdue", "asked", "new"],
    QueueView.WAITING_FOR_US: ["overdue", "mine", "new"],
    QueueView.WAITING_FOR_FAMILY: ["asked"],
    QueueView.OVERDUE: ["overdue"],
    QueueView.CLOSED: ["closed"],
}


@pytest.mark.parametrize("view", QueueView)
async def test_a_queue_shows_its_part_longest_waiting_first(store: Store, view: QueueView) -> None:
    """Each view holds exactly its cases, closed ones in none, who waits longest first."""
    await _open(
        store,
        case(1, id="new", told_at=later(-1)),
        case(2, id="mine", told_at=later(-2), assignee="7"),
        case(3, id="asked", told_at=later(-3), status=CaseStatus.NEED_INFO),
        case(4, id="overdue", told_at=NOW - timedelta(days=15)),
        case(5, id="closed", told_at=NOW - timedelta(days=90), status=CaseStatus.CLOSED),
    )
    size, page = await store.transact(lambda tx: tx.queue(view, "7", NOW, limit=9, offset=0))
    assert [found.id for found in page] == QUEUES[view]
    assert size == len(page)


async def test_a_queue_comes_in_pages(store: Store) -> None:
    """A page is a part of the view, and the size is the whole of it."""
    await _open(store, *(case(n, told_at=later(n)) for n in range(1, 6)))
    view = QueueView.OPEN
    size, page = await store.transact(lambda tx: tx.queue(view, "7", NOW, limit=2, offset=2))
    assert (size, [found.id for found in page]) == (5, ["case3", "case4"])


async def _open(store: Store, *cases: object) -> None:
    def work(tx: Transaction) -> None:
        for one in cases:
            tx.open_case(one, inquiry())

    await store.transact(work)
