"""`python -m bench.contest`: all bots, interleaved in shuffled order, and the report of it.

The page is only written where the whole field took part and nothing else hindered it: the machine
did nothing else, or, under `nice -n -19`, everything else had to wait.

ROUNDS, SECONDS, FAMILIES and BOTS (names, separated by blanks) of the environment shorten it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys

from bench.figures import LATENCIES, Contest, summed
from bench.heat import Figures, Plan, Ring
from bench.load import be_quick, in_passing
from bench.process import CONTENDERS, SCRATCH, Contender, install_grammy
from bench.report import Setting, table, write

DEFAULT_ROUNDS = 5
TRIES = 2
PEACE = 0.2
"""Cores that others may use meanwhile; above that, figures say more of them than of the bots."""
AT_ONCE = os.getpriority(os.PRIO_PROCESS, 0) <= -15
"""Whether this runs before all others, and with it every bot: those get what is left over."""


async def contest(bots: tuple[Contender, ...], rounds: int, plan: Plan) -> Contest:
    """Every bot at every latency, once a round."""
    ring, found = Ring(), Contest()
    await ring.open()
    be_quick()
    order = [(bot, latency) for bot in bots for latency in LATENCIES]
    for number in range(rounds):
        random.Random(number).shuffle(order)  # noqa: S311 -- an order, repeatable
        for bot, latency in order:
            figures = await in_peace(ring, bot, latency, plan)
            found.add(number, bot.name, latency, figures)
            sys.stderr.write(
                f"round {number + 1}: {bot.name} at {latency * 1000:.0f} ms: "
                f"{figures['rate']:.0f}/s, {figures['cpu'] * 1e6:.0f} µs\n"
            )
    return found


async def in_peace(ring: Ring, bot: Contender, latency: float, plan: Plan) -> Figures:
    """A heat that nobody else's work disturbed; after some tries, the least disturbed."""
    found: list[Figures] = []
    for _ in range(TRIES):
        found.append(await ring.heat(bot, latency, plan))
        if AT_ONCE or found[-1]["others"] <= PEACE:
            break
    return min(found, key=lambda figures: figures["others"])


def taking_part() -> tuple[Contender, ...]:
    """Those asked for; grammY only where it can be installed."""
    wanted = os.environ.get("BOTS", "").split()
    bots = [bot for bot in CONTENDERS if not wanted or bot.name in wanted]
    try:
        install_grammy()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"grammY stays away: {error}\n")
        bots = [bot for bot in bots if bot.name != "grammy"]
    return tuple(bots)


def main() -> None:
    """Run it, print the table; a whole contest also writes docs/performance.md."""
    given = os.environ
    rounds = int(given.get("ROUNDS") or DEFAULT_ROUNDS)
    plan = Plan(float(given.get("SECONDS") or 8), int(given.get("FAMILIES") or 200))
    bots = taking_part()
    setting = Setting(rounds, plan, in_passing(), AT_ONCE)
    found = asyncio.run(contest(bots, rounds, plan))
    SCRATCH.joinpath("contest.json").write_text(json.dumps(found.heats), "utf-8")
    summary = summed(found, bots)
    sys.stdout.write(table(summary))
    if not AT_ONCE and any(one.figures["others"].middle > PEACE for one in summary):
        sys.stdout.write("\nOthers were at work on this machine: not written down.\n")
    elif len(bots) == len(CONTENDERS):
        write(summary, setting)


if __name__ == "__main__":
    main()
