"""Whether every placeholder of the English text is there, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import PLACEHOLDER
from bot.voices.po import Entry

_COUNT = "count"


def placeholders(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Missing, unknown, misspelt and broken placeholders."""
    wanted = set(PLACEHOLDER.findall(entry.text + (entry.many or "")))
    for index, said in entry.said.items():
        found = Counter(PLACEHOLDER.findall(said))
        missing = sorted(wanted - found.keys() - _omitted(entry, index, rules)) if said else []
        unknown = sorted(found.keys() - wanted)
        for name in unknown:
            yield _unknown(name, missing)
        for name in missing:
            yield Fault(
                "placeholder-missing",
                f"{{{name}}} is missing",
                f"write {{{name}}} where it belongs in the sentence",
            )
        if "{" in PLACEHOLDER.sub("", said) or "}" in PLACEHOLDER.sub("", said):
            yield Fault(
                "placeholder-broken",
                "a brace stands alone",
                "write placeholders in braces, as {name}, and no other braces",
            )


def _omitted(entry: Entry, index: int, rules: Rules) -> set[str]:
    """What a form may leave out: the number, where the form is used for one number only."""
    return {_COUNT} if entry.many is not None and index in rules.alone else set()


def _unknown(name: str, missing: list[str]) -> Fault:
    near = get_close_matches(name, missing, n=1)
    if near:
        missing.remove(near[0])
        fix = f"write {{{near[0]}}}; placeholders are not translated"
        return Fault("placeholder-misspelt", f"{{{name}}} is misspelt", fix)
    return Fault(
        "placeholder-unknown",
        f"nothing will be filled in for {{{name}}}",
        "use only the placeholders of the English text",
    )
