"""Answers that are places: found while typing, picked from regions, or kept as written."""

from __future__ import annotations

from functools import lru_cache

from pydantic import JsonValue

from bot.core.answers.kind import (
    SHOWN,
    Asking,
    Browsed,
    Reading,
    Refused,
    Rows,
    Taken,
    in_rows,
    token,
)
from bot.core.answers.writing import PLEASE_WRITE
from bot.core.ear import FoundPlace
from bot.core.place import Place
from bot.core.say import Choice, Line, Named, Say, Verbatim, say
from bot.core.triggers import ChoicePicked, TextSent, Trigger

# Translators: said above a list of places that fit what the person typed
WHICH_ONE = say("answer place", "Which of these do you mean?")
# Translators: button: none of the listed places; the person's own words are kept
AS_WRITTEN = say("pick place", "Keep it as I wrote it")
# Translators: button that opens a list of regions; {country} is a country's name
REGIONS_OF = say("pick place", "Regions: {country}")
# Translators: button; {place} is a town, {region} the region it lies in
IN_REGION = say("pick place", "{place}, {region}")
# Translators: button: the next page of a list
FURTHER = say("pick", "Next →")
# Translators: button: the previous page of a list
BEFORE = say("pick", "← Previous")

COUNTRIES = ("UA", "RU")
_PAGE = 10
_LONGEST = 120


class Located:
    """A place. While choosing, `term` is what was typed, or `@UA` for a country's regions."""

    def says(self, asking: Asking) -> tuple[Line, ...]:
        """That one of several places is to be picked."""
        return (WHICH_ONE,) if asking.session.term else ()

    def choices(self, asking: Asking) -> Rows:
        """The places found, a page of regions, or the ways to find one."""
        term = asking.session.term
        if term.startswith("@"):
            return _regions(asking, term[1:])
        if term:
            found = [_choice(asking, place) for place in asking.ear.places(term)]
            kept = Choice(token=asking.token("as-written"), label=AS_WRITTEN)
            return in_rows([*found, kept], 1)
        return _countries(asking.slot.path)

    def read(self, trigger: Trigger, asking: Asking) -> Reading:
        """A place picked, or what was typed: the one place that fits, or a choice of several."""
        if isinstance(trigger, ChoicePicked):
            return _picked(asking.picked(trigger.token), asking)
        typed = trigger.text.strip()[:_LONGEST] if isinstance(trigger, TextSent) else ""
        if not typed or typed.startswith("@"):
            return Refused(PLEASE_WRITE)
        found = asking.ear.places(typed)
        if not found:
            return Taken(Place(text=typed).model_dump(mode="json"))
        exact = [place for place in found if place.exact]
        if len(exact) == 1:
            return _taken(exact[0], typed)
        return Browsed({"term": typed, "page": 0}, here=False)

    def show(self, value: JsonValue) -> Line:
        """The place's name in the reader's language, or the words it was given in."""
        place = Place.model_validate(value)
        if place.code is None:
            return Verbatim(verbatim=place.text or "")
        return Named(kind="place", code=place.code)


def _picked(value: str | None, asking: Asking) -> Reading:
    if value is None:
        return Refused(PLEASE_WRITE)
    if value.startswith("@") and value[1:] in COUNTRIES:
        return Browsed({"term": value, "page": 0})
    if value.startswith("page-") and value[5:].isdecimal():
        return Browsed({"page": int(value[5:])})
    if value == "as-written" and asking.session.term:
        return Taken(Place(text=asking.session.term).model_dump(mode="json"))
    offered = {choice.token for row in Located().choices(asking) for choice in row}
    if asking.token(value) not in offered:
        return Refused(PLEASE_WRITE)
    term = asking.session.term
    if term.startswith("@"):
        return _taken(FoundPlace(value, value, exact=True), None)
    return _taken(next(one for one in asking.ear.places(term) if one.code == value), term)


def _taken(found: FoundPlace, typed: str | None) -> Taken:
    place = Place(code=found.code, text=typed, region=found.region)
    return Taken(place.model_dump(mode="json"))


@lru_cache(maxsize=SHOWN)
def _countries(path: str) -> Rows:
    return in_rows([_country(path, code) for code in COUNTRIES], 1)


def _country(path: str, code: str) -> Choice:
    label = REGIONS_OF.saying(country=Named(kind="country", code=code))
    return Choice(token=token(path, f"@{code}"), label=label)


def _choice(asking: Asking, place: FoundPlace) -> Choice:
    name = Named(kind="place", code=place.code)
    region = Named(kind="place", code=place.region)
    is_region = place.code == place.region
    label = name if is_region else IN_REGION.saying(place=name, region=region)
    return Choice(token=asking.token(place.code), label=label)


def _regions(asking: Asking, country: str) -> Rows:
    codes = asking.ear.regions(country, asking.session.locale)
    start = asking.session.page * _PAGE
    shown = [
        Choice(token=asking.token(code), label=Named(kind="place", code=code))
        for code in codes[start : start + _PAGE]
    ]
    turns = []
    if start > 0:
        turns.append(_turn(asking, BEFORE, asking.session.page - 1))
    if start + _PAGE < len(codes):
        turns.append(_turn(asking, FURTHER, asking.session.page + 1))
    return (*in_rows(shown, 1), *in_rows(turns, 2))


def _turn(asking: Asking, label: Say, page: int) -> Choice:
    return Choice(token=asking.token(f"page-{page}"), label=label)
