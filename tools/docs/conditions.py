"""Conditions of the form, told in English for its documentation."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.core.conditions import All, Always, Condition, Given, Is, Later, Not, Unknown
from bot.core.inquiry import DOOR, FORM
from bot.core.terms import Door


def listed(values: Iterable[str]) -> str:
    """Values as code, separated by commas."""
    return ", ".join(f"`{value}`" for value in values)


def in_words(when: Condition) -> str:
    """When a question is asked. Raises `TypeError` for a condition there are no words for."""
    match when:
        case Always():
            return "always"
        case Is(path=path, values=values) if path == DOOR:
            return f"through {listed(_in_order(values, list(Door)))}"
        case Is(path=path, values=values):
            return _is(path, values)
        case Not(condition=Is(path=path, values=values)):
            return f"unless `{path}` is {listed(_in_order(values, _values(path)))}"
        case Given(path=path):
            return f"if `{path}` has an answer"
        case Unknown(paths=paths):
            return f"if nothing is known of {listed(paths)}"
        case Later():
            return "of every person but the first"
        case All(conditions=conditions):
            return " and ".join(in_words(condition) for condition in conditions)
        case _:
            raise TypeError(f"tools/docs/conditions.py has no words for {type(when).__name__}")


def _is(path: str, values: Collection[str]) -> str:
    """`is` with the values, or `is not` with the others where those are fewer."""
    every = _values(path)
    others = [value for value in every if value not in values]
    if others and len(others) < len(values):
        return f"if `{path}` is answered, and not {listed(others)}"
    return f"if `{path}` is {listed(_in_order(values, every))}"


def _in_order(values: Collection[str], every: Collection[str]) -> list[str]:
    return [str(value) for value in every if value in values]


def _values(path: str) -> list[str]:
    question = next(question for question in FORM.questions if question.path == path)
    return [str(option) for option in question.core_type]
