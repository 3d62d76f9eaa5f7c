"""Where a case stands, as its family sees it: now, next, and the way so far."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.case import Case, HistoryEntry, HistoryKind
from bot.core.say import Line, Moment, Paragraph, say
from bot.core.status_words import NEXT_WORDS, PUBLIC_WORDS
from bot.core.telling import as_told
from bot.notices import number

# Translators: heading of one inquiry in the answer to /status
HEADING = say("status", "Inquiry {reference}")
# Translators: line in the answer to /status; {date} is a day
MOVED_AT = say("status", "As of {date}")
# Translators: line of the time line in the answer to /status; {date} a day, {status} a sentence
STEP = say("status", "{date} – {status}")
# Translators: line in the answer to /status, above the steps so far
SO_FAR = say("status", "So far:")


def time_line(case: Case, history: tuple[HistoryEntry, ...]) -> Iterator[Line]:
    """One case: its public status, what happens next, and every public step with its day, each a
    paragraph of its own."""
    now = (PUBLIC_WORDS[case.public], MOVED_AT.saying(date=Moment(at=case.moved_at)))
    yield Paragraph(heading=HEADING.saying(reference=number(case)), lines=now)
    following = NEXT_WORDS.get(case.public)
    if following is not None:
        yield following
    steps = tuple(_steps(case, history))
    if len(steps) > 1:
        yield Paragraph(heading=SO_FAR, lines=steps)


def _steps(case: Case, history: tuple[HistoryEntry, ...]) -> Iterator[Line]:
    """The public steps. One that says again what the last one said is no step to the family."""
    last = None
    for entry in as_told(history):
        public = case.public.RECEIVED if entry.kind is HistoryKind.OPENED else entry.public
        if public is None or public is last:
            continue
        last = public
        yield STEP.saying(date=Moment(at=entry.at), status=PUBLIC_WORDS[public])
