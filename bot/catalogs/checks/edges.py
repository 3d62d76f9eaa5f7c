"""Whether a text begins, ends and is laid out as the English one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogs.finding import Fault
from bot.catalogs.rules import Rules
from bot.catalogs.shape import pairs
from bot.voices.po import Entry

_BULLET = "•"
_SIGNS = ("✓", "·")
_ARROWS = "←→"
_ENDS = ".?!…؟。？！।۔;"
_COLONS = ":：︓"
_CLOSING = "”»“’)\"'"


def edges(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Spaces and line breaks at the edges and inside."""
    for source, said in pairs(entry):
        if _margins(source) != _margins(said):
            yield Fault(
                "edge-space",
                "it begins or ends with other spaces than the English text",
                "begin and end as the English text does",
            )
        if source.strip().count("\n") != said.strip().count("\n"):
            yield Fault(
                "line-breaks",
                f"{said.count(chr(10))} line breaks; the English text has {source.count(chr(10))}",
                "break the lines where the English text does",
            )


def bullets(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Lists whose bullets were lost."""
    for source, said in pairs(entry):
        wanted, found = source.count(_BULLET), said.count(_BULLET)
        if wanted != found:
            what = f"{found} bullets; the English text has {wanted}"
            yield Fault("bullets", what, f"begin each item with “{_BULLET} ”")


def signs(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """Ticks, dots and arrows that were lost. An arrow may point the other way."""
    for source, said in pairs(entry):
        lost = [sign for sign in _SIGNS if source.count(sign) != said.count(sign)]
        if _arrows(source) != _arrows(said):
            lost.append("an arrow")
        for sign in lost:
            yield Fault("sign-lost", f"{sign} is missing, or there are more", "keep it as it is")


def endings(entry: Entry, rules: Rules) -> Iterator[Fault]:
    """A sentence without its end, a heading without its colon, a button with a full stop."""
    for source, said in pairs(entry):
        if _end(source) != _end(said):
            yield Fault(
                "ending",
                f"it ends with “{said[-1:]}”, the English text with “{source[-1:]}”",
                "end it as the English text: a sentence, a heading, or words without a mark",
            )


def _margins(text: str) -> tuple[str, str]:
    bare = text.strip()
    start = text.find(bare) if bare else 0
    return text[:start], text[start + len(bare) :]


def _arrows(text: str) -> int:
    return sum(text.count(arrow) for arrow in _ARROWS)


def _end(text: str) -> str:
    last = text.rstrip().rstrip(_CLOSING)[-1:]
    if last and last in _COLONS:
        return "colon"
    return "sentence" if last and last in _ENDS else "words"
