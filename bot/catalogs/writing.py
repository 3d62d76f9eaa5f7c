"""Catalogs as files."""

from __future__ import annotations

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

# What changes with every run, and what names nobody.
_LEFT_OUT = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Report-Msgid-Bugs-To',
)
_NO_VERSION = b" VERSION"


def written(catalog: Catalog) -> bytes:
    """A catalog as a file: the same texts always give the same bytes."""
    target = BytesIO()
    write_po(
        target,
        catalog,
        width=96,
        include_lineno=False,
        sort_by_file=True,
        ignore_obsolete=True,
        include_previous=True,
    )
    lines = target.getvalue().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(_LEFT_OUT))
    return b"".join(kept).replace(_NO_VERSION, b"", 1)
