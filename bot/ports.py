"""What the use cases need from the world. Adapters live in `handlers` and `storage`."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

from pydantic import Field

from bot.core.case import Address, Case, CaseStatus, HistoryEntry
from bot.core.inquiry import Inquiry
from bot.core.roles import Act, Role
from bot.core.say import Prompt
from bot.core.session import Session
from bot.core.triggers import FileKind, Trigger
from bot.core.value import Value
from bot.core.views import QueueView

T = TypeVar("T")


class Inbound(Value):
    """Something a family did, as a channel understood it.

    `key` names the event once and for all, so that a second delivery has no second effect.
    `surface` is the channel's handle of the message whose choice was tapped.
    """

    address: Address
    key: str
    trigger: Trigger
    at: datetime
    locale_hint: str | None = None
    surface: str | None = None


class Urgency(StrEnum):
    """Who waits for a message. Replies overtake bulk, never within one lane."""

    REPLY = "reply"
    BULK = "bulk"


class Document(Value):
    """A file made here, on its way to a member of staff. `content` is base64, to be text."""

    name: str
    content: str
    kind: FileKind = "document"

    @classmethod
    def of(cls, name: str, plain: bytes, kind: FileKind = "document") -> Document:
        """The file of these bytes."""
        return cls(name=name, content=b64encode(plain).decode(), kind=kind)

    @property
    def plain(self) -> bytes:
        """Its bytes."""
        return b64decode(self.content)


class Outgoing(Value):
    """A message on its way to one address, still independent of any wire.

    `replaces` is the surface of a message it should take the place of, where the channel can.
    `files` are file ids of our store, sent before the text. `report_to` is told, in
    `report_locale`, whether the message about `case_id` arrived; `report_on` is the surface of
    its author's own message, which gets a mark then: that is what a report `marks`. What
    `gathers` is a list of cases, written when it is sent; what `wipes` says nothing, and takes
    away the topic it is addressed to.
    """

    id: str
    address: Address
    prompt: Prompt
    locale: str
    urgency: Urgency = Urgency.REPLY
    replaces: str | None = None
    files: tuple[str, ...] = ()
    document: Document | None = None
    case_id: str | None = None
    report_to: Address | None = None
    report_on: str | None = None
    report_locale: str = "en"
    marks: str | None = None
    gathers: bool = False
    wipes: bool = False


class Topic(Value):
    """Where the staff group shows a case. A cache: what is wrong in it is made anew.

    `thread` is None where the group has no topics, `card` is the surface of the case's card and
    `drawn` a digest of what stands on it. `told` once the group heard of the case in a list.
    """

    case_id: str
    group: str = ""
    thread: str | None = None
    card: str | None = None
    drawn: str | None = None
    title: str | None = None
    is_closed: bool = False
    told: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether the group has not heard of the case at all."""
        return self.card is None and not self.told


class Card(Value):
    """A case as the staff group is to see it now: its topic's title, and the card on top.

    `face` is a digest of what the card says, its age left out.
    """

    title: str
    prompt: Prompt
    face: str
    is_closed: bool
    topic: Topic

    @property
    def is_shown(self) -> bool:
        """Whether the group sees it so already."""
        shown = (self.topic.drawn, self.topic.title, self.topic.is_closed)
        return self.topic.card is not None and shown == (self.face, self.title, self.is_closed)


class Parcel(Value):
    """An outgoing message leased to the relay. `attempts` counts former tries; `uncertain` those
    of them that may have arrived; `parts_sent` the parts of a long message that surely did.

    `card` is there where the message belongs into a case's topic; `covers` are the cases a list
    tells of.
    """

    outgoing: Outgoing
    attempts: int = 0
    uncertain: int = 0
    parts_sent: int = 0
    card: Card | None = None
    covers: tuple[str, ...] = ()


class Delivered(Value):
    """The message arrived; the wire calls it `surface`."""

    surface: str | None = None


class Postponed(Value):
    """Try again at `due`. `uncertain` where this try may have arrived.

    `tried` is False where the message only waited for its turn: then no attempt is counted.
    """

    due: datetime
    tried: bool = True
    uncertain: bool = False
    parts_sent: int = 0


class Undeliverable(Value):
    """Never again. `gone` where the recipient cannot be reached at all."""

    gone: bool = False
    reason: str


class Readdressed(Value):
    """The conversation lives elsewhere: this message and every later one go there."""

    to: Address


Outcome = Delivered | Postponed | Undeliverable | Readdressed


class StoredFile(Value):
    """A file someone sent. `remote` is the channel's handle.

    Once its bytes lie here, sealed, `blob` is their name and `blob_key` opens them.
    """

    id: str
    address: Address
    case_id: str | None = None
    kind: FileKind
    remote: str
    unique: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    caption: str = ""
    at: datetime
    blob: str | None = None
    blob_key: str | None = Field(default=None, repr=False)


class StaffMember(Value):
    """A member of staff. `id` is the channel's id of the person, `address` their private chat."""

    id: str
    role: Role
    locale: str
    active: bool = True
    name: str = ""
    address: Address | None = None


OVERDUE_AFTER = timedelta(days=14)
"""How long a family may hear nothing before its case shows as overdue, where nobody says."""


class Slip(Value):
    """Something that waits for a confirmation. `id` is what the button or the link carries."""

    id: str
    kind: str
    actor: str
    at: datetime
    case_id: str | None = None
    values: dict[str, str] = Field(default_factory=dict)


class AuditEntry(Value):
    """Who did what, to which case, in which role; `refused` where it was not permitted."""

    at: datetime
    actor: str
    role: Role | None
    act: Act
    case_id: str | None = None
    refused: bool = False
    detail: str | None = None


class Figures(Value):
    """Numbers about the work. `by_age` counts open cases younger than so many days, under 0 all
    of them; `medians` are in days; `reunited` is by `day`, `week` and `all`."""

    by_status: dict[CaseStatus, int]
    by_age: dict[int, int]
    medians: dict[str, float]
    reunited: dict[str, int]


class Transaction(Protocol):
    """Everything that can be read or changed within one commit.

    Its verbs are synchronous: a unit of work is one function, run in one hop on the store's own
    thread, and either all of it is kept or none.
    """

    def note_update(self, key: str, at: datetime) -> bool:
        """Remember an event; False where it was seen within the last 48 hours."""
        ...

    def set_aside(self, key: str, at: datetime, payload: bytes, reason: str) -> None:
        """Keep an event that could not be handled, for a person to look at."""
        ...

    def session(self, address: Address) -> Session | None:
        """The conversation with an address."""
        ...

    def save_session(self, address: Address, session: Session) -> None:
        """Save a conversation whose revision is the stored one plus 1, or raise `StaleSession`."""
        ...

    def forget_session(self, address: Address) -> None:
        """Erase a conversation."""
        ...

    def sessions_due(self, now: datetime, limit: int) -> tuple[tuple[Address, Session], ...]:
        """Conversations whose deadline has passed, oldest first."""
        ...

    def open_case(self, case: Case, inquiry: Inquiry) -> None:
        """Store a new case with what the family answered."""
        ...

    def save_case(self, case: Case) -> None:
        """Store a changed case, at `revision + 1`; `StaleSession` if it changed meanwhile."""
        ...

    def case(self, case_id: str) -> Case | None:
        """One case by its id."""
        ...

    def case_by_reference(self, reference: str) -> Case | None:
        """One case by the number the family keeps."""
        ...

    def cases_of(self, address: Address) -> tuple[Case, ...]:
        """The cases whose family writes from an address, oldest first."""
        ...

    def inquiry(self, case_id: str) -> Inquiry | None:
        """What the family answered, in its newest version."""
        ...

    def save_inquiry(self, case_id: str, inquiry: Inquiry, at: datetime) -> None:
        """Add a new version of an inquiry; earlier ones are kept."""
        ...

    def queue(  # noqa: PLR0913 -- a page of a view: which, whose, as of when, and how much of it
        self,
        view: QueueView,
        actor: str,
        now: datetime,
        *,
        limit: int,
        offset: int,
        patience: timedelta = OVERDUE_AFTER,
        own: bool = False,
    ) -> tuple[int, tuple[Case, ...]]:
        """How many cases a view holds, at most 500, and one page of them.

        Who waits longest comes first. `own` leaves the actor's own cases only.
        """
        ...

    def find_cases(self, terms: Iterable[str], limit: int) -> tuple[Case, ...]:
        """Cases that may hold one of the terms; whoever asks has to look whether they do."""
        ...

    def set_pulse(self, case_id: str, at: datetime | None) -> None:
        """Say when the next heartbeat of a case is due; None for never."""
        ...

    def pulses_due(self, now: datetime, limit: int) -> tuple[Case, ...]:
        """Cases whose heartbeat is due, the longest waiting first."""
        ...

    def add_history(self, entry: HistoryEntry) -> None:
        """Write a line of a case's history."""
        ...

    def history(self, case_id: str) -> tuple[HistoryEntry, ...]:
        """A case's history, oldest first."""
        ...

    def enqueue(self, outgoing: Outgoing, due: datetime | None) -> None:
        """Put a message in its address's lane. The same id twice is one message.

        Without `due` it is held back until `release`, and other messages of the lane pass it.
        """
        ...

    def withdraw(self, outgoing_id: str) -> bool:
        """Take back a message no try of which was made yet; whether it could be."""
        ...

    def release(self, address: Address, now: datetime) -> int:
        """Let go every message held back for an address, in their order; how many there were."""
        ...

    def lease(self, now: datetime, until: datetime, limit: int, bulk: int) -> tuple[Parcel, ...]:
        """The oldest waiting message of each lane that is due and not leased, replies before bulk.

        At most `limit` of them, and of these at most `bulk` that are bulk. A lane is an address:
        at most one message of it is leased at a time, until its outcome is settled or the lease
        runs out. A try whose lease ran out unsettled may have arrived: it counts as uncertain.
        """
        ...

    def next_due(self) -> datetime | None:
        """When the relay has something to do next; None when all lanes are empty."""
        ...

    def settle(self, outgoing_id: str, outcome: Outcome, at: datetime) -> None:
        """Record what became of a leased message; the body of a delivered one is erased."""
        ...

    def add_file(self, file: StoredFile) -> None:
        """Remember a file someone sent."""
        ...

    def file(self, file_id: str) -> StoredFile | None:
        """One file."""
        ...

    def files_of(self, case_id: str) -> tuple[StoredFile, ...]:
        """A case's files, oldest first."""
        ...

    def forget_files(self, address: Address) -> None:
        """Erase the files of an address that belong to no case."""
        ...

    def attach(self, file_ids: tuple[str, ...], case_id: str) -> None:
        """Make files part of a case."""
        ...

    def staff(self, staff_id: str) -> StaffMember | None:
        """One member of staff."""
        ...

    def save_staff(self, member: StaffMember) -> None:
        """Store a member of staff, new or changed."""
        ...

    def members(self) -> tuple[StaffMember, ...]:
        """Everyone at work."""
        ...

    def put_slip(self, slip: Slip) -> None:
        """Keep a slip, or change it. It is forgotten after a day."""
        ...

    def slip(self, slip_id: str) -> Slip | None:
        """One slip."""
        ...

    def drop_slip(self, slip_id: str) -> None:
        """Forget a slip."""
        ...

    def add_audit(self, entry: AuditEntry) -> None:
        """Add a link to the chain of what was done."""
        ...

    def audit_of(self, case_id: str) -> tuple[AuditEntry, ...]:
        """What was done with a case, oldest first."""
        ...

    def audit_count(self, actor: str, act: Act, since: datetime) -> int:
        """How often someone did something since an instant."""
        ...

    def audit_break(self) -> int | None:
        """The number of the first row that does not fit the chain; None where all of it does."""
        ...

    def reach_milestone(self, case: Case, name: str, at: datetime) -> None:
        """Note that a case came somewhere for the first time."""
        ...

    def figures(self, now: datetime) -> Figures:
        """The numbers as they stand."""
        ...

    def topic(self, case_id: str) -> Topic | None:
        """Where a case is shown; None where nobody has begun to show it."""
        ...

    def topic_at(self, group: str, thread: str) -> Topic | None:
        """The case shown in a thread of a group."""
        ...

    def save_topic(self, topic: Topic) -> None:
        """Store where a case is shown, new or changed."""
        ...

    def pending_topics(self, limit: int) -> tuple[Topic, ...]:
        """Cases the group has not been shown and not been told of yet, oldest first."""
        ...

    def group(self, name: str) -> str | None:
        """Where a group is at present that the settings call by this id."""
        ...

    def save_group(self, name: str, present: str) -> None:
        """Note that a group moved."""
        ...

    def offset(self, poller: str) -> int | None:
        """The update a poller has to ask for next."""
        ...

    def save_offset(self, poller: str, offset: int) -> None:
        """Remember the update a poller has to ask for next."""
        ...

    def erase_case(self, case_id: str) -> bool:
        """Erase a case with all that belongs to it; False where there is none."""
        ...

    def erase_address(self, address: Address) -> int:
        """Erase everything of an address, its cases and messages among it; how many cases."""
        ...

    def files_to_fetch(self, now: datetime, limit: int) -> tuple[StoredFile, ...]:
        """Files whose bytes are still to be fetched, and are due."""
        ...

    def keep_bytes(self, file_id: str, blob: str, key: str) -> bool:
        """Note where a file's bytes lie, and fetch them no more; False where it was erased."""
        ...

    def put_off_fetch(self, file_id: str, due: datetime | None) -> None:
        """Fetch a file's bytes later; None for never."""
        ...

    def kept_bytes(self, blob: str) -> bool:
        """Whether a file has its bytes under this name."""
        ...

    def closed_before(
        self, before: datetime, limit: int, *, sealed: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """Id and reference of cases closed before an instant, oldest first."""
        ...

    def seal_case(self, case_id: str) -> None:
        """Leave a closed case to the offline recovery key; from here on it is as if not there.

        Raises `StorageError` where that key has no copy of the case's key.
        """
        ...

    def hold_outbox(self) -> None:
        """Let nothing be sent, until `release_outbox`."""
        ...

    def release_outbox(self) -> bool:
        """Let messages be sent again; whether they were held."""
        ...

    def is_outbox_held(self) -> bool:
        """Whether nothing may be sent."""
        ...

    def sweep(self, now: datetime) -> int:
        """Forget what need not be kept: event keys after 48 h, sent messages after 30 days."""
        ...


class Store(Protocol):
    """Where everything is kept."""

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run one unit of work and return once it is durable.

        What the function raises is raised here, and nothing of it is kept.
        """
        ...


class Channel(Protocol):
    """A wire that carries messages to one kind of address. Raises `SendError` and its kin only."""

    name: str

    async def send(self, parcel: Parcel, files: tuple[StoredFile, ...]) -> str | None:
        """Carry one message and return the wire's handle of it."""
        ...


class Clock(Protocol):
    """Time. `now` is UTC and may jump; `monotonic` counts seconds and never goes back."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed instant."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Chance(Protocol):
    """Randomness that nobody can guess."""

    def identifier(self) -> str:
        """A new id: 32 hexadecimal digits."""
        ...

    def number(self, below: int) -> int:
        """A number from 0 up to but not including `below`."""
        ...


class World(NamedTuple):
    """The outside world, as a use case holds it. `wake` is called after every commit."""

    store: Store
    clock: Clock
    chance: Chance
    wake: Callable[[], None]
