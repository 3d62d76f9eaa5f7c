"""The grammar of caseworkers' commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import LEGAL, PUBLIC_OF, CaseStatus, PublicStatus
from bot.core.desk import (
    DESK_MENU,
    Misread,
    Reply,
    SetStatus,
    ShowCase,
    ShowHelp,
    ShowQueue,
    read_command,
)
from bot.core.reference import grouped, make_reference
from bot.core.status_words import DESK_WORDS, PUBLIC_WORDS

REFERENCE = make_reference(1234567890123456)
SHOWN = grouped(REFERENCE)


@pytest.mark.parametrize(
    ("name", "argument", "command"),
    [
        ("queue", "", ShowQueue()),
        ("queue", "3", ShowQueue(page=3)),
        ("case", SHOWN, ShowCase(reference=REFERENCE)),
        (
            "reply",
            f"{SHOWN} Добрий день,\n5 хвилин",
            Reply(reference=REFERENCE, text="Добрий день,\n5 хвилин"),
        ),
        (
            "status",
            f"{REFERENCE} tracing",
            SetStatus(reference=REFERENCE, status=CaseStatus.TRACING),
        ),
        (
            "status",
            f"{SHOWN} confirmed ALIVE",
            SetStatus(reference=REFERENCE, status=CaseStatus.CONFIRMED, public=PublicStatus.ALIVE),
        ),
        ("help", "", ShowHelp()),
    ],
)
def test_commands_are_read(name: str, argument: str, command: object) -> None:
    """Each command is read, whatever way its reference is grouped."""
    assert read_command(name, argument) == command


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("case", ""),
        ("case", REFERENCE[:-1] + str((int(REFERENCE[-1]) + 1) % 10)),
        ("case", f"{SHOWN} more"),
        ("reply", "hello"),
        ("note", SHOWN),
        ("assign", f"{SHOWN} Mariia"),
        ("close", f"{SHOWN} tired"),
        ("export", f"{SHOWN} exe"),
        ("invite", "king"),
        ("remove", "-1"),
        ("find", " "),
        ("send", "short"),
        ("status", f"{SHOWN} found"),
        ("status", f"{SHOWN} tracing nowhere"),
        ("status", f"{SHOWN} tracing searching now"),
        ("queue", "first"),
        ("queue", "0"),
    ],
)
def test_what_cannot_be_read_is_explained(name: str, argument: str) -> None:
    """A mistyped command says how it is written, and does nothing."""
    assert isinstance(read_command(name, argument), Misread)


@given(st.sampled_from(sorted(DESK_MENU)), st.text(max_size=200))
def test_no_argument_raises(name: str, argument: str) -> None:
    """Whatever follows a command, there is an answer."""
    assert read_command(name, argument) is not None


def test_every_status_has_words_and_ways_on() -> None:
    """Each internal and public status has words; each internal one leads somewhere."""
    assert set(DESK_WORDS) == set(PUBLIC_OF) == set(LEGAL) == set(CaseStatus)
    assert set(PUBLIC_WORDS) == set(PublicStatus)
    assert all(LEGAL.values())
    assert all(PUBLIC_OF.values())


def test_a_possible_match_never_reaches_a_family() -> None:
    """Internally possible, publicly the search continues, and nothing else can be chosen."""
    assert PUBLIC_OF[CaseStatus.POSSIBLE_MATCH] == (PublicStatus.SEARCHING,)


def test_no_public_status_says_more_than_its_internal_one_by_itself() -> None:
    """Where staff choose nothing, the family is told what says least."""
    assert PUBLIC_OF[CaseStatus.CONFIRMED][0] is PublicStatus.SEARCHING
    assert PUBLIC_OF[CaseStatus.CONTACT_DECLINED][0] is PublicStatus.CLOSED
    assert PUBLIC_OF[CaseStatus.SENSITIVE_NEWS] == (PublicStatus.WILL_CALL,)
