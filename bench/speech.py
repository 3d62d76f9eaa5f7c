"""Loading all catalogs, formatting messages, checking a language: `python -m bench.speech`.

Targets: all catalogs in 150 ms, a message in 10 µs. Compare within one run only. A start compares
digests instead of checking, as long as nothing has changed; both are shown.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from bench.kernel import told
from bot.catalogs.checking import check
from bot.catalogs.passed import digest_of
from bot.core.dates import PartialDate
from bot.core.say import Line, Named, Verbatim, say, say_n
from bot.gazetteer import Gazetteer
from bot.speech import Speech
from bot.voices import available
from locales import FOLDER

LOAD_MS, FORMAT_US = 150, 10
ROUNDS, CALLS = 7, 20_000

ANSWER = say("label", "First name")
MESSAGES: dict[str, Line] = {
    "a text": say("form safety", "Is it safe for you to go on now?"),
    "with a placeholder": say("desk", "Case {reference}", reference="380 44 123"),
    "with a text in a text": say(
        "question", "✓ {label}: {answer}", label=ANSWER, answer=Verbatim(verbatim="Ivan")
    ),
    "a plural": say_n("review", "{count} file is attached", "{count} files are attached", 3),
    "a date, about": PartialDate(year=2015, month=3, about=True),
    "a place": Named(kind="place", code="UA-14"),
    "a country": Named(kind="country", code="UA"),
}

COLD = (
    "import time; from bot.voices import available, voices; began = time.perf_counter(); "
    "voices(available()); print((time.perf_counter() - began) * 1000)"
)
"""Loading in a fresh process, imports not counted."""


def main() -> None:
    """Print the figures, and fail where a target is missed."""
    languages = available()
    cold = statistics.median(_cold() for _ in range(ROUNDS))
    places = Gazetteer.load()
    _line(f"load {len(languages)} catalogs, fresh process", cold, "ms", LOAD_MS)
    speech = Speech(languages, places)
    missed = cold > LOAD_MS
    for name, message in MESSAGES.items():
        took = max(_best(speech, message, code) for code in languages)
        _line(f"say {name}", took, "µs", FORMAT_US)
        missed = missed or took > FORMAT_US
    _line("check a language", _once(lambda: check("uk")), "ms")
    _line("its digest, at a start", _once(lambda: digest_of("uk", FOLDER)), "ms")
    sys.exit(missed)


def _once(call: Callable[[], object]) -> float:
    """Milliseconds a call, the median of some."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1e3)
    return statistics.median(took)


def _cold() -> float:
    return float(told(sys.executable, "-c", COLD))


def _best(speech: Speech, message: Line, code: str) -> float:
    """Microseconds a call, the best of some rounds."""
    return min(_timed(lambda: speech.text(message, code)) for _ in range(ROUNDS))


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS * 1e6


def _line(what: str, took: float, unit: str, target: float | None = None) -> None:
    allowed = "" if target is None else f"   (at most {target})"
    sys.stdout.write(f"{what:36} {took:8.2f} {unit}{allowed}\n")


if __name__ == "__main__":
    main()
