"""A desk over the real store: people of every role, a few cases, and what each of them reads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.casework import Casework, DeskSaid, Office
from bot.core.case import Address, Case, CaseStatus, ContactMode
from bot.core.dates import PartialDate
from bot.core.desk import pressed
from bot.core.inquiry import Inquiry
from bot.core.reference import make_reference
from bot.core.roles import Role
from bot.notices import Desk
from bot.ports import Delivered, Document, Outgoing, StaffMember, World
from storage.sqlite import SqliteStore, open_store
from tests.core.kit import speech
from tests.kit_clock import FakeChance
from tests.storage.kit import RING, StillClock, case, inquiry

ADMIN, SECOND, COORDINATOR, WORKER, OTHER, OBSERVER, OUTSIDER = (
    "1", "10", "2", "3", "4", "5", "9",
)  # fmt: skip
ROLES = {
    SECOND: Role.ADMIN,
    COORDINATOR: Role.COORDINATOR,
    WORKER: Role.CASEWORKER,
    OTHER: Role.CASEWORKER,
    OBSERVER: Role.OBSERVER,
}
OWN, FREE, OTHERS = (make_reference(10**15 + number) for number in (1, 2, 3))
GROUP = Address(channel="telegram", id="-100500")
CANARY = "Kanarenko"


class Shown:
    """What someone was shown last: text, buttons, a file."""

    def __init__(self, outgoing: Outgoing | None) -> None:
        self.outgoing = outgoing
        prompt = None if outgoing is None else outgoing.prompt
        locale = "en" if outgoing is None else outgoing.locale
        self.text = "" if prompt is None else speech().prompt(prompt, locale)
        choices = () if prompt is None else prompt.every_choice()
        self.buttons = {speech().text(one.label, locale): one.token for one in choices}
        self.document: Document | None = None if outgoing is None else outgoing.document


class Bureau:
    """The desk at work. `do` and `tap` give what the actor reads next."""

    def __init__(self, store: SqliteStore, clock: StillClock, **office: Any) -> None:
        self.store, self.clock = store, clock
        world = World(store, clock, FakeChance(), lambda: None)
        told = {"voice": speech(), "link": lambda words: f"https://t.me/bot?start={words}"}
        self.casework = Casework(
            world, Desk(GROUP, "en"), frozenset({ADMIN}), Office(**{**told, **office})
        )
        self.sent: dict[str, list[Outgoing]] = {}
        self._keys = count()
        self.taken = False

    async def do(self, actor: str, command: str, *, group: bool = False, **more: Any) -> Shown:
        """Type a command, or change one that was typed before."""
        name, _, argument = command.removeprefix("/").partition(" ")
        return await self._said(actor, name, argument, group=group, **more)

    async def tap(self, actor: str, token: str, *, group: bool = False) -> Shown:
        """Tap a button by what it carries."""
        given = pressed(token)
        assert given is not None
        return await self._said(actor, *given, group=group, tapped=True, surface="7")

    async def confirm(self, actor: str, command: str) -> Shown:
        """Type a command that is shown first, and confirm it."""
        shown = await self.do(actor, command)
        return await self.tap(actor, shown.buttons["Send to the family"])

    async def deliver(self) -> None:
        """Carry everything that is due to whom it is for."""
        while parcels := await self.store.transact(self._lease):
            for parcel in parcels:
                outgoing = parcel.outgoing
                self.sent.setdefault(outgoing.address.id, []).append(outgoing)
                await self.store.transact(
                    lambda tx, one=outgoing.id: tx.settle(one, Delivered(), self.clock.now())
                )

    async def later(self, **time: float) -> None:
        """Let time pass, and deliver."""
        self.clock.instant += timedelta(**time)
        await self.deliver()

    async def reads(self, someone: str) -> str:
        """All that someone was sent, in their own language."""
        await self.deliver()
        return "\n".join(Shown(one).text for one in self.sent.get(someone, []))

    async def case(self, reference: str) -> Case:
        """A case as it is stored."""
        found = await self.store.transact(lambda tx: tx.case_by_reference(reference))
        assert found is not None
        return found

    async def change(self, reference: str, **changes: Any) -> None:
        """Change a case behind the desk's back."""
        found = await self.case(reference)
        await self.store.transact(lambda tx: tx.save_case(found.model_copy(update=changes)))

    async def _said(
        self, actor: str, name: str, argument: str, *, group: bool, **more: Any
    ) -> Shown:
        address = GROUP if group else Address(channel="telegram", id=actor)
        said = DeskSaid(
            key=str(next(self._keys)), actor=actor, address=address, name=name, argument=argument,
            private=not group, called=f"N{actor}", at=self.clock.now(), **more,
        )  # fmt: skip
        await self.deliver()
        before = len(self.sent.get(address.id, []))
        self.taken = await self.casework.attend(said)
        await self.deliver()
        new = self.sent.get(address.id, [])[before:]
        return Shown(new[-1] if new else None)

    def _lease(self, tx: Any) -> Any:
        return tx.lease(self.clock.now(), self.clock.now() + timedelta(seconds=60), 50, 50)


def person(first: str = "Anna", last: str = CANARY, born: int | None = 2015) -> Inquiry:
    """An inquiry about a child of a name."""
    empty = inquiry()
    date = None if born is None else PartialDate(year=born)
    names = {"name_first": first, "name_last": last, "date_of_birth": date}
    return empty.model_copy(
        update={"persons": (empty.persons[0].model_copy(update=names),), "unknown": ()}
    )


@asynccontextmanager
async def bureau(folder: Path, **office: Any) -> AsyncIterator[Bureau]:
    """A desk with one of each role and three cases: one's own, nobody's, another's."""
    clock = StillClock()
    async with open_store(folder, keys=RING, clock=clock) as store:
        here = Bureau(store, clock, **office)
        for staff_id, role in ROLES.items():
            address = Address(channel="telegram", id=staff_id)
            member = StaffMember(id=staff_id, role=role, locale="en", address=address)
            await store.transact(lambda tx, one=member: tx.save_staff(one))
        for number, (reference, assignee) in enumerate(
            ((OWN, WORKER), (FREE, None), (OTHERS, OTHER)), 101
        ):
            made = case(
                number, reference=reference, assignee=assignee, locale="uk",
                contact_mode=ContactMode.PUSH_OPEN, status=CaseStatus.RECEIVED,
            )  # fmt: skip
            await store.transact(lambda tx, one=made: tx.open_case(one, person()))
        yield here


def family_of(reference: str) -> str:
    """Where a case's family reads."""
    return str(101 + (OWN, FREE, OTHERS).index(reference))
