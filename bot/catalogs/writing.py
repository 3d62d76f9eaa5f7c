"""Catalogs as files."""

from __future__ import annotations

import re
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
_FORMER = re.compile(rb"(?:^#\| .*\n)+", re.M)
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')


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
    lines = _FORMER.sub(_mended, target.getvalue()).splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(_LEFT_OUT))
    return b"".join(kept).replace(_NO_VERSION, b"", 1)


def _mended(block: re.Match[bytes]) -> bytes:
    """A former text, each of its forms on one line.

    Babel breaks it as if it were prose, in the middle of quoted strings, which no reader takes.
    """
    text = b" ".join(line.removeprefix(b"#| ") for line in block[0].splitlines())
    forms = re.findall(rb'(msgid\w*) ((?:"(?:[^"\\]|\\.)*" ?)+)', text)
    joined = (word + b' "' + b"".join(_QUOTED.findall(said)) + b'"' for word, said in forms)
    return b"".join(b"#| " + line + b"\n" for line in joined)
