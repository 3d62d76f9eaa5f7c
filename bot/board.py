"""The staff group's view of the cases: kept right whoever changes what.

Every store's unit of work runs under `Watched`, which notices what it did to cases and puts what
the group should see into the group's lanes, in the same commit. So no use case can forget it.

Why lists. Telegram takes 20 messages a minute in a group, and a case needs at least two: its topic
and its card. When many families write at once, their cards wait for their turn in one lane, in
order, and leave a part of the limit to everything else. Meanwhile the group hears of every case in
a list of references, at most one list each `LIST_EVERY` seconds: with a reference staff can read
and answer a case long before its card comes. A list is written when it is sent, of the cases that
the group has not heard of by then; where there are none, it is never sent. So in quiet times, when
cards come at once, there are no lists.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar, cast

from bot.card import Facts, card_of
from bot.core.case import Address, Case, ContactMode
from bot.core.inquiry import Inquiry
from bot.hiding import cleared
from bot.menus import NOTHING, group_menu
from bot.notices import (
    LIST_LANE,
    NEW_LANE,
    Desk,
    case_in,
    file_missing,
    file_of,
    reach_changed,
    waiting_cases,
)
from bot.ports import (
    Card,
    Clock,
    Outgoing,
    Parcel,
    Store,
    StoredFile,
    Topic,
    Transaction,
    Urgency,
)

T = TypeVar("T")

LIST_EVERY = 20
LIST_MOST = 60
"""References in one list: they fit one message."""


class Watched(Store):
    """A store whose units of work keep the staff group's view right."""

    def __init__(self, store: Store, desk: Desk, clock: Clock) -> None:
        self._store, self._desk, self._clock = store, desk, clock

    async def transact(self, work: Callable[[Transaction], T], *, at_once: bool = False) -> T:
        """Run one unit of work, and what follows from it for the group."""
        if self._desk.address is None:
            return await self._store.transact(work, at_once=at_once)
        return await self._store.transact(partial(self._watched, work), at_once=at_once)

    def _watched(self, work: Callable[[Transaction], T], tx: Transaction) -> T:
        seen = _Seen(tx)
        result = work(cast("Transaction", seen))
        view = _View(tx, self._desk, self._clock.now())
        for case_id in seen.opened:
            view.open(case_id)
        for case_id, before in seen.changed.items():
            if case_id not in seen.opened:
                view.change(case_id, before)
        for file_id in seen.files:
            view.hand_out(file_id)
        for file_id, for_good in seen.missing.items():
            view.tell_missing(file_id, for_good=for_good)
        for topic in seen.erased:
            view.wipe(topic)
        for present in seen.moved_to:
            view.offer(present)
        return result


class _Seen:
    """A transaction that remembers which cases it opened and changed, and how they were before."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.opened: list[str] = []
        self.changed: dict[str, Case | None] = {}
        self.erased: list[Topic] = []
        self.moved_to: list[str] = []
        self.files: list[str] = []
        self.missing: dict[str, bool] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    def open_case(self, case: Case, inquiry: Inquiry) -> None:
        """Store a new case."""
        self._tx.open_case(case, inquiry)
        self.opened.append(case.id)

    def save_case(self, case: Case) -> None:
        """Store a changed case."""
        if case.id not in self.changed:
            self.changed[case.id] = self._tx.case(case.id)
        self._tx.save_case(case)

    def enqueue(self, outgoing: Outgoing, due: datetime | None) -> None:
        """Put a message into a lane; what waits for a family's asking shows at its case."""
        self._tx.enqueue(outgoing, due)
        if due is None and outgoing.case_id is not None:
            self.changed.setdefault(outgoing.case_id, None)

    def release(self, address: Address, now: datetime) -> int:
        """Let go what waited for a family's asking, which shows at its cases."""
        count = self._tx.release(address, now)
        for case in self._tx.cases_of(address) if count else ():
            self.changed.setdefault(case.id, None)
        return count

    def save_group(self, name: str, present: str) -> None:
        """Note that a group moved."""
        self._tx.save_group(name, present)
        self.moved_to.append(present)

    def erase_case(self, case_id: str) -> bool:
        """Erase a case."""
        topic = self._tx.topic(case_id)
        self.erased += [] if topic is None else [topic]
        return self._tx.erase_case(case_id)

    def erase_address(self, address: Address) -> int:
        """Erase everything of an address."""
        shown = (self._tx.topic(case.id) for case in self._tx.cases_of(address))
        self.erased += [topic for topic in shown if topic is not None]
        return self._tx.erase_address(address)

    def save_inquiry(self, case_id: str, inquiry: Inquiry, at: datetime) -> None:
        """Add a version of an inquiry."""
        self._tx.save_inquiry(case_id, inquiry, at)
        self.changed.setdefault(case_id, None)

    def add_file(self, file: StoredFile) -> None:
        """Remember a file."""
        self._tx.add_file(file)
        if file.case_id is not None:
            self.changed.setdefault(file.case_id, None)

    def attach(self, file_ids: tuple[str, ...], case_id: str) -> None:
        """Make files part of a case."""
        self._tx.attach(file_ids, case_id)
        self.files += file_ids
        self.changed.setdefault(case_id, None)

    def keep_bytes(self, file_id: str, blob: str, key: str) -> bool:
        """Note where a file's bytes lie."""
        is_kept = self._tx.keep_bytes(file_id, blob, key)
        self.files.append(file_id)
        return is_kept

    def put_off_fetch(self, file_id: str, due: datetime | None) -> None:
        """Fetch a file's bytes later, or never."""
        self._tx.put_off_fetch(file_id, due)
        self.missing[file_id] = due is None


class _View:
    """Puts into the group's lanes what has to be seen there."""

    def __init__(self, tx: Transaction, desk: Desk, now: datetime) -> None:
        self._tx, self._desk, self._now = tx, desk, now

    def open(self, case_id: str) -> None:
        """A case came in: its card, and for the case that this has to wait, a list."""
        if self._tx.case(case_id) is None:
            return
        files = tuple(file.id for file in self._tx.files_of(case_id) if not file.is_raw)
        self._tx.save_topic(Topic(case_id=case_id))
        lane, bulk = self._desk.lane(NEW_LANE), Urgency.BULK
        self._put(f"new:{case_id}", lane, case_id=case_id, files=files, urgency=bulk)
        number = int(self._now.timestamp()) // LIST_EVERY + 2
        due = datetime.fromtimestamp(number * LIST_EVERY, tz=UTC)
        self._put(f"list:{number}", self._desk.lane(LIST_LANE), due, gathers=True)

    def change(self, case_id: str, before: Case | None) -> None:
        """A case changed: its card is drawn anew, if that shows anything else."""
        case, lane = self._tx.case(case_id), self._desk.case_lane(case_id)
        if case is None:  # erased in the same unit of work
            return
        if before is not None and before.reachable != case.reachable:
            notice = reach_changed(case, reachable=case.reachable)
            self._put(f"reach:{case_id}:{case.revision}", lane, prompt=notice, case_id=case_id)
        card = _card(self._tx, case_id, self._now)
        if card is not None and not card.is_shown:
            self._put(f"draw:{case_id}:{card.face}:{case.revision}", lane, case_id=case_id)

    def hand_out(self, file_id: str) -> None:
        """A file that was sent as it lay on a telephone comes by itself, once its bytes are here:
        only then can be taken out of it what it tells.
        """
        file = self._tx.file(file_id)
        case = None if file is None or file.case_id is None else self._tx.case(file.case_id)
        if file is not None and case is not None and file.is_raw and file.blob:
            lane, prompt = self._desk.case_lane(case.id), file_of(case)
            self._put(f"copy:{file_id}", lane, prompt=prompt, case_id=case.id, files=(file_id,))

    def tell_missing(self, file_id: str, *, for_good: bool) -> None:
        """A file that was announced has not come yet, or never will; each is told once."""
        file = self._tx.file(file_id)
        case = None if file is None or file.case_id is None else self._tx.case(file.case_id)
        if file is not None and case is not None and file.is_raw:
            lane, prompt = self._desk.case_lane(case.id), file_missing(case, for_good=for_good)
            self._put(f"missing:{file_id}:{for_good}", lane, prompt=prompt, case_id=case.id)

    def wipe(self, topic: Topic) -> None:
        """A case was erased: its topic goes as well, if it is where the group is at present."""
        desk = self._desk.address
        if desk is None or topic.thread is None:
            return
        if topic.group == (self._tx.group(desk.id) or desk.id):
            self._put(f"wipe:{topic.case_id}", self._desk.lane(topic.thread), wipes=True)

    def offer(self, present: str) -> None:
        """The group moved: where it is now, it offers its commands."""
        menu = group_menu(self._desk, present)
        if menu is not None:
            self._tx.enqueue(menu, self._now)

    def _put(
        self, key: str, lane: Address | None, due: datetime | None = None, **more: Any
    ) -> None:
        """Enqueue a message under a name of its own: what is put twice is there once."""
        if lane is not None:
            given = {"prompt": NOTHING, "locale": self._desk.locale, **more}
            self._tx.enqueue(Outgoing(id=key, address=lane, **given), due or self._now)


def prepared(tx: Transaction, parcel: Parcel, now: datetime) -> Parcel | None:
    """A leased message with what only the moment of sending can tell.

    What goes to a case's topic gets the card as it is now; a list gets its cases. None where
    there is nothing left to say: the card is right already, or the case has been erased, and
    nothing about it may be said any more, least of all elsewhere.
    """
    outgoing = parcel.outgoing
    if outgoing.gathers:
        return _listed(tx, parcel)
    if outgoing.clears is not None:
        return cleared(tx, parcel, now)
    is_new = outgoing.address.id.endswith(f"/{NEW_LANE}")
    case_id = outgoing.case_id if is_new else case_in(outgoing.address)
    if case_id is None:
        return parcel
    card = _card(tx, case_id, now)
    if card is None:
        return None
    if outgoing.says_nothing and card.is_shown:
        return None
    return parcel.model_copy(update={"card": card})


def _listed(tx: Transaction, parcel: Parcel) -> Parcel | None:
    cases = [case for t in tx.pending_topics(LIST_MOST) if (case := tx.case(t.case_id))]
    if not cases:
        return None
    prompt = waiting_cases(tuple(case.reference for case in cases))
    outgoing = parcel.outgoing.model_copy(update={"prompt": prompt})
    covers = tuple(case.id for case in cases)
    return parcel.model_copy(update={"outgoing": outgoing, "covers": covers})


def _card(tx: Transaction, case_id: str, now: datetime) -> Card | None:
    case, inquiry = tx.case(case_id), tx.inquiry(case_id)
    if case is None or inquiry is None:
        return None
    member = None if case.assignee is None else tx.staff(case.assignee)
    name = None if member is None else member.name or member.id
    asks_first = case.contact_mode is not ContactMode.PUSH_OPEN
    unread = tx.held(case.address) if asks_first else 0
    facts = Facts(inquiry, now.date(), len(tx.files_of(case_id)), name, now, unread)
    return card_of(case, facts, tx.topic(case_id) or Topic(case_id=case_id))
