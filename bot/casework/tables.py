"""Cases as tables and as a page. A cell never begins with what a spreadsheet would carry out."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.casework.visit import Visit
from bot.core.case import Case
from bot.core.derived import adult_now, direction, minor_at_separation
from bot.core.inquiry import FORM, Inquiry
from bot.core.reference import grouped
from bot.core.say import Line
from bot.notices import case_card

_OWN = ("reference", "status", "public", "closing", "opened", "moved", "told", "language")
_DERIVED = ("direction", "minor_at_separation", "adult_now")
COLUMNS: Sequence[str] = (*_OWN, *_DERIVED, *(question.path for question in FORM.questions))
"""The heads of a table's columns: where the case stands, what follows from the answers (of several
persons, one after the other; an empty part is not known), then every question of the form."""

# As spreadsheets read them, in ASCII and in full width: they begin formulas, or hide one.
_ACTIVE = "=+-@\t\r\n＝＋－＠|%"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def inert(text: str) -> str:
    """A text no spreadsheet takes for a formula; an apostrophe goes before what could be one."""
    shown = _UNPRINTABLE.sub("", text).replace("\r", " ").replace("\t", " ")
    bare = shown.lstrip()
    return f"'{shown}" if bare[:1] and bare[0] in _ACTIVE else shown


def row_of(case: Case, inquiry: Inquiry | None, today: date) -> Sequence[str]:
    """A case as a row of the table, as of a day."""
    first = (
        grouped(case.reference, " "), case.status.value, case.public.value,
        case.closing.value if case.closing else "", case.opened_at.date().isoformat(),
        case.moved_at.date().isoformat(), case.told_at.date().isoformat(), case.locale,
    )  # fmt: skip
    tree = None if inquiry is None else inquiry.model_dump(mode="json")
    follows = ("", "", "") if inquiry is None else _derived(inquiry, today)
    return (*first, *follows, *(_cell(tree, question.path) for question in FORM.questions))


def _derived(inquiry: Inquiry, today: date) -> Sequence[str]:
    people = range(len(inquiry.persons))
    columns = (
        [direction(inquiry, one).value for one in people],
        [_decided(minor_at_separation(inquiry, one)) for one in people],
        [_decided(adult_now(inquiry, one, today)) for one in people],
    )
    return tuple(" | ".join(column) for column in columns)


def _decided(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answer]


def _cell(tree: object, path: str) -> str:
    """What stands at a path; of several persons, all, one after the other."""
    head, _, rest = path.partition(".")
    if not head:
        return _plain(tree)
    if head == "*" and isinstance(tree, list):
        return " | ".join(_cell(one, rest) for one in tree)
    return _cell(tree.get(head), rest) if isinstance(tree, dict) else ""


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    if isinstance(value, dict):
        return " ".join(_plain(one) for one in value.values() if one not in (None, False))
    return str(value)


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV, with the mark by which Excel knows UTF-8."""
    kept = StringIO()
    writer = csv.writer(kept, quoting=csv.QUOTE_ALL)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return kept.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Iterable[Sequence[str]]) -> bytes:
    """A table as XLSX, after ECMA-376: every cell an inline string, which is never carried out."""
    body = "".join(
        f'<row r="{number}">' + "".join(_string(cell) for cell in row) + "</row>"
        for number, row in enumerate(rows, 1)
    )
    sheet = f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, text in (*_AROUND.items(), ("xl/worksheets/sheet1.xml", sheet)):
            archive.writestr(name, text)
    return kept.getvalue()


def html_of(case: Case, inquiry: Inquiry, visit: Visit) -> bytes:
    """One case as a page that loads nothing, in the reader's language."""
    voice = visit.office.voice
    says: tuple[Line, ...] = case_card(case, inquiry, visit.register.now.date()).says
    texts = [] if voice is None else [voice.text(line, visit.locale) for line in says]
    parts = "".join(_section(text) for text in texts)
    return (
        f'<!doctype html><html lang="{visit.locale}"><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\"><title>"
        f"{html.escape(grouped(case.reference))}</title><style>body{{font:16px/1.5 sans-serif;"
        f"max-width:45em;margin:2em auto;padding:0 1em}}p{{white-space:pre-wrap}}</style>{parts}"
    ).encode()


def _section(text: str) -> str:
    head, _, rest = text.partition("\n")
    shown = f"<h2>{html.escape(head)}</h2>"
    return f"{shown}<p>{html.escape(rest)}</p>" if rest else shown


def _string(cell: str) -> str:
    text = html.escape(inert(cell), quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AROUND = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Cases" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
