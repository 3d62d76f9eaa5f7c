"""Cases whose families have heard nothing for too long: their caseworkers hear of it, then admins.

Everyone gets one list a day. A day's list has an id of its own, so that however often this runs,
and whatever restarts in between, it is one message.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from bot.casework.office import Office, expired
from bot.core.case import Case
from bot.core.roles import Act, Role, may
from bot.core.say import Line, Moment, Paragraph, Prompt, Say, say, say_n, tell
from bot.core.views import QueueView
from bot.notices import Desk, number
from bot.ports import Outgoing, StaffMember, Transaction, World

# Translators: for staff, a line of the reminder; {date} is when the family heard last
OVERDUE_LINE = say("desk", "{reference} · since {date}")

MOST = 500
SHOWN = 20
ADMINS_AFTER = timedelta(days=3)


class Reminder:
    """Reminds of overdue cases."""

    def __init__(self, world: World, desk: Desk, office: Office) -> None:
        self._world, self._desk, self._office = world, desk, office

    async def remind(self) -> int:
        """Tell everyone concerned, once a day; there is never more to do at once."""
        await self._world.store.transact(self._remind)
        self._world.wake()
        return 0

    def _remind(self, tx: Transaction) -> None:
        now = self._world.clock.now()
        _, cases = tx.queue(
            QueueView.OVERDUE, "", now, limit=MOST, offset=0, patience=self._office.overdue
        )
        members = tx.members()
        workers = {one.id for one in members}
        long_ago = now - self._office.overdue - ADMINS_AFTER
        self._tell_expired(members, now, tx)
        for member in members:
            own = [case for case in cases if case.assignee == member.id]
            if member.role is Role.ADMIN:
                own = [c for c in cases if c in own or _is_for_admins(c, workers, long_ago)]
            if own:
                self._tell(member, own, now, tx)

    def _tell_expired(
        self, members: tuple[StaffMember, ...], now: datetime, tx: Transaction
    ) -> None:
        """Once a week, whoever may erase hears what is due to be."""
        count = len(expired(tx, self._office, now, MOST))
        year, week, _ = now.isocalendar()
        for member in members if count else ():
            if may(member.role, Act.ERASE) and member.address is not None:
                name = f"expired:{member.id}:{year}-{week}"
                outgoing = Outgoing(
                    id=sha256(name.encode()).hexdigest()[:32],
                    address=member.address,
                    prompt=tell(_expired(count)),
                    locale=member.locale,
                )
                tx.enqueue(outgoing, now)

    def _tell(self, member: StaffMember, cases: list[Case], now: datetime, tx: Transaction) -> None:
        address = member.address or self._desk.address
        if address is None:
            return
        day = f"overdue:{member.id}:{now:%Y-%m-%d}"
        locale = self._desk.locale if member.address is None else member.locale
        outgoing = Outgoing(
            id=sha256(day.encode()).hexdigest()[:32],
            address=address,
            prompt=_list(cases),
            locale=locale,
        )
        tx.enqueue(outgoing, now)


def _expired(count: int) -> Say:
    # Translators: for staff, once a week; keep /expired as it is
    return say_n(
        "desk",
        "{count} closed case is kept longer than wanted. Look with /expired, and erase it there.",
        "{count} closed cases are kept longer than wanted. Look with /expired, and erase them "
        "there.",
        count,
    )


def _is_for_admins(case: Case, workers: set[str], long_ago: datetime) -> bool:
    """Nobody's cases at once, others when their caseworkers let days pass."""
    return case.assignee not in workers or case.told_at < long_ago


def _list(cases: list[Case]) -> Prompt:
    # Translators: for staff, above a list of cases whose families wait for any word
    head = say_n(
        "desk",
        "{count} family has heard nothing for too long:",
        "{count} families have heard nothing for too long:",
        len(cases),
    )
    lines: tuple[Line, ...] = tuple(
        OVERDUE_LINE.saying(reference=number(case), date=Moment(at=case.told_at))
        for case in cases[:SHOWN]
    )
    return tell(Paragraph(heading=head, lines=lines))
