"""Everything kept about a family, to read and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from bot.core.case import Case, HistoryEntry, HistoryKind
from bot.core.inquiry import FORM, Inquiry
from bot.core.say import Line, Moment, Paragraph, Verbatim, say, say_n
from bot.core.scenes.review import LINE, sections
from bot.core.session import Session
from bot.core.status_words import PUBLIC_WORDS
from bot.core.telling import as_told
from bot.core.terms import words
from bot.notices import number
from bot.ports import StoredFile, Transaction

# Translators: title of the page with everything that is kept about a family
TITLE = say("data", "What we keep about you")
# Translators: heading of one inquiry on the page with everything that is kept
INQUIRY = say("data", "Inquiry {reference}")
# Translators: label on the page with everything that is kept: how we may write now
MODE = say("data", "How we write to you now")
# Translators: heading on the page with everything that is kept, above answers that were changed
# later; {date} is the day they were changed
UNTIL = say("data", "What you answered before {date}")
# Translators: heading on the page with everything that is kept: messages and steps by day
HISTORY = say("data", "What was said and done")
# Translators: line on the page with everything that is kept; {date} is a day
SENT = say("data", "{date} – you sent the inquiry")
# Translators: line on the page with everything that is kept; {date} is a day
WROTE = say("data", "{date} – you wrote: {text}")
# Translators: line on the page with everything that is kept; {date} is a day
SENT_FILE = say("data", "{date} – you sent a file")
# Translators: line on the page with everything that is kept; {date} is a day
CHANGED = say("data", "{date} – you changed your answers")
# Translators: line on the page with everything that is kept; {date} is a day
REPLIED = say("data", "{date} – a caseworker wrote: {text}")
# Translators: line on the page with everything that is kept; {date} is a day, {text} a status
STATUS = say("data", "{date} – {text}")
# Translators: line on the page with everything that is kept; {date} is a day
LINKED = say("data", "{date} – the inquiry moved to this account")

_SAID = {
    HistoryKind.OPENED: SENT, HistoryKind.WROTE: WROTE, HistoryKind.FILE_SENT: SENT_FILE,
    HistoryKind.CHANGED: CHANGED, HistoryKind.REPLIED: REPLIED, HistoryKind.STATUS_SET: STATUS,
    HistoryKind.LINKED: LINKED,
}  # fmt: skip

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin:2rem 0 .3rem}"
    "h3{font-size:1rem;margin:1.2rem 0 .2rem}p{margin:.15rem 0;white-space:pre-wrap}"
)


class Kept(NamedTuple):
    """What is kept of one case: every version of its answers, its history, its files."""

    case: Case
    inquiries: tuple[tuple[datetime, Inquiry], ...]
    history: tuple[HistoryEntry, ...]
    files: tuple[StoredFile, ...] = ()

    @classmethod
    def of(cls, case: Case, tx: Transaction) -> Kept:
        """What a store keeps of a case."""
        return cls(case, tx.inquiries(case.id), tx.history(case.id), tx.files_of(case.id))

    @property
    def answers(self) -> Inquiry | None:
        """The answers as they are now."""
        return self.inquiries[-1][1] if self.inquiries else None


class Voice(Protocol):
    """Who puts our lines into a language."""

    def text(self, line: Line, locale: str) -> str:
        """A line in a language."""
        ...


def as_json(kept: Sequence[Kept]) -> bytes:
    """The data, by the field names of `docs/form.md`."""
    told = [_record(one) for one in kept]
    return json.dumps({"inquiries": told}, ensure_ascii=False, indent=2).encode()


def as_html(kept: Sequence[Kept], locale: str, voice: Voice) -> bytes:
    """The same in the family's words, as a page that needs nothing from elsewhere."""

    def text(line: Line) -> str:
        return escape(voice.text(line, locale))

    parts = [_part(line, text) for one in kept for line in _told(one)]
    title = text(TITLE)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style>"
    )
    body = f"<h1>{title}</h1>{''.join(parts)}"
    page = f'<!doctype html><html lang="{escape(locale)}"><head>{head}</head>'
    return f"{page}<body>{body}</body></html>".encode()


def _part(line: Line, text: Any) -> str:
    if not isinstance(line, Paragraph):
        return f"<h2>{text(line)}</h2>"
    return f"<h3>{text(line.heading)}</h3>" + "".join(f"<p>{text(one)}</p>" for one in line.lines)


def _told(one: Kept) -> Iterator[Line]:
    """One case: where it stands, every answer, and every step."""
    yield INQUIRY.saying(reference=number(one.case))
    mode = LINE.saying(label=MODE, answer=words(one.case.contact_mode))
    yield Paragraph(heading=PUBLIC_WORDS[one.case.public], lines=(mode, *_files(one)))
    if one.answers is not None:
        yield from _sections(one.answers)
    yield from _earlier(one)
    lines = tuple(_line(entry) for entry in as_told(one.history))
    yield Paragraph(heading=HISTORY, lines=lines)


def _sections(inquiry: Inquiry) -> Iterator[Paragraph]:
    answers, persons = FORM.answers_of(inquiry)
    yield from sections(Session(answers=answers, persons=persons), FORM)


def _earlier(one: Kept) -> Iterator[Line]:
    """What was answered before a change, and is otherwise now; the last change first."""
    for (_, before), (until, after) in reversed([*pairwise(one.inquiries)]):
        now = {line for section in _sections(after) for line in _keyed(section)}
        lines = tuple(
            line
            for section in _sections(before)
            for line in section.lines
            if line.model_dump_json() not in now
        )
        if lines:
            yield Paragraph(heading=UNTIL.saying(date=Moment(at=until)), lines=lines)


def _keyed(section: Paragraph) -> Iterator[str]:
    return (line.model_dump_json() for line in section.lines)


def _files(one: Kept) -> tuple[Line, ...]:
    if not one.files:
        return ()
    # Translators: line on the page with everything that is kept
    return (say_n("data", "{count} file is kept", "{count} files are kept", len(one.files)),)


def _line(entry: HistoryEntry) -> Line:
    said: Line = Verbatim(verbatim=entry.text or "")
    if entry.public is not None:
        said = PUBLIC_WORDS[entry.public]
    return _SAID[entry.kind].saying(date=Moment(at=entry.at), text=said)


def _record(one: Kept) -> dict[str, Any]:
    case, inquiry = one.case, one.answers
    return {
        "reference": case.reference,
        "status": case.public.value,
        "contact_mode": case.contact_mode.value,
        "heartbeat_weeks": case.heartbeat_weeks,
        "language": case.locale,
        "opened_at": case.opened_at.isoformat(),
        "answers": None if inquiry is None else inquiry.model_dump(mode="json", exclude_none=True),
        "earlier_answers": [_version(*each) for each in one.inquiries[:-1]],
        "files": [_file(file) for file in one.files],
        "history": [_entry(entry) for entry in as_told(one.history)],
    }


def _version(at: datetime, inquiry: Inquiry) -> dict[str, Any]:
    return {"since": at.isoformat(), **inquiry.model_dump(mode="json", exclude_none=True)}


def _file(file: StoredFile) -> dict[str, Any]:
    shown = {
        "at": file.at.isoformat(),
        "kind": file.kind,
        "name": file.name,
        "size": file.size,
        "caption": file.caption or None,
    }
    return {key: value for key, value in shown.items() if value is not None}


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    """A line of the history. Which caseworker it was is not told."""
    shown = {
        "at": entry.at.isoformat(),
        "what": entry.kind.value,
        "by": "family" if entry.actor is None else "caseworker",
        "status": None if entry.public is None else entry.public.value,
        "text": entry.text,
    }
    return {key: value for key, value in shown.items() if value is not None}
