"""Core types come back from rows as they went in, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import Address
from bot.core.session import SESSION_VERSION
from bot.errors import StorageError
from storage.rows import address_text, instant, micros, session_of, unpacked
from tests.storage.kit import NOW, session

ZONES = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
# Offsets would lead the very first and last days out of what datetime can say.
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2300, 1, 1), timezones=ZONES)  # noqa: DTZ001 - hypothesis adds the zone


@given(TIMES)
def test_an_instant_is_exact_to_the_microsecond(at: datetime) -> None:
    """Stored and read, an instant of any zone is the same instant, in UTC."""
    found = instant(micros(at))
    assert found == at
    assert found.tzinfo is UTC


@given(TIMES, TIMES)
def test_stored_instants_keep_their_order(one: datetime, other: datetime) -> None:
    """What is earlier has the smaller number."""
    assert (one < other) == (micros(one) < micros(other))


def test_a_time_without_a_zone_is_refused() -> None:
    """Nobody can store a time that means different instants to different people."""
    with pytest.raises(TypeError):
        micros(NOW.replace(tzinfo=None))


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_no_two_addresses_have_the_same_text(one: tuple[str, str], other: tuple[str, str]) -> None:
    """However odd, ids of two channels never meet."""
    texts = {address_text(Address(channel=name, id=id_)) for name, id_ in (one, other)}
    assert len(texts) == len({one, other})


def test_what_cannot_be_read_is_not_quoted() -> None:
    """The error for an unreadable value shows nothing of it, nor does its cause."""
    with pytest.raises(StorageError) as caught:
        unpacked(Address, b'{"channel": "Kanarejka"}')
    assert "Kanarejka" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_session_of_a_newer_program_is_refused() -> None:
    """A version this program does not know is never guessed at."""
    newer = session().model_copy(update={"version": SESSION_VERSION + 1})
    with pytest.raises(StorageError):
        session_of(newer.model_dump_json().encode())
