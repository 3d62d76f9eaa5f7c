"""The questions that apply, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

from bot.core.questions import Slot


class Way(tuple[Slot, ...]):
    """Questions in the order they are asked in, each found by its path."""

    @cached_property
    def _order(self) -> dict[str | None, int]:
        return {slot.path: index for index, slot in enumerate(self)}

    def index_of(self, path: str | None) -> int:
        """Where a question comes; -1 where it does not."""
        return self._order.get(path, -1)

    def at(self, path: str | None) -> Slot | None:
        """The question at a path, if it is one of these."""
        index = self._order.get(path)
        return None if index is None else self[index]


class Applying:
    """Every question that applies; the required ones; and each section's group of details."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        self.every = Way(slots)
        self.required = Way(slot for slot in self.every if slot.question.ask.required)
        details = (slot for slot in self.every if not slot.question.ask.required)
        by_section = groupby(details, lambda slot: slot.question.section)
        self.details = {section: Way(slots) for section, slots in by_section}
