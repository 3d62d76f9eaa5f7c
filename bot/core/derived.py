"""What follows from the answers: whether someone was a minor then, and is an adult now."""

from __future__ import annotations

from datetime import date

from bot.core.conditions import Answers
from bot.core.dates import PartialDate, is_adult, was_minor
from bot.core.inquiry import Inquiry
from bot.core.terms import YesNo


def born(answers: Answers, person: int) -> PartialDate | None:
    """When a person of the draft was born."""
    return _date(answers, f"persons.{person}.date_of_birth")


def separated(answers: Answers, person: int) -> PartialDate | None:
    """When a person of the draft was separated: for a later one, possibly on a day of its own."""
    own = _date(answers, f"persons.{person}.own_date_of_separation")
    return own or _date(answers, "separation.date_of_separation")


def grew_up(answers: Answers, person: int, today: date) -> bool:
    """Whether a person of the draft was surely a minor then and is surely an adult now."""
    birth, then = born(answers, person), separated(answers, person)
    if birth is None or then is None:
        return False
    return was_minor(birth, then) is True and is_adult(birth, today) is True


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


def _date(answers: Answers, path: str) -> PartialDate | None:
    answer = answers.get(path)
    return (
        None if answer is None or answer.value is None else PartialDate.model_validate(answer.value)
    )
