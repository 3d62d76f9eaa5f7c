"""What follows from the answers, and is never asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.core.dates import PartialDate
from bot.core.derived import Direction, adult_now, direction, minor_at_separation
from bot.core.inquiry import FORM, Inquiry
from bot.core.place import Place
from bot.core.terms import Door
from bot.core.territories import country_of, is_occupied
from bot.gazetteer import Gazetteer
from tests.core.kit import at_review, hearing
from tests.storage.kit import inquiry

TODAY = date(2026, 11, 23)


def place(name: str) -> Place:
    """The place of this name, as the form keeps it."""
    (found,) = [one for one in hearing().places(name) if one.exact][:1]
    return Place(code=found.code, text=name, region=found.region)


def told(door: Door, person: dict[str, Any] | None = None, **sections: dict[str, Any]) -> Inquiry:
    """An inquiry through a door, with these answers by section."""
    first = inquiry()
    changed = first.model_copy(
        update={
            "inquirer": first.inquirer.model_copy(update={"door": door}),
            "persons": (first.persons[0].model_copy(update=person or {}),),
        }
    )
    for name, answers in sections.items():
        filled = getattr(changed, name).model_copy(update=answers)
        changed = changed.model_copy(update={name: filled})
    return changed


@pytest.mark.parametrize(
    ("origin", "now", "expected"),
    [
        ("Куп'янськ", "Казань", Direction.UA_IN_RU),
        ("Маріуполь, Донецька область", "Москва", Direction.UA_IN_RU),
        ("Херсон", "Мелітополь", Direction.UA_IN_OCCUPIED),
        ("Полтава", "Сімферополь", Direction.UA_IN_OCCUPIED),
        ("Полтава", "Севастополь", Direction.UA_IN_OCCUPIED),
        ("Курск", "Суми", Direction.RU_IN_UA),
        ("Курск", "Казань", Direction.OTHER),
        ("Полтава", "Львів", Direction.OTHER),
        ("Полтава", "Польща", Direction.OTHER),
        ("Курск", "Мелітополь", Direction.OTHER),
        ("Полтава", "Бахмут", Direction.UNKNOWN),
        ("Полтава", "Донецька область", Direction.UNKNOWN),
    ],
)
def test_the_direction_follows_from_two_places(origin: str, now: str, expected: Direction) -> None:
    """Where they lived and where they are believed to be name the direction, in any country; where
    a line runs through the district, or only a divided region is known, it stays open."""
    filled = told(
        Door.CHILD,
        separation={"location_separation": place(origin)},
        news={"location_current": place(now)},
    )
    assert direction(filled, 0) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("українське", Direction.UA_IN_RU),
        ("гражданка Украины", Direction.UA_IN_RU),
        ("Ukrainian", Direction.UA_IN_RU),
        ("российское", Direction.OTHER),
        ("Росія", Direction.OTHER),
        ("українське і російське", Direction.OTHER),
        ("", Direction.OTHER),
        ("молдавське", Direction.OTHER),
    ],
)
def test_citizenship_goes_before_places(written: str, expected: Direction) -> None:
    """Someone separated in Kazan is from Ukraine where the family says so; two citizenships, or
    one of a third country, leave the decision to the places."""
    filled = told(
        Door.CHILD,
        {"nationality": written},
        separation={"location_separation": place("Казань")},
        news={"location_current": place("Москва")},
    )
    assert direction(filled, 0) is expected


@pytest.mark.parametrize(
    ("door", "sections"),
    [
        (Door.CARER, {"inquirer": {"relation_location_current": place("Казань")}}),
        (Door.MYSELF, {"inquirer": {"relation_location_current": place("Казань")}}),
        (Door.CHILD, {"separation": {"evacuation_to": place("Казань")}}),
        (Door.CHILD, {"news": {"location_last": place("Казань")}}),
    ],
)
def test_each_door_tells_in_its_own_way_where_someone_is(
    door: Door, sections: dict[str, Any]
) -> None:
    """A carer has the child there, someone who was a child is there, others heard or believe it."""
    filled = told(door, {"location_birth": place("Полтава")}, **sections)
    assert direction(filled, 0) is Direction.UA_IN_RU


def test_a_witness_saw_the_child_where_it_is_not_from() -> None:
    """Where a child was seen is no origin: without a citizenship or a birth it stays open."""
    seen = {"location_separation": place("Казань")}
    assert direction(told(Door.WITNESS, separation=seen), 0) is Direction.UNKNOWN
    known = told(Door.WITNESS, {"nationality": "Україна"}, separation=seen)
    assert direction(known, 0) is Direction.UA_IN_RU


def test_words_alone_decide_nothing() -> None:
    """A place kept as the family wrote it leaves the direction open; nothing is guessed."""
    free = Place(text="село біля Казані")
    filled = told(
        Door.CHILD,
        separation={"location_separation": place("Полтава")},
        news={"location_current": free},
    )
    assert direction(filled, 0) is Direction.UNKNOWN
    assert country_of(free) is None
    assert is_occupied(free) is None


def test_every_place_there_is_has_a_country() -> None:
    """No code of the gazetteer is unknown to the core, and countries agree."""
    gazetteer = Gazetteer.load()
    settlements = (gazetteer._settlements.at(row) for row in range(30_000))
    for one in settlements:
        kept = Place(code=one.code, region=one.region)
        assert country_of(kept) == gazetteer.country_of(one.code)
    for region in (*gazetteer.regions("UA"), *gazetteer.regions("RU")):
        assert country_of(Place(code=region, region=region)) == region[:2]


def test_several_persons_are_told_apart() -> None:
    """Each of several children has a direction of its own, by where it is from."""
    one = told(Door.CHILD, {"nationality": "Україна"}, news={"location_current": place("Казань")})
    both = one.model_copy(
        update={
            "persons": (
                one.persons[0],
                one.persons[0].model_copy(update={"nationality": "Россия"}),
            )
        }
    )
    assert [direction(both, 0), direction(both, 1)] == [Direction.UA_IN_RU, Direction.OTHER]


def test_age_then_and_now_follow_from_the_dates() -> None:
    """Under 18 then and an adult today; where the dates leave it open, nothing is claimed."""
    grown = told(
        Door.CHILD,
        {"date_of_birth": PartialDate(year=2006)},
        separation={"date_of_separation": PartialDate(year=2022, month=3)},
    )
    assert minor_at_separation(grown, 0) is True
    assert adult_now(grown, 0, TODAY) is True
    assert adult_now(grown, 0, date(2024, 6, 1)) is None
    assert minor_at_separation(told(Door.CHILD), 0) is None


def test_nothing_of_it_is_asked_or_stored() -> None:
    """No question of the form and no answer kept has one of these names."""
    names = {question.path.rpartition(".")[2] for question in FORM.questions}
    assert not names & {"direction", "minor_at_separation", "adult_now"}
    family = at_review()
    family.pick("Send the inquiry")
    assert "direction" not in family.inquiries[0].model_dump_json()
