"""Every branch of the form is walked: generated from the conditions themselves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from bot.catalogs.limits import CALLBACK
from bot.core.answers import kind_of
from bot.core.conditions import All, Always, Given, Is, Later, Not, Unknown
from bot.core.inquiry import DOOR, FORM
from bot.core.questions import Question
from bot.core.say import Say
from bot.core.session import Answer, Session
from bot.core.terms import Door
from tests.core.kit import LANGUAGES, speech

CONDITIONAL = [q for q in FORM.questions if not isinstance(q.ask.when, Always | Not)]
EXCEPTED = [q for q in FORM.questions if isinstance(q.ask.when, Not)]
KINDS = (All, Always, Given, Is, Later, Not, Unknown)


def _fulfilled(question: Question) -> Session:
    """A draft in which the question's condition holds."""
    session = Session(persons=2, answers={DOOR: Answer(value=Door.CHILD)})
    return _with(session, question.ask.when)


def _with(session: Session, condition: object) -> Session:
    match condition:
        case Is(path=path, values=values):
            return session.with_answer(path.replace("*", "1"), Answer(value=sorted(values)[0]))
        case Given(path=path):
            return session.with_answer(path.replace("*", "1"), Answer(value="something"))
        case Unknown(paths=paths):
            for path in paths:
                session = session.with_answer(path.replace("*", "1"), Answer(unknown=True))
            return session
        case All(conditions=conditions):
            for one in conditions:
                session = _with(session, one)
    return session


@pytest.mark.parametrize("question", CONDITIONAL, ids=lambda question: question.path)
def test_a_condition_opens_its_question_and_its_absence_hides_it(question: Question) -> None:
    """The question is asked where its condition holds, and not where nothing is known."""
    path = question.path.replace("*", "1")
    assert path in {slot.path for slot in FORM.slots(_fulfilled(question))}
    assert question.path.replace("*", "0") not in {slot.path for slot in FORM.slots(Session())}


@pytest.mark.parametrize("question", EXCEPTED, ids=lambda question: question.path)
def test_an_exception_hides_its_question_and_nothing_else_does(question: Question) -> None:
    """The question is asked of everyone but those it says."""
    assert isinstance(question.ask.when, Not)
    session = Session(answers={DOOR: Answer(value=Door.CHILD)})
    excepted = _with(session, question.ask.when.condition)
    assert question.path in {slot.path for slot in FORM.slots(session)}
    assert question.path not in {slot.path for slot in FORM.slots(excepted)}


def test_every_kind_of_condition_is_known_here() -> None:
    """A new kind of condition has to be walked, too."""
    assert {type(question.ask.when) for question in FORM.questions} <= set(KINDS)


DECIDING = {
    DOOR: (None, *Door),
    "inquirer.relation": (None, "mother", "father"),
    "persons.1.together": (None, "yes", "no"),
    "persons.0.name_first": (None, "Ivan"),
    "consent.disclosure_deny_details": (None, "my address"),
}


def _drafts() -> Iterator[Session]:
    for persons, values in product((1, 2), product(*DECIDING.values())):
        given = zip(DECIDING, values, strict=True)
        answers = {path: Answer(value=value) for path, value in given if value is not None}
        yield Session(persons=persons, answers=answers)


def _holding(session: Session) -> set[str]:
    """The paths of all questions whose conditions hold, asked one by one."""
    return {
        question.path.replace("*", str(person))
        for question in FORM.questions
        for person in (range(session.persons) if question.is_repeated else (None,))
        if question.ask.when.holds(session.answers, person)
    }


def test_what_applies_is_what_its_conditions_say_in_whatever_order_drafts_come() -> None:
    """Of every draft exactly those questions apply whose own conditions hold, and its door's words
    put them: nothing is left over from another family's draft."""
    for session in (*_drafts(), *reversed(list(_drafts()))):
        door = session.answers.get(DOOR)
        slots = FORM.slots(session)
        assert {slot.path for slot in slots} == _holding(session)
        assert {slot.variant for slot in slots} == {None if door is None else door.value}
        assert [slots.at(slot.path) for slot in slots] == list(slots)


def test_what_a_family_writes_decides_nothing() -> None:
    """Families that differ in their words only share one way: a form remembers no words."""
    ways = [
        FORM.slots(Session(answers={"persons.0.name_first": Answer(value=name)}))
        for name in ("Ivan", "Olena")
    ]
    assert ways[0] is ways[1]


@pytest.mark.parametrize("question", FORM.questions, ids=lambda question: question.path)
def test_every_question_has_a_kind_and_words_through_every_door(question: Question) -> None:
    """Each question can be asked: it has a kind of answer, and words in every language and door."""
    assert kind_of(question)
    for door, language in product(Door, LANGUAGES):
        ask = question.ask.worded(door)
        words: list[Say] = [ask.question, ask.label, *([ask.hint] if ask.hint else [])]
        assert all(speech().text(say, language) for say in words)


@pytest.mark.parametrize("door", list(Door))
def test_tokens_fit_telegrams_buttons(door: Door) -> None:
    """No token of any choice is longer than the 64 bytes Telegram allows."""
    session = Session(persons=8, answers={DOOR: Answer(value=door)})
    longest = max(len(slot.path) for slot in FORM.slots(session))
    assert longest + len("=") + CALLBACK <= 64
