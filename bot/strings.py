"""Collecting every text of the code into the catalogs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from bot.speech import DOMAIN
from locales import FOLDER

SOURCE = "en"
"""The language the texts in the code are written in."""

TEMPLATE = FOLDER / f"{DOMAIN}.pot"
_KEYWORDS = {"say": ((1, "c"), 2), "say_n": ((1, "c"), 2, 3)}
_ROOMS = ("bot", "handlers")
_ROOT = FOLDER.parent


def template() -> Catalog:
    """Every text in the code, with the translators' comments beside it."""
    catalog = Catalog(project="Homeward", charset="utf-8", fuzzy=False)
    for path in _sources():
        found = extract_from_file(
            "python",
            path,
            keywords=_KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        name = path.relative_to(_ROOT).as_posix()
        for line, texts, comments, context in found:
            where = [(name, line)]
            catalog.add(texts, None, where, auto_comments=comments, context=context)
    return catalog


def _sources() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted((_ROOT / room).rglob("*.py"))


def written(catalog: Catalog, *, is_template: bool = False) -> bytes:
    """A catalog as a file: the same texts always give the same bytes."""
    target = BytesIO()
    write_po(
        target,
        catalog,
        width=96,
        no_location=False,
        include_lineno=False,
        omit_header=False,
        sort_by_file=True,
        ignore_obsolete=not is_template,
    )
    lines = target.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_CHANGING))


_CHANGING = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator')


def path_of(code: str) -> Path:
    """Where a language's catalog lies."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def load(code: str) -> Catalog:
    """A language's catalog; an empty one where there is none yet."""
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=code, project="Homeward", charset="utf-8", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=code)


def update(languages: tuple[str, ...]) -> None:
    """Write the template, and merge it into the languages' catalogs. English takes the source."""
    fresh = template()
    TEMPLATE.write_bytes(written(fresh, is_template=True))
    for code in languages:
        catalog = load(code)
        catalog.update(deepcopy(fresh), no_fuzzy_matching=code == SOURCE)
        if code == SOURCE:
            _said_as_written(catalog)
        path_of(code).parent.mkdir(parents=True, exist_ok=True)
        path_of(code).write_bytes(written(catalog))


def _said_as_written(catalog: Catalog) -> None:
    for message in catalog:
        if message.id and not _is_said(message):
            message.string = message.id


def _is_said(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms)
