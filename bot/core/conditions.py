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


class Unknown(Value):
    """Holds when all these were answered "I don't know" or skipped."""

    paths: tuple[str, ...]

    def holds(self, answers: Answers, person: int | None) -> bool:
        """Whether every one of them was answered without a value."""
        found = [_answer(answers, path, person) for path in self.paths]
        return all(answer is not None and answer.value is None for answer in found)
