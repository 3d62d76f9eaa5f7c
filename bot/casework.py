"""Use case: a caseworker did something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.core.case import Address, Case, CaseStatus, ContactMode, HistoryKind
from bot.core.desk import (
    DESK_MENU,
    DeskCommand,
    Misread,
    Reply,
    SetStatus,
    ShowCase,
    ShowHelp,
    ShowQueue,
    read_command,
)
from bot.core.say import Line, Moment, Paragraph, Prompt, Verbatim, say, say_n, tell
from bot.core.status_words import DESK_WORDS, NEXT_WORDS, PUBLIC_WORDS
from bot.core.value import Value
from bot.errors import IllegalTransition, NotPermitted
from bot.notices import Desk, case_card, number
from bot.ports import (
    Outgoing,
    QueueView,
    Role,
    StaffMember,
    Transaction,
    World,
)
from bot.register import Register

# Translators: to someone who may not use the desk, and for cases that do not exist
NOT_AVAILABLE = say("desk", "This is not available.")
# Translators: for staff; {reference} is the case's number
ON_ITS_WAY = say("desk", "On its way to the family of case {reference}.")
# Translators: for staff: the family decided to read messages only when it asks
WAITS_FOR_FAMILY = say(
    "desk",
    "Case {reference}: the message waits until the family opens it, as it wished.",
)
# Translators: for staff; {reference} number, {status} internal status, {public} what is told
STATUS_SET = say("desk", "Case {reference}: {status}. The family is told: “{public}”")
# Translators: for staff: the case cannot go from one status to the other
NOT_FROM_HERE = say("desk", "A case cannot go from “{before}” to “{after}”.")

# Translators: to the family, above a caseworker's words; {reference} is the inquiry's number
CASEWORKER_WRITES = say("letter", "About your inquiry {reference}, a caseworker writes:")
# Translators: to the family, above a new status; {reference} is the inquiry's number
NEWS_OF = say("letter", "About your inquiry {reference}:")
# Translators: to the family, below each status
FREE_OF_CHARGE = say("letter", "This is free of charge. We never ask for money or for codes.")
# Translators: for staff: no open cases
QUEUE_EMPTY = say("desk", "No case is waiting.")
# Translators: for staff, a line of the queue; {date} is the day of the last step
QUEUE_LINE = say("desk", "{reference} · {status} · {date}")
# Translators: for staff, below the queue; {page} and {pages} are numbers
QUEUE_PAGE = say("desk", "Page {page} of {pages}. Another page: /queue {next}")
# Translators: for staff, one line of the help; {command} begins with a slash
HELP_LINE = say("desk", "/{command} – {meaning}")
# Translators: for staff, heading of the help
HELP_HEADING = say("desk", "Commands")

PAGE = 10


class DeskSaid(Value):
    """What a member of staff did: a command, from where, and who."""

    key: str
    actor: str
    address: Address
    name: str
    argument: str
    at: datetime


@dataclass(frozen=True)
class _Visit:
    """One command being carried out, within one transaction."""

    register: Register
    actor: StaffMember
    said: DeskSaid

    def case_for(self, reference: str) -> Case:
        """The only door to a case. Raises `NotPermitted` for one that does not exist, too."""
        case = self.register.tx.case_by_reference(reference)
        if case is None or not self.actor.active:
            raise NotPermitted
        return case


class Casework:
    """What happens when a caseworker does something. `admins` are staff from the first day."""

    def __init__(self, world: World, desk: Desk, admins: frozenset[str]) -> None:
        self._world, self._desk, self._admins = world, desk, admins

    async def attend(self, said: DeskSaid) -> None:
        """Carry out a command; returns once its effect is durable. A second delivery has none."""
        await self._world.store.transact(partial(self._take, said))
        self._world.wake()

    def _take(self, said: DeskSaid, tx: Transaction) -> None:
        register = Register(tx, self._world.chance, self._world.clock.now())
        if not tx.note_update(said.key, register.now):
            return
        command = read_command(said.name, said.argument)
        if command is None:
            return
        try:
            answer = self._answer(command, said, register)
        except NotPermitted:
            answer = tell(NOT_AVAILABLE)
        except IllegalTransition as wrong:
            answer = tell(_not_from_here(wrong))
        self._say(answer, said, register)

    def _say(self, answer: Prompt, said: DeskSaid, register: Register) -> None:
        outgoing = Outgoing(
            id=register.chance.identifier(),
            address=said.address,
            prompt=answer,
            locale=self._desk.locale,
        )
        register.tx.enqueue(outgoing, register.now)

    def _answer(self, command: DeskCommand | Misread, said: DeskSaid, register: Register) -> Prompt:
        visit = _Visit(register, self._member(said.actor, register.tx), said)
        match command:
            case Misread():
                return tell(command.why)
            case ShowHelp():
                return _help()
            case ShowQueue():
                return _queue(command, visit)
            case ShowCase():
                return _case(command, visit)
            case Reply():
                return self._reply(command, visit)
            case SetStatus():
                return self._status(command, visit)

    def _member(self, actor: str, tx: Transaction) -> StaffMember:
        """Who is acting. Raises `NotPermitted` for anyone who is not staff."""
        if actor in self._admins:
            return StaffMember(id=actor, role=Role.ADMIN, locale=self._desk.locale)
        member = tx.staff(actor)
        if member is None or not member.active:
            raise NotPermitted
        return member

    def _reply(self, command: Reply, visit: _Visit) -> Prompt:
        case = visit.case_for(command.reference)
        heading = CASEWORKER_WRITES.saying(reference=number(case))
        words = Verbatim(verbatim=command.text)
        return self._told(case, (heading, words), visit, _Entry(HistoryKind.REPLIED, command.text))

    def _status(self, command: SetStatus, visit: _Visit) -> Prompt:
        before = visit.case_for(command.reference)
        case = before.moved(command.status, command.public, visit.register.now)
        heading, told = NEWS_OF.saying(reference=number(case)), PUBLIC_WORDS[case.public]
        following = NEXT_WORDS.get(case.public)
        says = (heading, told, *(() if following is None else (following,)), FREE_OF_CHARGE)
        answer = self._told(case, says, visit, _Entry(HistoryKind.STATUS_SET))
        words = DESK_WORDS[case.status]
        return answer.after(STATUS_SET.saying(reference=number(case), status=words, public=told))

    def _told(self, case: Case, says: tuple[Line, ...], visit: _Visit, entry: _Entry) -> Prompt:
        """Write it down, and post it to the family the way it allowed."""
        register = visit.register
        told = case.model_copy(update={"told_at": register.now})
        register.tx.save_case(told)
        public = case.public if entry.kind is HistoryKind.STATUS_SET else None
        status = case.status if entry.kind is HistoryKind.STATUS_SET else None
        register.write(
            case, entry.kind, actor=visit.actor.id, text=entry.text, status=status, public=public
        )
        letter = Outgoing(
            id=register.chance.identifier(),
            address=case.address,
            prompt=tell(*says),
            locale=case.locale,
            case_id=case.id,
            report_to=visit.said.address,
            report_locale=self._desk.locale,
        )
        register.post(letter, case.contact_mode)
        waits = case.contact_mode is not ContactMode.PUSH_OPEN
        return tell((WAITS_FOR_FAMILY if waits else ON_ITS_WAY).saying(reference=number(case)))


@dataclass(frozen=True)
class _Entry:
    kind: HistoryKind
    text: str | None = None


def _case(command: ShowCase, visit: _Visit) -> Prompt:
    case = visit.case_for(command.reference)
    inquiry = visit.register.tx.inquiry(case.id)
    if inquiry is None:
        raise NotPermitted
    return case_card(case, inquiry)


def _queue(command: ShowQueue, visit: _Visit) -> Prompt:
    register = visit.register
    total, cases = register.tx.queue(
        QueueView.OPEN, visit.actor.id, register.now, limit=PAGE, offset=(command.page - 1) * PAGE
    )
    if not total:
        return tell(QUEUE_EMPTY)
    # Translators: for staff, above the queue
    heading = say_n("desk", "{count} case is open", "{count} cases are open", total)
    pages = -(-total // PAGE)
    lines = tuple(_queue_line(case) for case in cases)
    prompt = tell(Paragraph(heading=heading, lines=lines))
    if pages == 1:
        return prompt
    following = command.page % pages + 1
    turn = QUEUE_PAGE.saying(page=min(command.page, pages), pages=pages, next=following)
    return prompt.model_copy(update={"says": (*prompt.says, turn)})


def _queue_line(case: Case) -> Line:
    status, date = DESK_WORDS[case.status], Moment(at=case.moved_at)
    return QUEUE_LINE.saying(reference=number(case), status=status, date=date)


def _help() -> Prompt:
    lines = tuple(HELP_LINE.saying(command=name, meaning=say) for name, say in DESK_MENU.items())
    return tell(Paragraph(heading=HELP_HEADING, lines=lines))


def _not_from_here(wrong: IllegalTransition) -> Line:
    before, after = _status_word(wrong.before), _status_word(wrong.after)
    return NOT_FROM_HERE.saying(before=before, after=after)


def _status_word(status: str) -> Line:
    known = status in list(CaseStatus)
    return DESK_WORDS[CaseStatus(status)] if known else Verbatim(verbatim=status)
