"""What is found by names is what matches them, in any spelling and any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.dates import PartialDate
from bot.core.findable import matches, terms_asked, terms_of
from bot.core.inquiry import Inquiry
from tests.storage.kit import inquiry

WORD = st.sampled_from(["Марія", "Maria", "Коваль", "Koval-Bondar", "О'Коннор", "І", "2010", "12"])
WORDS = st.lists(WORD, min_size=1, max_size=10).map(" ".join)


@st.composite
def inquiries(draw: st.DrawFn) -> Inquiry:
    """About one or two persons, named from few words, so that much matches."""
    empty = inquiry()
    born = st.builds(PartialDate, year=st.sampled_from([2009, 2010]), about=st.booleans())
    names = dict.fromkeys(("name_first", "name_last", "name_nickname"), st.none() | WORDS)
    told = st.fixed_dictionaries({**names, "date_of_birth": st.none() | born})
    persons = draw(st.lists(told, min_size=1, max_size=2))
    every = tuple(empty.persons[0].model_copy(update=each) for each in persons)
    return empty.model_copy(update={"persons": every})


@given(inquiries(), WORDS)
def test_what_matches_is_found_under_every_pair_asked_for(one: Inquiry, words: str) -> None:
    """So who looks for cases that hold all the pairs misses none."""
    if matches(one, words):
        assert terms_asked(words) <= terms_of(one)


def test_a_number_is_no_name() -> None:
    """A year among the names is no year of birth; it neither finds nor matches."""
    empty = inquiry()
    told = {"name_first": "Ivan", "name_last": "Koval 2010"}
    person = empty.persons[0].model_copy(update=told)
    one = empty.model_copy(update={"persons": (person,)})
    assert matches(one, "Koval Ivan")
    assert not matches(one, "Koval 2010")
    assert terms_of(one) == terms_asked("Ivan Koval")
