"""Whether every plural form of the language is there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.voices.po import Entry


def plural_forms(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Forms that are missing, and forms the language does not have."""
    if entry.many is None or not any(entry.said.values()):
        return
    wanted = range(rules.plural[0])
    missing = [f"msgstr[{index}]" for index in wanted if not entry.said.get(index)]
    if missing:
        what = f"{', '.join(missing)} of {len(wanted)} plural forms is missing"
        yield Fault("plural-missing", what, "translate every form")
    extra = [f"msgstr[{index}]" for index in entry.said if index not in wanted]
    if extra:
        what = f"the language has {len(wanted)} plural forms; {', '.join(extra)} is never used"
        yield Fault("plural-extra", what, "remove it")
