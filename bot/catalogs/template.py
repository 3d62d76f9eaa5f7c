"""Checking the template: that it is the code's, and tells translators what they need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from bot.catalogs.finding import Fault, Finding, named
from bot.catalogs.shape import PLACEHOLDER
from bot.voices import template_in
from bot.voices.po import Entry, read_file
from locales import FOLDER

_UPDATE = "run `homeward locales update`"
_IN_CODE = "in the code, in the comment “# Translators:” above the text"


def check_template(fresh: Catalog, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Everything wrong with the template. `fresh` is what the code says."""
    path = template_in(folder)
    if not path.exists():
        return (Finding(path, 1, "(file)", Fault("template-stale", "it is missing", _UPDATE)),)
    entries = [entry for entry in read_file(path) if not entry.is_header]
    found = [*_stale(path, entries, fresh)]
    for entry in entries:
        found += (Finding(path, entry.line, named(entry), fault) for fault in _untold(entry))
    return tuple(found)


def _stale(path: Path, entries: list[Entry], fresh: Catalog) -> Iterator[Finding]:
    there = {entry.key: entry for entry in entries}
    said = {_key(message.context, message.id): message for message in fresh if message.id}
    for key in said.keys() - there.keys():
        fault = Fault("template-stale", "the template lacks a text of the code", _UPDATE)
        yield Finding(path, 1, f"[{key[0]}] {key[1]}", fault)
    for key, entry in there.items():
        if key not in said:
            fault = Fault("template-stale", "the code says this no more", _UPDATE)
            yield Finding(path, entry.line, named(entry), fault)
        elif list(said[key].auto_comments) != entry.notes:
            fault = Fault("template-stale", "the comment in the code is another", _UPDATE)
            yield Finding(path, entry.line, named(entry), fault)


def _key(context: str | None, text: str | tuple[str, ...] | list[str]) -> tuple[str, str]:
    return context or "", text if isinstance(text, str) else text[0]


def _untold(entry: Entry) -> Iterator[Fault]:
    """What a translator is not told."""
    if not entry.context:
        yield Fault("context-missing", "the text has no context", "name the screen in the code")
    told = " ".join(entry.notes)
    if not told:
        yield Fault("comment-missing", "nothing tells where it appears", f"tell {_IN_CODE}")
    for name in sorted(set(PLACEHOLDER.findall(entry.text + (entry.many or "")))):
        if told and f"{{{name}}}" not in told:
            what = f"nothing tells what {{{name}}} holds"
            yield Fault("comment-placeholder", what, f"tell {_IN_CODE}")
