"""A case in the terms of PFIF 1.4 (zesty.ca/pfif/1.4), as JSON: one record a person, with a note.

    person_record_id   homeward/<reference>/<number of the person>
    entry_date         when the inquiry came in           source_date   the same
    full_name          first, middle and family name      given_name, family_name, alternate_names
    sex                female, male; left out where unknown
    date_of_birth      as exact as it is known: YYYY, YYYY-MM, YYYY-MM-DD
    description        distinguishing marks
    note.status        from the internal status, see STATUS
    note.text          empty: what a family and staff write is not passed on

PFIF's `other` holds the rest: the cause and the year of the separation, and, where the dates tell
it, `minor_at_separation`. Whether someone is an adult now follows from `date_of_birth`. Our
`direction` is left out, because it says where someone is believed to be: neither who asks, nor how
to reach them, nor a place is in the file.
"""

from __future__ import annotations

from typing import Any

from bot.core.case import Case, CaseStatus
from bot.core.derived import minor_at_separation
from bot.core.inquiry import Inquiry
from bot.core.inquiry.person import SoughtPerson
from bot.core.terms import Sex

_S = CaseStatus
STATUS: dict[CaseStatus, str] = {
    _S.RECEIVED: "information_sought",
    _S.IN_REVIEW: "information_sought",
    _S.NEED_INFO: "information_sought",
    _S.TRACING: "believed_missing",
    _S.POSSIBLE_MATCH: "believed_missing",
    _S.LOCATED_VERIFYING: "believed_missing",
    _S.CONFIRMED: "believed_alive",
    _S.CONSENT_PENDING: "information_sought",
    _S.CONTACT_DECLINED: "information_sought",
    _S.IN_CONTACT: "believed_alive",
    _S.REUNIFIED: "believed_alive",
    _S.SENSITIVE_NEWS: "information_sought",
    _S.CLOSED: "information_sought",
    _S.REOPENED: "believed_missing",
}
"""A note's status. It never says more than a person was told who may read the file: difficult news
and a declined contact are not written into files."""


def pfif_of(case: Case, inquiry: Inquiry) -> dict[str, Any]:
    """A case as PFIF records."""
    persons = [_person(case, inquiry, index) for index in range(len(inquiry.persons))]
    return {"pfif": "1.4", "person": persons}


def _person(case: Case, inquiry: Inquiry, index: int) -> dict[str, Any]:
    person, at = inquiry.persons[index], case.opened_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    record_id = f"homeward/{case.reference}/{index + 1}"
    told = {
        "person_record_id": record_id,
        "entry_date": at,
        "source_date": at,
        **_names(person),
        "sex": None if person.sex is Sex.UNKNOWN else person.sex.value,
        "date_of_birth": _born(person),
        "description": getattr(person, "characteristics", None),
        "other": _other(inquiry, index),
        "note": [_note(case, record_id)],
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _names(person: SoughtPerson) -> dict[str, Any]:
    names = (person.name_first, getattr(person, "name_middle", None), person.name_last)
    return {
        "full_name": " ".join(name for name in names if name) or person.name_nickname,
        "given_name": person.name_first,
        "family_name": person.name_last,
        "alternate_names": getattr(person, "alternate_names", None),
    }


def _born(person: SoughtPerson) -> str | None:
    born = person.date_of_birth
    return None if born is None else born.iso()


def _other(inquiry: Inquiry, index: int) -> str:
    then, cause = inquiry.separation.date_of_separation, inquiry.separation.separation_cause
    lines = [f"separation_cause: {cause.value}"]
    if then is not None:
        lines.append(f"date_of_separation: {then.year:04d}")
    was_minor = minor_at_separation(inquiry, index)
    if was_minor is not None:
        lines.append(f"minor_at_separation: {str(was_minor).lower()}")
    return "\n".join(lines)


def _note(case: Case, record_id: str) -> dict[str, str]:
    moved = case.moved_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "note_record_id": f"{record_id}/status",
        "person_record_id": record_id,
        "entry_date": moved,
        "source_date": moved,
        "author_made_contact": "true" if case.status is CaseStatus.IN_CONTACT else "false",
        "status": STATUS[case.status],
        "text": "",
    }
