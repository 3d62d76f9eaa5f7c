"""Everything kept about a family, to read and as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from bot.core.case import Case, HistoryEntry, HistoryKind
from bot.core.inquiry import Inquiry

Kept = Sequence[tuple[Case, Inquiry | None, tuple[HistoryEntry, ...]]]

# What staff note for themselves about a case, and what others write who claim it, is not told to
# the family; see docs/families.md.
_OF_STAFF = frozenset({HistoryKind.NOTED, HistoryKind.ASSIGNED, HistoryKind.CLAIMED})

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "dt{color:#555}dd{margin:0 0 .6rem;white-space:pre-wrap}"
)
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    f"<title>data</title><style>{_STYLE}</style>"
)


def as_json(kept: Kept) -> bytes:
    """The data, by the field names of `docs/form.md`."""
    told = [_record(*one) for one in kept]
    return json.dumps({"inquiries": told}, ensure_ascii=False, indent=2).encode()


def as_html(kept: Kept, locale: str) -> bytes:
    """The same as a page that needs nothing from elsewhere."""
    parts = [_section(_record(*one)) for one in kept]
    body = "".join(parts)
    page = f'<!doctype html><html lang="{escape(locale)}"><head>{_HEAD}</head><body>{body}</body>'
    return f"{page}</html>".encode()


def _record(
    case: Case, inquiry: Inquiry | None, history: tuple[HistoryEntry, ...]
) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "status": case.public.value,
        "contact_mode": case.contact_mode.value,
        "language": case.locale,
        "opened_at": case.opened_at.isoformat(),
        "answers": None if inquiry is None else inquiry.model_dump(mode="json", exclude_none=True),
        "history": [_entry(entry) for entry in history if entry.kind not in _OF_STAFF],
    }


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


def _section(record: dict[str, Any]) -> str:
    return f"<h1>{escape(record['reference'])}</h1>{_listed(record)}"


def _listed(value: Any) -> str:
    if isinstance(value, dict):
        items = (f"<dt>{escape(str(key))}</dt><dd>{_listed(v)}</dd>" for key, v in value.items())
        return f"<dl>{''.join(items)}</dl>"
    if isinstance(value, list):
        return "".join(f"<div>{_listed(item)}</div>" for item in value)
    return escape(str(value))
