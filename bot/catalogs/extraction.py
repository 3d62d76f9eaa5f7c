"""Collecting every text of the code into the template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from bot.catalogs.audience import readers
from bot.catalogs.limits import is_button, longest
from bot.catalogs.placeholders import explained
from locales import FOLDER

SOURCE = "en"
"""The language the texts in the code are written in."""

PROJECT = "Homeward"
TEMPLATE_HEADER = """\
# Every text of Homeward, in the English of the code.
# Made by `homeward locales update`; not edited by hand.
#"""

_KEYWORDS = {"say": ((1, "c"), 2), "say_n": ((1, "c"), 2, 3)}
_ROOMS = ("bot", "handlers")
_ROOT = FOLDER.parent


def template(root: Path = _ROOT) -> Catalog:
    """Every text in the code, with the translators' comments beside it."""
    catalog = Catalog(project=PROJECT, charset="utf-8", fuzzy=False, header_comment=TEMPLATE_HEADER)
    for path in _sources(root):
        found = extract_from_file(
            "python",
            path,
            keywords=_KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        name = path.relative_to(root).as_posix()
        for line, texts, comments, context in found:
            where = [(name, line)]
            notes = [*comments, *explained(texts, comments), readers(context or "")]
            notes += _limits(context)
            flags = [flag for flag in (_flag(context),) if flag]
            catalog.add(texts, None, where, flags, notes, context=context)
    return catalog


def _limits(context: str | None) -> Iterator[str]:
    """What a translator is told about a text's length."""
    most = longest(context or "")
    if most is not None:
        yield f"{'Button' if is_button(context or '') else 'Menu'}: at most {most} characters."


def _flag(context: str | None) -> str | None:
    """The same, as Weblate reads it."""
    most = longest(context or "")
    return None if most is None else f"max-length:{most}"


def _sources(root: Path) -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted((root / room).rglob("*.py"))
