"""What follows from the answers and is never asked: whether someone was a minor then, is an adult
now, and between which territories they were separated. Nothing of it is stored."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from bot.core.conditions import Answers
from bot.core.dates import PartialDate, is_adult, was_minor
from bot.core.inquiry import Inquiry
from bot.core.place import Place
from bot.core.terms import Door, YesNo
from bot.core.territories import RUSSIA, UKRAINE, country_of, is_occupied


class Direction(StrEnum):
    """From where someone is, and where they are believed to be (`field.md`, our own)."""

    UA_IN_RU = "ua_in_ru"
    UA_IN_OCCUPIED = "ua_in_occupied"
    RU_IN_UA = "ru_in_ua"
    OTHER = "other"
    UNKNOWN = "unknown"


# How the citizenships begin in the languages families write in: "українське", "Украина", "RUS".
_CITIZENSHIPS = {
    UKRAINE: re.compile(r"\b(?:укра|ukra|ua\b|ukr\b)", re.IGNORECASE),
    RUSSIA: re.compile(r"\b(?:рос|рус|рф\b|russ|ru\b|rus\b|rf\b)", re.IGNORECASE),
}


def born(answers: Answers, person: int) -> PartialDate | None:
    """When a person of the draft was born."""
    return _date(answers, f"persons.{person}.date_of_birth")


def separated(answers: Answers, person: int) -> PartialDate | None:
    """When a person of the draft was separated: for a later one, possibly on a day of its own."""
    own = _date(answers, f"persons.{person}.own_date_of_separation")
    return own or _date(answers, "separation.date_of_separation")


def grew_up(answers: Answers, person: int, today: date) -> bool:
    """Whether a person of the draft was surely a minor then and is surely an adult now."""
    birth = born(answers, person)
    if birth is None or is_adult(birth, today) is not True:
        return False
    then = separated(answers, person)
    return then is not None and was_minor(birth, then) is True


def someone_grew_up(answers: Answers, persons: int, today: date) -> bool:
    """Whether this is so for one of the persons."""
    return any(grew_up(answers, person, today) for person in range(persons))


def minor_at_separation(inquiry: Inquiry, person: int) -> bool | None:
    """Whether a person was under 18 when separated; None where the dates leave it open."""
    birth = inquiry.persons[person].date_of_birth
    is_apart = person > 0 and inquiry.persons[person].together is YesNo.NO
    own = inquiry.persons[person].own_date_of_separation if is_apart else None
    then = own or inquiry.separation.date_of_separation
    return None if birth is None or then is None else was_minor(birth, then)


def adult_now(inquiry: Inquiry, person: int, today: date) -> bool | None:
    """Whether a person is 18 or older today; None where the birth date leaves it open."""
    birth = inquiry.persons[person].date_of_birth
    return None if birth is None else is_adult(birth, today)


def direction(inquiry: Inquiry, person: int) -> Direction:
    """Between which territories a person was separated; `unknown` where the answers leave it open.

    A third country on either side, or a separation within one territory, is `other`.
    """
    origin, here = _origin(inquiry, person), _believed_in(inquiry)
    country, occupied = country_of(here), is_occupied(here)
    if origin is None or country is None or (country == UKRAINE and occupied is None):
        return Direction.UNKNOWN
    if origin == UKRAINE and country == RUSSIA:
        return Direction.UA_IN_RU
    if origin == UKRAINE and occupied:
        return Direction.UA_IN_OCCUPIED
    if origin == RUSSIA and country == UKRAINE and not occupied:
        return Direction.RU_IN_UA
    return Direction.OTHER


def _origin(inquiry: Inquiry, person: int) -> str | None:
    """The country someone is from: by citizenship, else by birth, else by where they lived."""
    asked, then = inquiry.persons[person], inquiry.separation.location_separation
    named = [
        country for country, word in _CITIZENSHIPS.items() if word.search(asked.nationality or "")
    ]
    if len(named) == 1:
        return named[0]
    is_witnessed = inquiry.inquirer.door is Door.WITNESS
    lived = None if is_witnessed else asked.own_location_separation or then
    return country_of(asked.location_birth) or country_of(lived)


def _believed_in(inquiry: Inquiry) -> Place | None:
    """Where a person is believed to be now. Who writes in their own cause, or cares for the child,
    is where the child is; who has seen a child saw it there."""
    news, separation = inquiry.news, inquiry.separation
    own = inquiry.inquirer.relation_location_current or separation.evacuation_to
    return {
        Door.MYSELF: own,
        Door.CARER: own,
        Door.WITNESS: news.location_current or separation.location_separation,
        Door.CHILD: news.location_current or separation.evacuation_to or news.location_last,
    }[inquiry.inquirer.door]


def _date(answers: Answers, path: str) -> PartialDate | None:
    answer = answers.get(path)
    return (
        None if answer is None or answer.value is None else PartialDate.model_validate(answer.value)
    )
