"""Quotes, dashes, apostrophes and spaces, as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs, prose
from bot.voices.po import Entry

_QUOTES = "«»„“”‹›‚‘"
_HYPHEN_AS_DASH = re.compile(r"(?:^|(?<=[\s\w,.;:!?»”)]))\s-{1,3}\s|\s--\s|^-{1,3}\s", re.M)
_DASHES = "–—―"
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['`´ʼ‘](?=[^\W\d_])")
_DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")
_BEFORE_MARK = re.compile(r"[^\W\d_] [,.](?:\s|$)")


def spaces(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Doubled spaces, a space before a comma or a full stop."""
    for _, said in pairs(entry):
        if _DOUBLED.search(said):
            yield Fault("space-doubled", "two spaces stand together", "leave one")
        if _BEFORE_MARK.search(said):
            yield Fault("space-before-mark", "a space stands before a mark", "remove it")


def dashes(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """A hyphen where a dash belongs, or another language's dash; three dots for an ellipsis."""
    dash = rules.typography.dash
    for _, said in pairs(entry):
        if _HYPHEN_AS_DASH.search(prose(said)):
            yield Fault("hyphen", "a hyphen stands for a dash", f"write “{dash or '–'}”")
        if dash and any(other in said for other in _DASHES if other != dash):
            yield Fault("dash", "this is another language's dash", f"write “{dash}”")
        if "..." in said:
            yield Fault("dots", "three dots stand for an ellipsis", "write “…”")


def quotes(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Quotation marks of another language, or without their partner."""
    pairs_allowed = rules.typography.quotes
    for _, said in pairs(entry):
        if '"' in said or (pairs_allowed and _others(said, pairs_allowed)):
            yield Fault("quotes-wrong", "these are not the language's quotation marks", _fix(rules))
        elif not _are_balanced(said, pairs_allowed):
            yield Fault(
                "quotes-unbalanced", "a quotation mark has no partner", "open and close every quote"
            )


def apostrophes(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """A straight apostrophe, or a look-alike, inside a word."""
    wanted = rules.typography.apostrophe
    if wanted:
        for _, said in pairs(entry):
            if _APOSTROPHE.search(said):
                yield Fault("apostrophe", "this is not the apostrophe", f"write “{wanted}”")


def _fix(rules: Rules) -> str:
    allowed = rules.typography.quotes
    return f"write {' or '.join(f'{one[0]}…{one[1]}' for one in allowed) or '“…”'}"


def _others(said: str, allowed: tuple[str, ...]) -> set[str]:
    return set(said) & set(_QUOTES) - set("".join(allowed))


def _are_balanced(said: str, allowed: tuple[str, ...]) -> bool:
    """Whether quotes close in the order they were opened; without pairs, whether they are even."""
    marks = [letter for letter in said if letter in _QUOTES]
    if not allowed:
        return len(marks) % 2 == 0
    waiting: list[str] = []
    opening = {pair[0]: pair[1] for pair in allowed}
    for mark in marks:
        if waiting and mark == waiting[-1]:
            waiting.pop()
        elif mark in opening:
            waiting.append(opening[mark])
        else:
            return False
    return not waiting
