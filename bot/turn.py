"""One event's consequences: what a family's doing leads to beyond its conversation."""

from __future__ import annotations

from functools import singledispatchmethod

from bot.claims import take_claim
from bot.core.answers import Rows
from bot.core.case import Address, Case, CaseStatus, Closing, ContactMode, HistoryKind, PublicStatus
from bot.core.events import (
    CaseWithdrawn,
    ContactModeChosen,
    ConversationStopped,
    DataAsked,
    DraftExpired,
    ErasureAsked,
    Event,
    FileReceived,
    FilesDropped,
    FilesPlaced,
    HeartbeatChosen,
    HidingAsked,
    InquiryCorrected,
    InquirySubmitted,
    LanguageChosen,
    LettersAsked,
    MessageDoubted,
    MessageUnwanted,
    MessageWritten,
    QuotaReached,
    ReachChanged,
    ReferenceClaimed,
    StatusAsked,
    TidyingChosen,
    Told,
)
from bot.core.say import Line, Prompt, tell
from bot.core.scenes.hiding import left_over
from bot.core.scenes.home import menu, ways_on
from bot.core.session import Attachment, Session
from bot.doubts import verdict
from bot.enclosures import enclosed, kept
from bot.filing import file_again, file_new
from bot.heartbeat import next_pulse
from bot.hush import many_inquiries
from bot.notices import (
    Desk,
    Marks,
    erased,
    letter_from_family,
    number,
    withdrawn,
)
from bot.ports import Document, Inbound, Outgoing
from bot.receipts import (
    ANSWERS_CORRECTED,
    CORRECTED,
    ERASED,
    NO_LETTERS,
    PASSED_ON,
    RECEIPT,
    WITHDRAWN,
    YOUR_DATA,
)
from bot.register import Register
from bot.timeline import time_line
from bot.yourdata import Kept, Voice, as_html, as_json


class Turn:
    """Follows the events of one sprint, within one transaction."""

    def __init__(
        self, inbound: Inbound, session: Session, register: Register, desk: Desk, voice: Voice
    ) -> None:
        self.session = session
        self._inbound, self._register, self._desk = inbound, register, desk
        self._tx, self._voice = register.tx, voice
        self._spoken: list[Told] = []
        self._is_erased = self._opens_letters = False

    def follow(self, event: Event) -> None:
        """Carry out what an event means."""
        self._meaning(type(event))(self, event)

    @singledispatchmethod
    def _means(self, event: Event) -> None:
        """Some events mean nothing beyond the conversation."""

    # Asked directly, for a `singledispatchmethod` makes a method anew at each call.
    _meaning = staticmethod(_means.dispatcher.dispatch)

    def close(self, revision: int) -> None:
        """Save the conversation, and put everything to be said into the family's lane."""
        if not self._is_erased:
            saved = self.session.model_copy(update={"revision": revision})
            self._tx.save_session(self._address, saved)
        self._speak()
        if self._opens_letters:
            self._tx.release(self._address, self._register.now)

    @property
    def _address(self) -> Address:
        return self._inbound.address

    @property
    def _cases(self) -> tuple[Case, ...]:
        return self._tx.cases_of(self._address)

    def _case(self, reference: str) -> Case:
        return next(case for case in self._cases if case.reference == reference)

    def _change(self, case: Case, **changes: object) -> None:
        self._tx.save_case(case.model_copy(update=changes))

    def _speak(self) -> None:
        if not self._spoken:
            return
        *before, last = self._spoken
        prompt = last.prompt.after(*(line for told in before for line in told.prompt.says))
        self._send(prompt, in_place=last.in_place and not before)

    def _send(self, prompt: Prompt, *, in_place: bool = False, **more: object) -> None:
        outgoing = Outgoing(
            id=self._register.chance.identifier(),
            address=self._address,
            prompt=prompt,
            locale=self.session.locale,
            replaces=self._inbound.surface if in_place else None,
            **more,
        )
        self._register.answer(outgoing)

    @_means.register
    def _told(self, event: Told) -> None:
        self._spoken.append(event)

    def _tell(self, *says: Line, choices: Rows = ()) -> None:
        self._spoken.append(Told(prompt=Prompt(says=says, choices=choices)))

    @_means.register
    def _submitted(self, event: InquirySubmitted) -> None:
        case = file_new(event, self._address, self.session.locale, self._register)
        self._tell(RECEIPT.saying(reference=number(case)), choices=ways_on())

    @_means.register
    def _corrected(self, event: InquiryCorrected) -> None:
        case = self._case(event.reference)
        file_again(event, case, self._register, self._desk)
        self._tell(ANSWERS_CORRECTED.saying(reference=number(case)), choices=ways_on())

    @_means.register
    def _file(self, event: FileReceived) -> None:
        case = None if event.reference is None else self._case(event.reference)
        file = kept(event.file, self._address, case, self._register)
        if case is not None:
            enclosed(case, (file,), self._register, self._desk)
            if not event.quiet:
                self._tell(PASSED_ON)
            return
        held: dict[str, object] = {"waiting": (*self.session.waiting, file.id)}
        if not event.waits:
            attached = Attachment(id=file.id, kind=file.kind)
            held = {"attachments": (*self.session.attachments, attached)}
        self.session = self.session.model_copy(update=held)

    @_means.register
    def _placed(self, event: FilesPlaced) -> None:
        case = self._case(event.reference)
        found = (self._tx.file(file_id) for file_id in event.files)
        files = tuple(file for file in found if file is not None)
        enclosed(case, files, self._register, self._desk, unsure=event.unsure)
        self._tx.attach(event.files, case.id)
        if not event.quiet:
            self._tell(PASSED_ON)

    @_means.register
    def _written(self, event: MessageWritten) -> None:
        case, corrects = self._case(event.reference), event.original is not None
        self._register.write(case, HistoryKind.WROTE, text=event.text, changed=event.changed)
        late = self._register.now - self._inbound.at
        marks = Marks(corrects, unsure=event.unsure, changed=event.changed, late=late)
        notice = letter_from_family(case, event.text, marks)
        self._register.notify(self._desk, case, notice)
        if not event.unsure:
            self._tell(CORRECTED if corrects else PASSED_ON)

    @_means.register
    def _enough(self, event: QuotaReached) -> None:
        newest = self._cases[-1]
        self._register.warn(self._desk, newest, many_inquiries(newest), "enough")

    @_means.register
    def _doubted(self, event: MessageDoubted) -> None:
        self._tell(*verdict(event, self._cases, self._tx))

    @_means.register
    def _status(self, event: StatusAsked) -> None:
        for case in self._cases:
            self._tell(*time_line(case, self._tx.history(case.id)), choices=menu())
        self._opens_letters = True

    @_means.register
    def _letters(self, event: LettersAsked) -> None:
        if not self._tx.release(self._address, self._register.now):
            self._tell(NO_LETTERS, choices=ways_on() if self._cases else ())

    @_means.register
    def _language(self, event: LanguageChosen) -> None:
        for case in self._cases:
            self._change(case, locale=event.locale)

    @_means.register
    def _reach(self, event: ReachChanged) -> None:
        for case in self._cases:
            self._change(case, reachable=event.reachable, reach_at=self._register.now)

    @_means.register
    def _stopped(self, event: ConversationStopped | DraftExpired | FilesDropped) -> None:
        self._tx.forget_files(self._address)

    @_means.register
    def _heartbeat(self, event: HeartbeatChosen) -> None:
        case = self._case(event.reference)
        self._change(case, heartbeat_weeks=event.weeks)
        self._tx.set_pulse(case.id, next_pulse(event.weeks, self._register.now))

    @_means.register
    def _mode(self, event: ContactModeChosen) -> None:
        self._change(self._case(event.reference), contact_mode=event.mode)
        self._opens_letters |= event.mode is ContactMode.PUSH_OPEN

    @_means.register
    def _withdrawn(self, event: CaseWithdrawn) -> None:
        case, now = self._case(event.reference), self._register.now
        self._change(
            case,
            status=CaseStatus.CLOSED,
            public=PublicStatus.CLOSED,
            closing=Closing.WITHDRAWN,
            moved_at=now,
            told_at=now,
        )
        self._tx.set_pulse(case.id, None)
        self._register.write(
            case, HistoryKind.STATUS_SET, status=CaseStatus.CLOSED, public=PublicStatus.CLOSED
        )
        self._register.notify(self._desk, case, withdrawn(case))
        self._tell(WITHDRAWN.saying(reference=number(case)), choices=ways_on())

    @_means.register
    def _data(self, event: DataAsked) -> None:
        kept = [Kept.of(case, self._tx) for case in self._cases]
        page = Document.of("data.html", as_html(kept, self.session.locale, self._voice))
        data = Document.of("data.json", as_json(kept))
        self._send(tell(YOUR_DATA), document=page)
        self._send(Prompt(says=()), document=data)

    @_means.register
    def _erased(self, event: ErasureAsked) -> None:
        for case in self._cases:
            self._register.announce(self._desk, erased(case))
        self._tx.erase_address(self._address)
        self._is_erased = True
        self._tell(ERASED)

    @_means.register
    def _hidden(self, event: HidingAsked) -> None:
        self._send(left_over(), clears=0)

    @_means.register
    def _unwanted(self, event: MessageUnwanted) -> None:
        if self._inbound.surface is not None:
            self._send(Prompt(says=()), erases=(self._inbound.surface,))

    @_means.register
    def _tidying(self, event: TidyingChosen) -> None:
        self._tx.set_tidying(self._address, self._register.now if event.wanted else None)

    @_means.register
    def _claimed(self, event: ReferenceClaimed) -> None:
        take_claim(event, self._address, self._register, self._desk)
