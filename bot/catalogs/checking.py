"""Checking a whole catalog: its header, its messages, and that they are the template's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.catalogs.checks import faults
from bot.catalogs.finding import Fault, Finding, named
from bot.catalogs.plurals import is_same, rule, stated
from bot.catalogs.rules import Rules
from bot.voices import path_of, template_in
from bot.voices.po import Entry, MalformedCatalog, read_file
from locales import FOLDER

_UPDATE = "run `homeward locales update`"
Key = tuple[str, str]


def check(code: str, folder: Path = FOLDER) -> tuple[Finding, ...]:
    """Everything wrong with a language's catalog, in the order of its lines."""
    path, rules = path_of(code, folder), Rules.of(code, folder)
    if not path.exists():
        fault = Fault("no-catalog", "there is no catalog", f"run `homeward locales new {code}`")
        return (Finding(path, 1, f"({code})", fault),)
    try:
        wanted = {entry.key: entry for entry in read_file(template_in(folder)) if entry.text}
        entries = read_file(path)
    except MalformedCatalog as error:
        fault = Fault("malformed", error.why, "put it right; msgfmt tells more")
        return (Finding(error.path, error.line, "(file)", fault),)
    found = [
        *_header(path, entries, rules),
        *_compared(path, entries, wanted),
        *_messages(path, entries, wanted, rules),
    ]
    return tuple(sorted(found, key=lambda finding: finding.line))


def _header(path: Path, entries: tuple[Entry, ...], rules: Rules) -> Iterator[Finding]:
    header = next((entry for entry in entries if entry.is_header), None)
    if header is None:
        fault = Fault("header", "the header is missing", "copy it from another catalog")
        yield Finding(path, 1, "(header)", fault)
        return
    text = header.said.get(0, "")
    if f"Language: {rules.code}\n" not in text:
        fault = Fault("header", "it names another language", f"write “Language: {rules.code}”")
        yield Finding(path, header.line, "(header)", fault)
    if "charset=utf-8" not in text.lower():
        fault = Fault("header", "the encoding is not named", "write “charset=utf-8”")
        yield Finding(path, header.line, "(header)", fault)
    if not _is_plural_right(text, rules):
        forms, expression = rules.plural
        right = f"Plural-Forms: nplurals={forms}; plural={expression};"
        fault = Fault("plural-header", "the plural rule is not the language's", f"write “{right}”")
        yield Finding(path, header.line, "(header)", fault)


def _is_plural_right(header: str, rules: Rules) -> bool:
    found, wanted = stated(header), rules.plural
    if found is None or found[0] != wanted[0]:
        return False
    one, other = rule(*found), rule(*wanted)
    return one is not None and other is not None and is_same(one, other)


def _compared(
    path: Path, entries: tuple[Entry, ...], wanted: Mapping[Key, Entry]
) -> Iterator[Finding]:
    """Messages the catalog lacks, has twice, or has for nothing."""
    seen: set[Key] = set()
    for entry in entries:
        if entry.is_header:
            continue
        if entry.is_obsolete or entry.key not in wanted:
            fault = Fault("stale", "the code says this no more", f"{_UPDATE}, which removes it")
            yield Finding(path, entry.line, named(entry), fault)
        elif entry.key in seen:
            fault = Fault("double", "the message stands there twice", "leave one")
            yield Finding(path, entry.line, named(entry), fault)
        seen.add(entry.key)
    for key in wanted.keys() - seen:
        fault = Fault("absent", "the catalog lacks this message", _UPDATE)
        yield Finding(path, 1, named(wanted[key]), fault)


def _messages(
    path: Path, entries: tuple[Entry, ...], wanted: Mapping[Key, Entry], rules: Rules
) -> Iterator[Finding]:
    for entry in entries:
        if not entry.is_obsolete and entry.key in wanted:
            for fault in faults(entry, rules):
                yield Finding(path, entry.line, named(entry), fault)
