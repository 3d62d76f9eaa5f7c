"""The brackets of the pseudo-locale: what is read without them is in no catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.core.say import Choice, Line, Paragraph, Prompt, Say, Spaced, Verbatim
from bot.gazetteer import Gazetteer
from bot.speech import PSEUDO, Speech

_LETTER = re.compile(r"[^\W\d_]")
_COMMAND = re.compile(r"/[a-z_]+")
_AS_IT_IS = re.compile(r"/[a-z]+(?: [^a-z]*)?|https?://\S+")
"""How a command is written, with capitals for what is filled in; an address."""


@cache
def speech() -> Speech:
    """The pseudo-locale's voice, and no other."""
    return Speech((PSEUDO,), Gazetteer.load())


def untranslatable(line: Line | str | int, own: frozenset[str]) -> Iterator[str]:
    """What in a line would stay English in every language, but for people's `own` words."""
    if isinstance(line, Say):
        shown = speech().text(line, PSEUDO)
        if not (shown.startswith("⟦") and shown.endswith("⟧")):
            yield shown
    words = line.verbatim if isinstance(line, Verbatim) else line
    if isinstance(words, str) and _LETTER.search(outside(words)) and not _is_own(words, own):
        yield words
    for part in _parts(line):
        yield from untranslatable(part, own)


def _parts(line: Line | str | int) -> tuple[Line | str | int, ...]:
    match line:
        case Say():
            return tuple(line.params.values())
        case Paragraph():
            return (line.heading, *line.lines)
        case Spaced():
            return line.items
        case _:
            return ()


def _is_own(text: str, own: frozenset[str]) -> bool:
    """Whether these are people's own words, given back; long ones may be cut."""
    return all(
        not _LETTER.search(one)
        or _AS_IT_IS.fullmatch(one)
        or any(each.startswith(one) for each in own)
        for line in text.split("\n")
        for one in (line.split(", ") if line not in own else [line])
    )


def outside(text: str) -> str:
    """What of a text as it is read stands outside all brackets; commands may."""
    depth, found = 0, []
    for sign in text:
        depth += (sign == "⟦") - (sign == "⟧")
        if depth == 0 and sign != "⟧":
            found.append(sign)
    return " ".join(_COMMAND.sub("", "".join(found)).split())


def lines(prompt: Prompt) -> Iterator[Line]:
    """Everything a prompt shows."""
    yield from prompt.says
    yield from (choice.label for choice in prompt.every_choice())


def is_ours_alone(choice: Choice) -> bool:
    """Whether a button says one text of ours, with nothing filled in that we did not write."""
    said = choice.label
    return isinstance(said, Say) and all(isinstance(p, int) for p in said.params.values())
