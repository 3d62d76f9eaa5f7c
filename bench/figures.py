"""Medians, spread and ratios of a contest's figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from bench.heat import Figures
from bench.process import Contender

LATENCIES = (0.0, 0.05)


@dataclass
class Contest:
    """What was measured: a list of (round, bot, latency, figures)."""

    heats: list[tuple[int, str, float, Figures]] = field(default_factory=list)

    def add(self, number: int, bot: str, latency: float, figures: Figures) -> None:
        """Note a heat."""
        self.heats.append((number, bot, latency, figures))

    def of(self, bot: str, latency: float, what: str) -> dict[int, float]:
        """One figure of one bot, by round."""
        return {n: f[what] for n, name, at, f in self.heats if (name, at) == (bot, latency)}


class Spread(NamedTuple):
    """A median, and what the rounds lay between."""

    middle: float
    least: float
    most: float


class Standing(NamedTuple):
    """A bot at one latency. `over` are its updates/s as multiples of another bot's, per round."""

    name: str
    title: str
    latency: float
    figures: dict[str, Spread]
    over: dict[str, Spread]


def summed(contest: Contest, bots: Sequence[Contender]) -> list[Standing]:
    """Where everyone stands."""
    return [
        Standing(
            bot.name,
            bot.title,
            latency,
            {
                what: spread(contest.of(bot.name, latency, what).values())
                for what in _kinds(contest)
            },
            {other.name: _over(contest, bot.name, other.name, latency) for other in bots},
        )
        for latency in LATENCIES
        for bot in bots
    ]


def spread(values: Iterable[float]) -> Spread:
    """Median, least and most of what there is."""
    known = [value for value in values if not math.isnan(value)] or [math.nan]
    return Spread(median(known), min(known), max(known))


def _kinds(contest: Contest) -> Sequence[str]:
    return list(contest.heats[0][3]) if contest.heats else ()


def _over(contest: Contest, bot: str, other: str, latency: float) -> Spread:
    """Ratios within each round: the machine's mood is the same for both."""
    ours, theirs = (contest.of(name, latency, "rate") for name in (bot, other))
    return spread(ours[n] / theirs[n] for n in ours.keys() & theirs.keys() if theirs[n])
