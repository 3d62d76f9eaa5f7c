"""A case: one family's inquiry and what becomes of it.

Statuses follow Primero and PFIF 1.4 where they have a word for it. The internal status is for
staff; the public one is what the family is told, and staff choose it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.core.value import Value
from bot.errors import IllegalTransition


class CaseStatus(StrEnum):
    """Where the work stands, for staff."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEED_INFO = "need_info"
    TRACING = "tracing"
    POSSIBLE_MATCH = "possible_match"
    LOCATED_VERIFYING = "located_verifying"
    CONFIRMED = "confirmed"
    CONSENT_PENDING = "consent_pending"
    CONTACT_DECLINED = "contact_declined"
    IN_CONTACT = "in_contact"
    REUNIFIED = "reunified"
    SENSITIVE_NEWS = "sensitive_news"
    CLOSED = "closed"
    REOPENED = "reopened"


class PublicStatus(StrEnum):
    """What the family is told. None of them names a place."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    NEED_ANSWER = "need_answer"
    SEARCHING = "searching"
    CHECKING_INFORMATION = "checking_information"
    ALIVE = "alive"
    ASKING_PERSON = "asking_person"
    ALIVE_NO_CONTACT = "alive_no_contact"
    CONTACT_MADE = "contact_made"
    REUNITED = "reunited"
    WILL_CALL = "will_call"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a case was closed."""

    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    REUNITED_ELSEWHERE = "reunited_elsewhere"
    TRANSFERRED = "transferred"
    UNTRACEABLE = "untraceable"


_S, _P = CaseStatus, PublicStatus

PUBLIC_OF: dict[CaseStatus, tuple[PublicStatus, ...]] = {
    _S.RECEIVED: (_P.RECEIVED,),
    _S.IN_REVIEW: (_P.BEING_CHECKED,),
    _S.NEED_INFO: (_P.NEED_ANSWER,),
    _S.TRACING: (_P.SEARCHING,),
    _S.POSSIBLE_MATCH: (_P.SEARCHING,),
    _S.LOCATED_VERIFYING: (_P.SEARCHING, _P.CHECKING_INFORMATION),
    _S.CONFIRMED: (_P.SEARCHING, _P.ALIVE),
    _S.CONSENT_PENDING: (_P.SEARCHING, _P.ASKING_PERSON),
    _S.CONTACT_DECLINED: (_P.CLOSED, _P.ALIVE_NO_CONTACT),
    _S.IN_CONTACT: (_P.CONTACT_MADE,),
    _S.REUNIFIED: (_P.REUNITED,),
    _S.SENSITIVE_NEWS: (_P.WILL_CALL,),
    _S.CLOSED: (_P.CLOSED,),
    _S.REOPENED: (_P.SEARCHING,),
}
"""The public statuses staff may choose for an internal one; the first says least."""

BEFORE_CONSENT = frozenset(
    {_P.RECEIVED, _P.BEING_CHECKED, _P.NEED_ANSWER, _P.SEARCHING, _P.WILL_CALL, _P.CLOSED}
)
"""All that a family may be told before the adult who was found consents."""


def publics(status: CaseStatus, *, needs_consent: bool) -> tuple[PublicStatus, ...]:
    """What the family may be told of a status; nothing where the person found has to consent."""
    shown = PUBLIC_OF[status]
    return tuple(one for one in shown if one in BEFORE_CONSENT) if needs_consent else shown


_SEARCH = {_S.IN_REVIEW, _S.NEED_INFO, _S.TRACING, _S.POSSIBLE_MATCH, _S.LOCATED_VERIFYING}

LEGAL: dict[CaseStatus, frozenset[CaseStatus]] = {
    _S.RECEIVED: frozenset({_S.IN_REVIEW, _S.NEED_INFO, _S.TRACING, _S.CLOSED}),
    _S.IN_REVIEW: frozenset((_SEARCH | {_S.CLOSED}) - {_S.IN_REVIEW}),
    _S.NEED_INFO: frozenset((_SEARCH | {_S.CLOSED}) - {_S.NEED_INFO}),
    _S.TRACING: frozenset((_SEARCH | {_S.SENSITIVE_NEWS, _S.CLOSED}) - {_S.TRACING}),
    _S.POSSIBLE_MATCH: frozenset((_SEARCH | {_S.SENSITIVE_NEWS, _S.CLOSED}) - {_S.POSSIBLE_MATCH}),
    _S.LOCATED_VERIFYING: frozenset(
        (_SEARCH | {_S.CONFIRMED, _S.CONSENT_PENDING, _S.SENSITIVE_NEWS, _S.CLOSED})
        - {_S.LOCATED_VERIFYING}
    ),
    _S.CONFIRMED: frozenset(
        {
            _S.CONSENT_PENDING,
            _S.IN_CONTACT,
            _S.REUNIFIED,
            _S.SENSITIVE_NEWS,
            _S.LOCATED_VERIFYING,
            _S.CLOSED,
        }
    ),
    _S.CONSENT_PENDING: frozenset(
        {_S.CONFIRMED, _S.IN_CONTACT, _S.CONTACT_DECLINED, _S.SENSITIVE_NEWS, _S.CLOSED}
    ),
    _S.CONTACT_DECLINED: frozenset({_S.CONSENT_PENDING, _S.IN_CONTACT, _S.CLOSED, _S.REOPENED}),
    _S.IN_CONTACT: frozenset({_S.REUNIFIED, _S.CONTACT_DECLINED, _S.SENSITIVE_NEWS, _S.CLOSED}),
    _S.REUNIFIED: frozenset({_S.IN_CONTACT, _S.CLOSED, _S.REOPENED}),
    _S.SENSITIVE_NEWS: frozenset({_S.TRACING, _S.CLOSED, _S.REOPENED}),
    _S.CLOSED: frozenset({_S.REOPENED}),
    _S.REOPENED: frozenset((_SEARCH | {_S.CLOSED}) - {_S.REOPENED}),
}
"""Where the work may go from each status."""


class Address(Value):
    """Where someone can be written to: a channel's name and that channel's own id."""

    channel: str
    id: str


class ContactMode(StrEnum):
    """How the family allows the bot to write."""

    PUSH_OPEN = "push_open"
    PUSH_NEUTRAL = "push_neutral"
    PULL_ONLY = "pull_only"
    VIA_TRUSTED_PERSON = "via_trusted_person"


class Case(Value):
    """A case as staff and family see it; what the family answered is its `Inquiry`.

    `proposed_by` said first that the person is found: a second member of staff has to confirm it.
    `consented`: the person found allows that the family is told. `reach_at` is when the family last
    left, or came back.
    """

    id: str
    reference: str
    address: Address
    locale: str
    contact_mode: ContactMode
    status: CaseStatus = CaseStatus.RECEIVED
    public: PublicStatus = PublicStatus.RECEIVED
    closing: Closing | None = None
    assignee: str | None = None
    proposed_by: str | None = None
    consented: bool = False
    reachable: bool = True
    reach_at: datetime | None = None
    heartbeat_weeks: int = 0
    opened_at: datetime
    moved_at: datetime
    told_at: datetime
    revision: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the search goes on."""
        return self.status is not CaseStatus.CLOSED

    def moved(self, status: CaseStatus, public: PublicStatus | None, now: datetime) -> Case:
        """The case in another status, the public one chosen or the one that says least.

        Raises `IllegalTransition` where the work may not go there from here, or where the public
        status does not belong to the internal one.
        """
        if status not in LEGAL[self.status]:
            raise IllegalTransition(self.status, status)
        shown = PUBLIC_OF[status][0] if public is None else public
        if shown not in PUBLIC_OF[status]:
            raise IllegalTransition(status, shown)
        closing = self.closing if status is CaseStatus.CLOSED else None
        changes = {"status": status, "public": shown, "moved_at": now, "closing": closing}
        return self.model_copy(update={**changes, "proposed_by": None})


class HistoryKind(StrEnum):
    """What a line of a case's history tells of."""

    OPENED = "opened"
    STATUS_SET = "status_set"
    REPLIED = "replied"
    WROTE = "wrote"
    FILE_SENT = "file_sent"
    ASSIGNED = "assigned"
    NOTED = "noted"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    CHANGED = "changed"
    UNASSIGNED = "unassigned"
    PROPOSED = "proposed"
    CONSENTED = "consented"
    TAKEN_BACK = "taken_back"
    CLAIMED = "claimed"
    LINKED = "linked"


class HistoryEntry(Value):
    """One dated, attributed line of a history. `actor` is a staff id; None means the family. Of
    words that are `changed`, something was left out that can be stored nowhere."""

    id: str
    case_id: str
    at: datetime
    kind: HistoryKind
    actor: str | None = None
    status: CaseStatus | None = None
    public: PublicStatus | None = None
    text: str | None = None
    changed: bool = False
