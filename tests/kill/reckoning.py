"""What families sent and saw, held against what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot import app
from bot.core.case import Address, HistoryKind
from bot.ports import Transaction
from bot.world import SystemClock
from storage.sqlite import open_store
from tests.kill.talkers import AGAIN, NOTED, Talker
from tests.kit import Town


@dataclass
class Reckoning:
    """Everything that is wrong, in words; and how much there was."""

    inquiries: int = 0
    words: int = 0
    copies: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)

    def and_(self, other: Reckoning) -> Reckoning:
        """Both together."""
        mine, theirs = vars(self), vars(other)
        return Reckoning(**{name: mine[name] + theirs[name] for name in mine})

    @property
    def wrong(self) -> list[str]:
        """Everything that is wrong."""
        return [*self.lost, *self.doubled, *self.disordered]

    def told(self) -> str:
        """The figures, on one line."""
        return (
            f"{self.inquiries} inquiries and {self.words} words; {len(self.lost)} lost, "
            f"{len(self.doubled)} doubled, {len(self.disordered)} out of order; "
            f"{self.copies} copies that say they are one"
        )


async def reckon(town: Town, talkers: Sequence[Talker]) -> Reckoning:
    """Open the store the bot left behind, and compare."""
    found, settings = Reckoning(), town.settings()
    keys = app.key_ring(settings)
    async with open_store(settings.data, keys=keys, clock=SystemClock()) as store:
        for talker in talkers:
            written = await store.transact(lambda tx, t=talker: _of(tx, t, found))
            _compare(talker, written, found)
    return found


def _of(tx: Transaction, talker: Talker, found: Reckoning) -> list[str]:
    """What is stored of a family's words; whether its inquiry is there, once."""
    cases = tx.cases_of(Address(channel="telegram", id=str(talker.person.id)))
    found.inquiries += len(cases)
    shown = talker.shown
    if shown is None or shown not in {case.reference for case in cases}:
        found.lost.append(f"{talker.person.id}: the inquiry")
    if len(cases) > 1:
        found.doubled.append(f"{talker.person.id}: {len(cases)} cases")
    lines = [entry for case in cases for entry in tx.history(case.id)]
    return [str(line.text) for line in lines if line.kind is HistoryKind.WROTE]


def _compare(talker: Talker, written: list[str], found: Reckoning) -> None:
    many, who = Counter(written), talker.person.id
    found.words += len(talker.words)
    found.lost += [f"{who}: {word}" for word in talker.words if not many[word]]
    found.doubled += [f"{who}: {word}" for word in talker.words if many[word] > 1]
    if list(dict.fromkeys(written)) != [word for word in talker.words if many[word]]:
        found.disordered.append(f"{who}: its words")
    found.copies += sum(text.startswith(AGAIN) for text in talker.heard)
    noted = talker.fresh.count(NOTED) - len(talker.words)
    if noted > 0:
        found.doubled.append(f"{who}: {noted} answers too many, unmarked")
