"""Numbers about the work, as text and as a picture. None is about a person."""

from __future__ import annotations

from bot.casework.picture import drawn
from bot.casework.visit import Answer, Visit
from bot.core.case import CaseStatus
from bot.core.desk import ShowStats
from bot.core.roles import Act
from bot.core.say import Line, Paragraph, Say, say, say_n, tell
from bot.core.status_words import DESK_WORDS
from bot.ports import Document, Figures

# Translators: for staff, heading of the numbers
STATS_HEADING = say("stats", "The work in numbers")
# Translators: for staff, a line of the numbers: a status and how many cases have it
STATUS_LINE = say("stats", "{status}: {count}")
# Translators: for staff: heading: how old the open cases are
AGES = say("stats", "Age of open cases")
# Translators: for staff: heading: the median time from the inquiry to something
MEDIANS = say("stats", "Median time since the inquiry")
# Translators: for staff, a line: until what, and how many days
MEDIAN_LINE = say("stats", "{what}: {days}")
# Translators: for staff, in such a line
FIRST_ANSWER = say("stats", "first answer")
# Translators: for staff: heading: families who are together again
REUNITED = say("stats", "Reunited")
# Translators: for staff, a line of the reunited
REUNITED_LINE = say("stats", "last 24 hours: {day} · last 7 days: {week} · in all: {all}")


def show_stats(command: ShowStats, visit: Visit) -> Answer:
    """The numbers as they stand."""
    visit.permit(Act.STATS)
    visit.note(Act.STATS)
    figures = visit.tx.figures(visit.register.now)
    says = (_statuses(figures), _ages(figures), _medians(figures), _reunited(figures))
    picture = Document.of("stats.png", drawn(figures), "photo")
    return Answer(tell(*says), document=picture)


def _statuses(figures: Figures) -> Line:
    many = ((status, count) for status, count in figures.by_status.items() if count)
    lines = tuple(STATUS_LINE.saying(status=DESK_WORDS[one], count=count) for one, count in many)
    # Translators: for staff, first line of the numbers
    total = say_n("stats", "{count} open case", "{count} open cases", figures.by_age[0])
    return Paragraph(heading=STATS_HEADING, lines=(total, *lines))


def _ages(figures: Figures) -> Line:
    lines, younger = [], 0
    for days in sorted(age for age in figures.by_age if age):
        # Translators: for staff, a line: cases younger than so many days, and how many
        label = say_n("stats", "up to {count} day", "up to {count} days", days)
        lines.append(STATUS_LINE.saying(status=label, count=figures.by_age[days] - younger))
        younger = figures.by_age[days]
    # Translators: for staff, a line: cases older than all before
    older = say("stats", "older")
    lines.append(STATUS_LINE.saying(status=older, count=figures.by_age[0] - younger))
    return Paragraph(heading=AGES, lines=tuple(lines))


def _medians(figures: Figures) -> Line:
    lines = (
        MEDIAN_LINE.saying(what=_what(name), days=_days(days))
        for name, days in figures.medians.items()
    )
    return Paragraph(heading=MEDIANS, lines=tuple(lines))


def _reunited(figures: Figures) -> Line:
    return Paragraph(heading=REUNITED, lines=(REUNITED_LINE.saying(**figures.reunited),))


def _what(name: str) -> Say:
    return DESK_WORDS[CaseStatus(name)] if name in list(CaseStatus) else FIRST_ANSWER


def _days(days: float) -> Say:
    # Translators: for staff: how long something took; 0 is less than a day
    return say_n("stats", "{count} day", "{count} days", round(days))
