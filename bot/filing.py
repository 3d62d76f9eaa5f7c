"""An inquiry sent for the first time, and one whose answers were changed."""

from __future__ import annotations

from bot.core.case import Address, Case, ContactMode, HistoryKind
from bot.core.events import InquiryCorrected, InquirySubmitted
from bot.core.reference import RANDOM_DIGITS, make_reference
from bot.enclosures import enclosed
from bot.heartbeat import DEFAULT_WEEKS, next_pulse
from bot.notices import Desk, corrected
from bot.register import Register


def file_new(event: InquirySubmitted, address: Address, locale: str, register: Register) -> Case:
    """The case of an inquiry that has just been sent, with its files."""
    tx, mode = register.tx, event.inquiry.consent.contact_mode
    case = Case(
        id=register.chance.identifier(),
        reference=make_reference(register.chance.number(10**RANDOM_DIGITS)),
        address=address,
        locale=locale,
        contact_mode=mode,
        heartbeat_weeks=DEFAULT_WEEKS if mode is ContactMode.PUSH_OPEN else 0,
        opened_at=register.now,
        moved_at=register.now,
        told_at=register.now,
    )
    tx.open_case(case, event.inquiry)
    tx.attach(tuple(file.id for file in event.attachments), case.id)
    tx.set_pulse(case.id, next_pulse(case.heartbeat_weeks, register.now))
    register.write(case, HistoryKind.OPENED)
    return case


def file_again(event: InquiryCorrected, case: Case, register: Register, desk: Desk) -> None:
    """Changed answers as a new version, told to staff with the files that came meanwhile. How we
    may write is one of the answers."""
    tx = register.tx
    tx.save_inquiry(case.id, event.inquiry, register.now)
    register.write(case, HistoryKind.CHANGED)
    register.notify(desk, case, corrected(case, event.inquiry))
    ids = tuple(file.id for file in event.attachments)
    if files := tuple(file for one in ids if (file := tx.file(one)) is not None):
        enclosed(case, files, register, desk)
        tx.attach(ids, case.id)
    mode = event.inquiry.consent.contact_mode
    tx.save_case(case.model_copy(update={"contact_mode": mode}))
