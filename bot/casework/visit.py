"""One command being carried out, within one transaction: the only door to a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from bot.casework.office import EXPORTS_A_DAY, READS_AN_HOUR, Office
from bot.casework.said import DeskSaid
from bot.core.case import Case
from bot.core.inquiry import Inquiry
from bot.core.roles import Act, Role, may
from bot.core.say import Prompt, Verbatim, say, tell
from bot.errors import NotPermitted
from bot.notices import Desk
from bot.ports import AuditEntry, Document, Outgoing, Slip, StaffMember, Transaction
from bot.register import Register

# Translators: to admins; {member} is the id of someone of the staff who reads very many cases
READS_MUCH = say("desk", "{member} has read unusually many cases within an hour.")
# Translators: to admins; {member} is the id of someone of the staff
EXPORTS_MUCH = say("desk", "{member} has exported unusually often within a day.")

_QUOTAS = {
    Act.SHOW_CASE: (READS_AN_HOUR, timedelta(hours=1), READS_MUCH),
    Act.EXPORT: (EXPORTS_A_DAY, timedelta(days=1), EXPORTS_MUCH),
}


class Answer(NamedTuple):
    """What comes back: words and buttons, perhaps with a file; in place of a tapped message, or as
    a mark on what was said. Without words there is nothing to answer."""

    prompt: Prompt
    document: Document | None = None
    in_place: bool = False
    mark: str | None = None


@dataclass(frozen=True)
class Visit:
    """Who does what, from where, and the pen to write it down with."""

    register: Register
    actor: StaffMember
    said: DeskSaid
    desk: Desk
    office: Office
    first_admins: frozenset[str] = frozenset()

    @property
    def tx(self) -> Transaction:
        """The transaction."""
        return self.register.tx

    @property
    def locale(self) -> str:
        """The language of whoever reads the answer: one's own in private, the group's there."""
        return self.actor.locale if self.said.private else self.desk.locale

    def permit(self, act: Act) -> None:
        """Go on only where the actor may do this at all. Raises `NotPermitted`."""
        if not may(self.actor.role, act):
            raise self.refused(act)

    def refused(self, act: Act, case: Case | None = None) -> NotPermitted:
        """Write down that the actor was refused something; what is returned is to be raised."""
        self.note(act, case, refused=True)
        return NotPermitted()

    def admins(self) -> frozenset[str]:
        """The ids of all admins, those of the settings among them."""
        found = {one.id for one in self.tx.members() if one.role is Role.ADMIN}
        return self.first_admins | found

    def can(self, act: Act, case: Case) -> bool:
        """Whether the actor may do this to a case."""
        return may(self.actor.role, act, case=case, actor=self.actor.id)

    def case_for(self, reference: str, act: Act) -> Case:
        """A case, to do something with it. Raises `NotPermitted` for one that is not there, too."""
        return self._allowed(self.tx.case_by_reference(reference), act)

    def case_of(self, slip: Slip, act: Act) -> Case:
        """The case a slip belongs to, to do something with it. Raises `NotPermitted`."""
        return self._allowed(self.tx.case(slip.case_id or ""), act)

    def inquiry(self, case: Case) -> Inquiry:
        """What the family answered. Raises `NotPermitted` where there is nothing."""
        inquiry = self.tx.inquiry(case.id)
        if inquiry is None:
            raise NotPermitted
        return inquiry

    def slip(self, slip_id: str, *kinds: str, act: Act = Act.REPLY) -> Slip:
        """A slip of the actor's own. Raises `NotPermitted` for any other."""
        slip = self.tx.slip(slip_id)
        if slip is None or slip.kind not in kinds or slip.actor != self.actor.id:
            raise self.refused(act)
        return slip

    def keep(self, kind: str, case: Case | None = None, **values: str) -> Slip:
        """Keep something until it is confirmed."""
        slip = Slip(
            id=self.register.chance.identifier(),
            kind=kind,
            actor=self.actor.id,
            at=self.register.now,
            case_id=None if case is None else case.id,
            values=values,
        )
        self.tx.put_slip(slip)
        return slip

    def note(
        self,
        act: Act,
        case: Case | None = None,
        *,
        refused: bool = False,
        detail: str | None = None,
        case_id: str | None = None,
    ) -> None:
        """Write down what was done; what is done unusually often is told to the admins."""
        entry = AuditEntry(
            at=self.register.now,
            actor=self.actor.id,
            role=self.actor.role,
            act=act,
            case_id=case_id if case is None else case.id,
            refused=refused,
            detail=detail,
        )
        self.tx.add_audit(entry)
        most, span, alarm = _QUOTAS.get(act, (0, timedelta(), READS_MUCH))
        if most and self.tx.audit_count(self.actor.id, act, self.register.now - span) == most + 1:
            self.tell_admins(tell(alarm.saying(member=Verbatim(verbatim=self.actor.id))))

    def tell_admins(self, prompt: Prompt, *, but: str | None = None) -> None:
        """Write to every admin in private, or to the group where none can be written to."""
        admins = [one for one in self.tx.members() if one.role is Role.ADMIN and one.id != but]
        written = [self.write_to(admin, prompt) for admin in admins]
        if not any(written) and self.desk.address is not None:
            self._send(Outgoing(
                id=self.register.chance.identifier(),
                address=self.desk.address, prompt=prompt, locale=self.desk.locale,
            ))  # fmt: skip

    def write_to(self, member: StaffMember, prompt: Prompt) -> bool:
        """Write to someone of the staff in private; whether that is possible."""
        if member.address is None:
            return False
        self._send(Outgoing(
            id=self.register.chance.identifier(),
            address=member.address, prompt=prompt, locale=member.locale,
        ))  # fmt: skip
        return True

    def _send(self, outgoing: Outgoing) -> None:
        self.tx.enqueue(outgoing, self.register.now)

    def _allowed(self, case: Case | None, act: Act) -> Case:
        if case is None or not self.can(act, case):
            raise self.refused(act, case)
        return case
