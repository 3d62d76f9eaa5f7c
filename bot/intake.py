"""Use case: a family said something.

One transaction: the event is noted, the conversation moves, everything it led to is stored and
everything to be said is put in its lane. Only then may a channel confirm the event.
"""

from __future__ import annotations

from functools import partial

from bot.core.case import Address, Case, HistoryKind
from bot.core.engine import Engine
from bot.core.events import (
    ConversationStopped,
    Event,
    FileReceived,
    InquirySubmitted,
    LanguageChosen,
    LettersAsked,
    MessageWritten,
    ReachChanged,
    StatusAsked,
    Told,
)
from bot.core.reference import RANDOM_DIGITS, grouped, make_reference
from bot.core.say import Moment, Paragraph, Prompt, Verbatim, say, tell
from bot.core.session import Attachment, Session
from bot.core.status_words import NEXT_WORDS, PUBLIC_WORDS
from bot.notices import Desk, fresh_case, letter_from_family, reach_changed
from bot.ports import Inbound, Outgoing, StoredFile, Transaction, World
from bot.register import Register

# Translators: the most important message: the inquiry is stored; {reference} is a number
RECEIPT = say(
    "receipt",
    "Thank you. Your inquiry is stored, and caseworkers have it now.\n\n"
    "Your number: {reference}\n\n"
    "Please keep it; it looks like a telephone number on purpose. You can write here at any time. "
    "It is free of charge: we never ask for money or for codes.",
)
# Translators: after a family wrote to its caseworker
PASSED_ON = say("chat", "Passed on to the caseworkers.")
# Translators: after a family changed a message to its caseworker
CORRECTED = say("chat", "Your correction is passed on; the earlier words are kept as well.")
# Translators: heading of one inquiry in the answer to /status
STATUS_HEADING = say("status", "Inquiry {reference}")
# Translators: line in the answer to /status; {date} is a day
MOVED_AT = say("status", "As of {date}.")
# Translators: the family asked for messages, and there are none
NO_LETTERS = say("status", "There are no new messages.")


class Intake:
    """What happens when a family says something."""

    def __init__(self, world: World, engine: Engine, desk: Desk) -> None:
        self._world, self._engine, self._desk = world, engine, desk

    async def receive(self, inbound: Inbound) -> bool:
        """Take in an event; returns once its effect is durable. A second delivery has none.

        True where the conversation moved on, so that the buttons just shown are spent.
        """
        moved_on = await self._world.store.transact(partial(self._take, inbound))
        self._world.wake()
        return moved_on

    def _take(self, inbound: Inbound, tx: Transaction) -> bool:
        now = self._world.clock.now()
        if not tx.note_update(inbound.key, now):
            return False
        session = tx.session(inbound.address) or self._engine.open(inbound.locale_hint)
        cases = tx.cases_of(inbound.address)
        sprint = self._engine.advance(session, inbound.trigger, now, has_case=bool(cases))
        register = Register(tx, self._world.chance, now)
        turn = _Turn(inbound, sprint.session, cases, register, self._desk)
        for event in sprint.events:
            turn.follow(event)
        saved = turn.session.model_copy(update={"revision": session.revision + 1})
        tx.save_session(inbound.address, saved)
        turn.speak()
        return _place(session) != _place(sprint.session)


def _place(session: Session) -> tuple[str, str | None, str | None]:
    return session.step, session.path, session.overlay


class _Turn:
    """One event's consequences, within one transaction."""

    def __init__(
        self,
        inbound: Inbound,
        session: Session,
        cases: tuple[Case, ...],
        register: Register,
        desk: Desk,
    ) -> None:
        self.session = session
        self._inbound, self._cases, self._register, self._desk = inbound, cases, register, desk
        self._tx = register.tx
        self._spoken: list[Told] = []

    def follow(self, event: Event) -> None:
        """Carry out what an event means beyond the conversation."""
        match event:
            case Told():
                self._spoken.append(event)
            case InquirySubmitted():
                self._submitted(event)
            case FileReceived():
                self._file(event)
            case MessageWritten():
                self._written(event)
            case StatusAsked():
                self._status()
            case LettersAsked():
                self._letters()
            case LanguageChosen(locale=locale):
                for case in self._cases:
                    self._tx.save_case(case.model_copy(update={"locale": locale}))
            case ReachChanged(reachable=reachable):
                self._reach(reachable=reachable)
            case ConversationStopped():
                self._tx.forget_files(self._address)

    def speak(self) -> None:
        """Put everything to be said into the family's lane, as one message."""
        if not self._spoken:
            return
        first, *rest = self._spoken
        says = tuple(line for told in self._spoken for line in told.prompt.says)
        choices = self._spoken[-1].prompt.choices
        in_place = first.in_place and not rest
        self._say(Prompt(says=says, choices=choices), in_place=in_place)

    @property
    def _address(self) -> Address:
        return self._inbound.address

    def _say(self, prompt: Prompt, *, in_place: bool = False) -> None:
        outgoing = Outgoing(
            id=self._register.chance.identifier(),
            address=self._address,
            prompt=prompt,
            locale=self.session.locale,
            replaces=self._inbound.surface if in_place else None,
        )
        self._tx.enqueue(outgoing, self._register.now)

    def _tell(self, *says: Prompt) -> None:
        self._spoken.extend(Told(prompt=prompt) for prompt in says)

    def _submitted(self, event: InquirySubmitted) -> None:
        register = self._register
        case = Case(
            id=register.chance.identifier(),
            reference=make_reference(register.chance.number(10**RANDOM_DIGITS)),
            address=self._address,
            locale=self.session.locale,
            contact_mode=event.inquiry.consent.contact_mode,
            opened_at=register.now,
            moved_at=register.now,
            told_at=register.now,
        )
        self._tx.open_case(case, event.inquiry)
        self._tx.attach(tuple(file.id for file in event.attachments), case.id)
        register.write(case, HistoryKind.OPENED)
        reference = Verbatim(verbatim=grouped(case.reference))
        self._tell(tell(RECEIPT.saying(reference=reference)))
        files = tuple(file.id for file in event.attachments)
        register.notify(self._desk, case, fresh_case(case, event.inquiry), files)

    def _file(self, event: FileReceived) -> None:
        sent, file_id = event.file, self._register.chance.identifier()
        case = self._current_case()
        stored = StoredFile(
            id=file_id,
            address=self._address,
            case_id=None if case is None else case.id,
            kind=sent.file,
            remote=sent.remote,
            unique=sent.unique,
            name=sent.name,
            mime=sent.mime,
            size=sent.size,
            caption=sent.caption,
            at=self._register.now,
        )
        self._tx.add_file(stored)
        if case is None:
            attachment = Attachment(id=file_id, kind=sent.file)
            attachments = (*self.session.attachments, attachment)
            self.session = self.session.model_copy(update={"attachments": attachments})
            return
        self._register.write(case, HistoryKind.FILE_SENT, text=sent.caption or None)
        notice = letter_from_family(case, sent.caption)
        self._register.notify(self._desk, case, notice, (file_id,))
        self._tell(tell(PASSED_ON))

    def _current_case(self) -> Case | None:
        """The case a message belongs to: none while a form is being filled in."""
        return self._cases[-1] if self._cases and self.session.step == "home" else None

    def _written(self, event: MessageWritten) -> None:
        case = self._cases[-1]
        self._register.write(case, HistoryKind.WROTE, text=event.text)
        notice = letter_from_family(case, event.text, corrects=event.original is not None)
        self._register.notify(self._desk, case, notice)
        self._tell(tell(PASSED_ON if event.original is None else CORRECTED))

    def _status(self) -> None:
        for case in self._cases:
            following = NEXT_WORDS.get(case.public)
            lines = (PUBLIC_WORDS[case.public], MOVED_AT.saying(date=Moment(at=case.moved_at)))
            says = lines if following is None else (*lines, following)
            heading = STATUS_HEADING.saying(reference=Verbatim(verbatim=grouped(case.reference)))
            self._tell(tell(Paragraph(heading=heading, lines=says)))
        self._tx.release(self._address, self._register.now)

    def _letters(self) -> None:
        if not self._tx.release(self._address, self._register.now):
            self._tell(tell(NO_LETTERS))

    def _reach(self, *, reachable: bool) -> None:
        for case in self._cases:
            if case.reachable != reachable:
                self._tx.save_case(case.model_copy(update={"reachable": reachable}))
                self._register.notify(self._desk, case, reach_changed(case, reachable=reachable))
