"""What becomes of a message after a try, and who is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from bot.core.case import Address, HistoryEntry, HistoryKind
from bot.core.reference import grouped
from bot.core.say import Paragraph, Say, say, tell
from bot.errors import Gone, Moved, Refused, SendError, Throttled, Uncertain
from bot.ports import (
    Chance,
    Delivered,
    Outcome,
    Outgoing,
    Parcel,
    Postponed,
    Readdressed,
    Transaction,
    Undeliverable,
)
from bot.ports.mail import is_lane

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
TRIES = 3000
"""About two days at the longest wait: then a wire that cannot be reached has failed."""
FAULTS = 5
"""Tries of a message that a channel fails at in a way it should not."""

# Translators: to a caseworker, about a message of theirs; {reference} is the number of the case
DELIVERED = say("relay", "Case {reference}: your message was delivered to the family.")
# Translators: to a caseworker, about a message that arrived; {reference} is the case's number
DELIVERED_AGAIN = say(
    "relay",
    "Case {reference}: your message was delivered to the family. The connection broke at the first "
    "try, so it was sent again, and the family may see it twice.",
)
# Translators: to a caseworker; {reference} is the number of the case
GONE = say(
    "relay",
    "Case {reference}: your message could not be delivered. "
    "The family has blocked the bot or deleted the account.",
)
# Translators: to a caseworker; {reference} is the number of the case
REFUSED = say(
    "relay",
    "Case {reference}: your message could not be delivered. The messenger did not accept it. "
    "Please write it in another way.",
)
# Translators: to a caseworker; {reference} is the number of the case
UNCERTAIN = say(
    "relay",
    "Case {reference}: it is not certain that your message arrived. It was sent twice, and both "
    "times the connection broke. Ask the family whether they got it.",
)
# Translators: to a caseworker; {reference} is the number of the case
UNREACHABLE = say(
    "relay",
    "Case {reference}: your message could not be delivered. "
    "The messenger could not be reached for two days. Please send it again.",
)
# Translators: to a caseworker; {reference} is the number of the case
FAULTY = say(
    "relay",
    "Case {reference}: your message could not be delivered because of a fault in the bot. "
    "Please tell the person who runs it.",
)

# Translators: above a caseworker's message that comes back to them, because it did not arrive
RETURNED = say("relay", "This is what you wrote:")

_TOLD = {
    "gone": GONE,
    "refused": REFUSED,
    "uncertain": UNCERTAIN,
    "unreachable": UNREACHABLE,
    "fault": FAULTY,
}


def wait_before(attempts: int, chance: Chance) -> float:
    """Seconds before the next try: doubling, capped, and spread so that lanes do not march."""
    most = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 16))
    return most * (0.5 + chance.number(1000) / 2000)


def verdict(
    parcel: Parcel, error: Exception, faults: int, now: datetime, chance: Chance
) -> Outcome:
    """What a failed try makes of a message; `faults` counts the tries that failed strangely.

    A try that may have arrived is repeated once. When that is lost as well, one of the two very
    likely arrived, and a third copy would do more harm than a report. What belongs to a case
    in the staff group is repeated all the same: there a word too many is better than one missing.
    """
    if isinstance(error, Moved):
        return _moved(parcel.outgoing.address, error.to, faults)
    lost = _lost(parcel, error, faults)
    if lost is not None:
        sent = getattr(error, "surface", None)
        return Undeliverable(gone=lost == "gone", reason=lost, surface=sent)
    wait = wait_before(parcel.attempts, chance)
    if isinstance(error, Throttled):
        wait = error.after + chance.number(500) / 1000
    return Postponed(
        due=now + timedelta(seconds=wait),
        uncertain=isinstance(error, Uncertain),
        parts_sent=max(parcel.parts_sent, getattr(error, "parts_sent", 0)),
        surface=getattr(error, "surface", None),
    )


def _lost(parcel: Parcel, error: Exception, faults: int) -> str | None:
    for_group = is_lane(parcel.outgoing.address)
    reasons = (
        ("gone", isinstance(error, Gone)),
        ("refused", isinstance(error, Refused)),
        ("uncertain", isinstance(error, Uncertain) and parcel.uncertain > 0 and not for_group),
        ("fault", not isinstance(error, SendError) and faults >= FAULTS),
        ("unreachable", parcel.attempts + 1 >= TRIES),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _moved(old: Address, to: str, faults: int) -> Outcome:
    new = Address(channel=old.channel, id=to)
    if new == old or faults >= FAULTS:
        return Undeliverable(reason="fault")
    return Readdressed(to=new)


def settle(
    tx: Transaction, parcel: Parcel, outcome: Outcome, now: datetime, *, bare: bool = False
) -> None:
    """Record an outcome; the author of the message learns of it in the same commit.

    `bare` leaves the report out: better a lane that goes on than one blocked by its report.
    """
    if isinstance(outcome, Undeliverable) and outcome.gone:
        if _came_back(tx, parcel.outgoing, outcome.since):
            outcome = Postponed(due=now)
        else:
            _lose_sight(tx, parcel.outgoing)
    tx.settle(parcel.outgoing.id, outcome, now)
    if parcel.cleared is not None and isinstance(outcome, Delivered):
        tx.forget_footprints(parcel.outgoing.address, parcel.cleared)
    if bare:
        return
    if isinstance(outcome, Delivered):
        _cover(tx, parcel, now)
        told = DELIVERED_AGAIN if parcel.uncertain else DELIVERED
        _tell(tx, parcel.outgoing, told, HistoryKind.DELIVERED, now)
    elif isinstance(outcome, Undeliverable):
        told = _TOLD.get(outcome.reason, FAULTY)
        _tell(tx, parcel.outgoing, told, HistoryKind.UNDELIVERABLE, now)


def _came_back(tx: Transaction, outgoing: Outgoing, since: datetime | None) -> bool:
    """Whether the family has come back while a message was refused to it."""
    back = [case.reach_at for case in tx.cases_of(outgoing.address) if case.reachable]
    return since is not None and any(at is not None and at > since for at in back)


def _lose_sight(tx: Transaction, outgoing: Outgoing) -> None:
    """The family cannot be written to any more: its cases say so."""
    for case in tx.cases_of(outgoing.address):
        if case.reachable:
            tx.save_case(case.model_copy(update={"reachable": False}))


def _cover(tx: Transaction, parcel: Parcel, now: datetime) -> None:
    """The group has heard of the cases of a list; of those that did not fit it hears next."""
    for case_id in parcel.covers:
        topic = tx.topic(case_id)
        if topic is not None:
            tx.save_topic(topic.model_copy(update={"told": True}))
    if parcel.covers and tx.pending_topics(1):
        again = parcel.outgoing
        tx.enqueue(again.model_copy(update={"id": f"{again.id}+"}), now)


def _tell(tx: Transaction, outgoing: Outgoing, what: Say, kind: HistoryKind, now: datetime) -> None:
    if outgoing.report_to is None:
        return
    case = None if outgoing.case_id is None else tx.case(outgoing.case_id)
    reference = grouped(case.reference) if case else "—"
    returned = (_returned(outgoing),) if kind is HistoryKind.UNDELIVERABLE else ()
    report = Outgoing(
        id=_derived("report", outgoing.id),
        address=outgoing.report_to,
        prompt=tell(what.saying(reference=reference), *returned),
        locale=outgoing.report_locale,
        case_id=outgoing.case_id,
        marks=outgoing.report_on if what is DELIVERED else None,
    )
    tx.enqueue(report, now)
    if case:
        line = _derived("history", outgoing.id)
        tx.add_history(HistoryEntry(id=line, case_id=case.id, at=now, kind=kind))


def _returned(outgoing: Outgoing) -> Paragraph:
    """What could not be delivered, back to its author, in the family's language as it was."""
    says, locale = outgoing.prompt.says, outgoing.locale
    lines = tuple(line.spoken(locale) if isinstance(line, Say) else line for line in says)
    return Paragraph(heading=RETURNED, lines=lines)


def _derived(what: str, message_id: str) -> str:
    """An id that a message settled twice would get twice, so that it is reported once."""
    return sha256(f"{what}:{message_id}".encode()).hexdigest()[:32]
