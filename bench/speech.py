"""Loading all catalogs, formatting messages, checking a language: `python -m bench.speech`.

Targets: all catalogs in 150 ms, a message in 10 µs. Compare within one run only. A start compares
digests instead of checking, as long as nothing has changed; both are shown.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator

from bench.kernel import told
from bench.page import put
from bot.catalogs.checking import check
from bot.catalogs.passed import digest_of
from bot.core.dates import PartialDate
from bot.core.say import Line, Named, Verbatim, say, say_n
from bot.gazetteer import Gazetteer
from bot.speech import Speech
from bot.voices import available, template_in
from bot.voices.po import read_file
from locales import FOLDER

LOAD_MS, FORMAT_US = 150, 10
ROUNDS, CALLS = 7, 20_000

ANSWER = say("label", "First name")
MESSAGES: dict[str, Line] = {
    "a text": say("form safety", "Is it safe for you to go on now?"),
    "a text with a placeholder": say("desk", "Case {reference}", reference="380 44 123"),
    "a text with another in it": say(
        "question", "✓ {label}: {answer}", label=ANSWER, answer=Verbatim(verbatim="Ivan")
    ),
    "a plural": say_n("review", "{count} file is attached", "{count} files are attached", 3),
    "a date that is not certain": PartialDate(year=2015, month=3, about=True),
    "a place": Named(kind="place", code="UA-14"),
    "a country": Named(kind="country", code="UA"),
}

_TIMED = (
    "import time; {needs}; began = time.perf_counter(); {work}; print(time.perf_counter() - began)"
)
COLD = _TIMED.format(needs="from bot.voices import available, voices", work="voices(available())")
"""Loading in a fresh process, imports not counted."""
CHECKED = _TIMED.format(
    needs="from bot.voices import available",
    work="from bot.catalogs.offering import faults_of; [faults_of(code) for code in available()]",
)
"""All that a start does more where it is not remembered that the languages passed."""


def main() -> None:
    """Measure, write the section, and end with 1 where a target is missed."""
    languages, speech = available(), Speech(available(), Gazetteer.load())
    said = {
        name: max(_best(speech, message, code) for code in languages)
        for name, message in MESSAGES.items()
    }
    cold, texts = _cold(COLD), len(read_file(template_in()))
    loading = f"loading {len(languages)} catalogs of {texts} messages, in a fresh process"
    rows = (
        (loading, f"{cold:.0f} ms", f"≤ {LOAD_MS} ms"),
        *((f"saying {name}", f"{took:.1f} µs", f"≤ {FORMAT_US} µs") for name, took in said.items()),
        *((what, f"{took:.1f} ms", "") for what, took in _checking()),
    )
    put("speech", rows, "`python -m bench.speech`")
    sys.exit(cold > LOAD_MS or max(said.values()) > FORMAT_US)


def _checking() -> Iterator[tuple[str, float]]:
    """How long the checks take, in milliseconds, and the digest that saves them."""
    yield "every check of a language", _once(lambda: check("uk"))
    yield (
        "its digest, by which a start knows that it has passed",
        _once(lambda: digest_of("uk", FOLDER)),
    )
    yield "what a start takes longer where nothing is known to have passed", _cold(CHECKED)


def _once(call: Callable[[], object]) -> float:
    """Milliseconds a call, the median of some."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1e3)
    return statistics.median(took)


def _cold(program: str) -> float:
    """Milliseconds in a fresh process, the median of some."""
    return statistics.median(
        float(told(sys.executable, "-c", program)) * 1e3 for _ in range(ROUNDS)
    )


def _best(speech: Speech, message: Line, code: str) -> float:
    """Microseconds a call, the best of some rounds."""
    return min(_timed(lambda: speech.text(message, code)) for _ in range(ROUNDS))


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS * 1e6


if __name__ == "__main__":
    main()
