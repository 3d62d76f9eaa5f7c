"""When a question applies: data, so that a test can walk every branch.

A path with `*` means the person the question is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.core.session import Answer
from bot.core.value import Value

Answers = Mapping[str, Answer]


class Condition(Protocol):
    """Something that holds or not, by the answers given so far."""

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether it holds, for the person of that number where it speaks of one."""
        ...


def _answer(answers: Answers, path: str, person: int | None) -> Answer | None:
    return answers.get(path if person is None else path.replace("*", str(person)))


class Always(Value):
    """Holds always."""

    def holds(self, answers: Answers, person: int | None) -> bool:
        """True."""
        return True


class Is(Value):
    """Holds when an answer is one of these values."""

    path: str
    values: frozenset[str]

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether the answer is there and is one of the values."""
        answer = _answer(answers, self.path, person)
        return answer is not None and answer.value in self.values


class Not(Value):
    """Holds unless this does."""

    condition: Is

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether it does not hold."""
        return not self.condition.holds(answers, person)


class Given(Value):
    """Holds when a question was answered with a value."""

    path: str

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether there is a value."""
        answer = _answer(answers, self.path, person)
        return answer is not None and answer.value is not None


class Unknown(Value):
    """Holds when all these were answered "I don't know" or skipped."""

    paths: tuple[str, ...]

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether every one of them was answered without a value."""
        found = [_answer(answers, path, person) for path in self.paths]
        return all(answer is not None and answer.value is None for answer in found)


class Later(Value):
    """Holds for every person but the first."""

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether it is about the second person, or a later one."""
        return bool(person)


class All(Value):
    """Holds when all of these do."""

    conditions: tuple[Is | Later | Unknown, ...]

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether every one of them holds."""
        return all(condition.holds(answers, person) for condition in self.conditions)
