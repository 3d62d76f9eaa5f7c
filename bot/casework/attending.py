"""Takes in what a member of staff did, finds out who they are, and has it carried out."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.casework.carrying_out import carried_out
from bot.casework.office import Office
from bot.casework.roll import enrol
from bot.casework.said import DeskSaid
from bot.casework.visit import Answer, Visit
from bot.core.case import CaseStatus
from bot.core.desk import (
    AddNote,
    Approve,
    DeskCommand,
    Join,
    Leave,
    Misread,
    Remove,
    Reply,
    read_command,
    read_invitation,
)
from bot.core.roles import Role
from bot.core.say import Line, Verbatim, say, tell
from bot.core.status_words import DESK_WORDS
from bot.core.unmasking import unmasked
from bot.errors import IllegalTransition, NotPermitted
from bot.menus import group_menu, member_menu
from bot.notices import Desk
from bot.ports import AuditEntry, Outgoing, StaffMember, Transaction, World
from bot.ports.mail import DELIVERED_MARK
from bot.register import Register

# Translators: to someone who may not use the desk, and for cases that do not exist
NOT_AVAILABLE = say("desk", "This is not available.")
# Translators: for staff: the case cannot go from one status to the other
NOT_FROM_HERE = say("desk", "A case cannot go from “{before}” to “{after}”.")

_MOST_KNOWN = 50_000
_ROLE_CHANGES = (Join, Approve, Remove, Leave)
_CALLED = 60
_HOUR = timedelta(hours=1)
REFUSALS_AN_HOUR = 20
"""Refusals of one act that are written down of one outsider within an hour."""


class Casework:
    """What happens when a member of staff does something. `admins` are staff from the first day."""

    def __init__(
        self, world: World, desk: Desk, admins: frozenset[str], office: Office | None = None
    ) -> None:
        self._world, self._desk, self._admins = world, desk, admins
        self._office = office or Office()
        self._known: dict[str, bool] = {}

    async def is_staff(self, actor: str) -> bool:
        """Whether someone belongs to the staff; remembered, so that families wait for nothing."""
        if actor in self._admins:
            return True
        known = self._known.get(actor)
        if known is None:
            known = await self._world.store.transact(partial(_is_active, actor))
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[actor] = known
        return known

    async def attend(self, said: DeskSaid) -> bool:
        """Carry out a command; returns once its effect is durable. A second delivery has none.

        False where this is nothing for the desk, and a family may have meant it: in private, what
        comes from people who are not staff, and commands the desk does not know.
        """
        command = _read(said)
        if command is None:
            return False
        if not await self._is_for_us(command, said):
            if said.tapped and not isinstance(command, Misread):
                await self._world.store.transact(partial(self._turn_away, command, said))
            return False
        if said.edited and not isinstance(command, Reply | AddNote):
            return True
        taken = await self._world.store.transact(partial(self._take, command, said))
        if isinstance(command, _ROLE_CHANGES):
            self._known.clear()
        self._world.wake()
        return taken

    async def _is_for_us(self, command: DeskCommand | Misread, said: DeskSaid) -> bool:
        if isinstance(command, Join):
            return said.private
        if said.private or said.tapped:
            return await self.is_staff(said.actor)
        return True

    async def introduce(self) -> int:
        """Offer the staff their commands, each their own, and those of their group."""
        await self._world.store.transact(self._introduce)
        self._world.wake()
        return 0

    def _introduce(self, tx: Transaction) -> None:
        desk, now = self._desk, self._world.clock.now()
        menus = [member_menu(member) for member in tx.members()]
        if desk.address is not None:
            menus.append(group_menu(desk, tx.group(desk.address.id) or desk.address.id))
        for menu in menus:
            if menu is not None:
                tx.enqueue(menu, now)

    def _turn_away(self, command: DeskCommand, said: DeskSaid, tx: Transaction) -> None:
        """Write down that an outsider was refused. What they go on trying is not: a flood of it
        must not fill the disk."""
        now, act = self._world.clock.now(), command.act
        if tx.audit_count(said.actor, act, now - _HOUR) < REFUSALS_AN_HOUR:
            tx.add_audit(AuditEntry(at=now, actor=said.actor, role=None, act=act, refused=True))

    def _take(self, command: DeskCommand | Misread, said: DeskSaid, tx: Transaction) -> bool:
        register = Register(tx, self._world.chance, self._world.clock.now())
        member = self._member(said, register)
        if isinstance(command, Join):
            return member is None and self._joined(command, said, register)
        if not tx.note_update(said.key, register.now):
            return True
        if member is None:
            if not isinstance(command, Misread):
                self._turn_away(command, said, tx)
            self._say(Answer(tell(NOT_AVAILABLE)), said, register, self._desk.locale)
            return True
        visit = self._visit(register, member, said)
        self._say(_answer(command, visit), said, register, visit.locale)
        return True

    def _joined(self, command: Join, said: DeskSaid, register: Register) -> bool:
        """Whether someone came with an invitation that holds; one that does not tells nothing."""
        visit = self._visit(register, self._stranger(said), said)
        try:
            answer = carried_out(command, visit)
        except NotPermitted:
            self._turn_away(command, said, register.tx)
            return False
        register.tx.note_update(said.key, register.now)
        self._say(answer, said, register, visit.locale)
        return True

    def _visit(self, register: Register, member: StaffMember, said: DeskSaid) -> Visit:
        return Visit(register, member, said, self._desk, self._office, self._admins)

    def _member(self, said: DeskSaid, register: Register) -> StaffMember | None:
        """Who is acting; None for anyone who is not staff. What they are called is kept."""
        stored = kept = register.tx.staff(said.actor)
        if said.actor in self._admins:
            first = self._stranger(said).model_copy(update={"role": Role.ADMIN})
            kept = (kept or first).model_copy(update={"role": Role.ADMIN, "active": True})
        elif kept is None or not kept.active:
            return None
        address = said.address if said.private else kept.address
        known = kept.model_copy(update={"address": address, "name": said.called or kept.name})
        if known != stored:
            enrol(known, register)
        return known

    def _stranger(self, said: DeskSaid) -> StaffMember:
        hint = (said.locale_hint or "").partition("-")[0].lower()
        return StaffMember(
            id=said.actor,
            role=Role.OBSERVER,
            locale=hint if hint in self._office.languages else self._desk.locale,
            active=False,
            name=said.called[:_CALLED],
            address=said.address if said.private else None,
        )

    def _say(self, answer: Answer, said: DeskSaid, register: Register, locale: str) -> None:
        if not answer.prompt.says and answer.document is None:
            return
        in_place = answer.in_place and answer.document is None
        outgoing = Outgoing(
            id=register.chance.identifier(),
            address=said.address,
            prompt=unmasked(answer.prompt),
            locale=locale,
            replaces=said.surface if in_place else None,
            document=answer.document,
            marks=None if answer.mark is None else said.message,
            mark=answer.mark or DELIVERED_MARK,
        )
        register.tx.enqueue(outgoing, register.now)


def _read(said: DeskSaid) -> DeskCommand | Misread | None:
    if said.name == "start":
        return read_invitation(said.argument)
    return read_command(said.name, said.argument)


def _answer(command: DeskCommand | Misread, visit: Visit) -> Answer:
    if isinstance(command, Misread):
        return Answer(tell(command.why))
    try:
        return carried_out(command, visit)
    except NotPermitted:
        return Answer(tell(NOT_AVAILABLE))
    except IllegalTransition as wrong:
        before, after = _status_word(wrong.before), _status_word(wrong.after)
        return Answer(tell(NOT_FROM_HERE.saying(before=before, after=after)))


def _is_active(actor: str, tx: Transaction) -> bool:
    member = tx.staff(actor)
    return member is not None and member.active


def _status_word(status: str) -> Line:
    known = status in list(CaseStatus)
    return DESK_WORDS[CaseStatus(status)] if known else Verbatim(verbatim=status)
