"""The contest as text: tables on the terminal and in docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

from bench.figures import LATENCIES, Spread, Standing
from bench.heat import Plan
from bench.page import PAGE, made, markdown, replace
from bench.picture import bars

PICTURE = PAGE.with_suffix(".svg")

_HEAD = (
    "Bot", "updates/s (least–most)", "× PTB", "× grammY", "step p50 / p95 / p99 ms",
    "alone p50 / p95 / p99 ms", "CPU µs per update", "peak MiB",
)  # fmt: skip
_REST = ("Bot", "start to first poll s", "idle MiB", "calls per update", "updates per form",
         "load server's core busy", "cores used by others")  # fmt: skip


class Setting(NamedTuple):
    """How a contest was held; `speed` is what the load server manages alone.

    `at_once`: before all others.
    """

    rounds: int
    plan: Plan
    speed: float
    at_once: bool = False


def table(standings: Sequence[Standing]) -> str:
    """Everything, as Markdown."""
    parts = []
    for latency in LATENCIES:
        here = [one for one in standings if one.latency == latency]
        parts.append(f"**{latency * 1000:.0f} ms per call of the Bot API**\n")
        parts.append(markdown(_HEAD, map(_row, here)))
    at_once = [one for one in standings if one.latency == LATENCIES[0]]
    parts.append(markdown(_REST, map(_rest, at_once)))
    return "\n".join(parts)


def _row(one: Standing) -> tuple[str, ...]:
    rate, f = one.figures["rate"], one.figures
    return (
        one.title,
        f"{rate.middle:.0f} ({rate.least:.0f}–{rate.most:.0f})",
        _times(one.over.get("ptb")),
        _times(one.over.get("grammy")),
        " / ".join(_ms(f[name]) for name in ("p50", "p95", "p99")),
        " / ".join(_ms(f[name]) for name in ("alone_p50", "alone_p95", "alone_p99")),
        f"{f['cpu'].middle * 1e6:.0f}",
        f"{f['peak'].middle:.0f}",
    )


def _rest(one: Standing) -> tuple[str, ...]:
    f = one.figures
    return (
        one.title,
        f"{f['start'].middle:.2f}",
        f"{f['idle'].middle:.0f}",
        f"{f['calls'].middle:.2f}",
        _count(f["form"]),
        f"{f['load'].middle:.0%}",
        f"{f['others'].middle:.2f}",
    )


def _times(over: Spread | None) -> str:
    if over is None:
        return "–"
    return f"{over.middle:.2f}" if over.middle < 10 else f"{over.middle:.0f}"


def _count(value: Spread) -> str:
    """A number that is none where nobody came to the end of a form."""
    return "–" if isnan(value.middle) else f"{value.middle:.0f}"


def _ms(value: Spread) -> str:
    return f"{value.middle * 1000:.1f}" if value.middle < 0.1 else f"{value.middle * 1000:.0f}"


def write(standings: Sequence[Standing], setting: Setting) -> None:
    """Put tables and picture into docs, in place of the former ones."""
    PICTURE.write_text(bars(standings), "utf-8")
    replace("make bench", f"{_words(setting)}\n{table(standings)}")


def _words(setting: Setting) -> str:
    rounds, plan, speed, at_once = setting
    first = " Everybody ran at the highest priority; others' work had to wait." if at_once else ""
    command = f"`make bench ROUNDS={rounds} SECONDS={plan.seconds:g} FAMILIES={plan.families}`"
    return f"""## Beside the peers

{made(command)}.

![Updates per second of every bot]({PICTURE.name})

The real processes fill in a form of the same length with {plan.families} simulated families, each \
in a closed loop. Server and families have one core, the bot the other; {rounds} rounds in \
shuffled order; medians. A multiple is the median of the multiples within each round: absolute \
figures follow the machine's mood, ratios do not. A step counts from the moment its update is \
available to the moment the reply is delivered, so at 50 ms per call nothing can be quicker than \
100 ms. The load server answers {speed:,.0f} calls in a second of its core.{first} \
Every Homeward step is durable at \
`synchronous=FULL`, encrypted, and sent from an outbox; the peers keep their answers in the clear. \
A tap is answered (`answerCallbackQuery`) by everyone. \
At 50 ms python-telegram-bot's families are still at their first questions when time is up, which \
take one call instead of two: that flatters it.
"""
