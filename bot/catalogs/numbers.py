"""Checking the hotlines: an operator's own words, under the same rules as texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.catalogs.checks.letters import foreign_words
from bot.catalogs.checks.wording import wording
from bot.catalogs.finding import Fault, Finding
from bot.catalogs.limits import HOTLINE
from bot.catalogs.places import WRITTEN
from bot.catalogs.rules import Rules
from bot.voices.po import Entry
from bot.voices.pseudo import PSEUDO
from locales import FOLDER

_CHECKS = (*WRITTEN, foreign_words, wording)
_CONTEXT = "hotlines"


def check_hotlines(
    path: Path, languages: Iterable[str], folder: Path = FOLDER
) -> tuple[Finding, ...]:
    """Everything wrong with the names of hotlines in these languages; nothing without the file."""
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
        hotlines = tomllib.loads(text).get("hotline", ())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = Fault("hotlines-malformed", f"it is no TOML ({error})", "put it right")
        return (Finding(path, 1, "(file)", fault),)
    lines = text.split("\n")
    rules = [Rules.of(code, folder) for code in languages if code != PSEUDO]
    return tuple(
        finding
        for hotline in hotlines
        if isinstance(hotline, dict)
        for finding in _of_one(path, hotline, lines, rules)
    )


def _of_one(
    path: Path, hotline: Mapping[str, Any], lines: list[str], rules: list[Rules]
) -> Iterator[Finding]:
    telephone, names = str(hotline.get("telephone", "")), hotline.get("name", {})
    at = next((n for n, line in enumerate(lines, 1) if _gives(line, telephone)), 1)
    for rule in rules:
        name = names.get(rule.code, "") if isinstance(names, dict) else ""
        for fault in dict.fromkeys(_faults(str(name), rule)):
            yield Finding(path, at, f"{telephone} {rule.code} {name}".rstrip(), fault)


def _gives(line: str, telephone: str) -> bool:
    key, _, value = line.partition("=")
    return key.strip() == "telephone" and bool(telephone) and telephone in value


def _faults(name: str, rules: Rules) -> Iterator[Fault]:
    if not name.strip():
        fix = f'write {rules.code} = "…" under its [hotline.name]'
        yield Fault("hotline-unnamed", f"the number has no name in {rules.code}", fix)
    if len(name) > HOTLINE:
        yield Fault("hotline-long", f"{len(name)} characters; {HOTLINE} fit", "shorten it")
    entry = Entry(context=_CONTEXT, said={0: name})
    for check in _CHECKS:
        yield from check(entry, rules)
