"""What placeholders hold that mean the same wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.catalogs.shape import PLACEHOLDER

_HOLD = {
    "after": "the status it was to have, in words",
    "before": "the status it has, in words",
    "count": "the number that decides the plural form",
    "date": "a date, in words",
    "meaning": "what the command does, in words",
    "name": "someone's first name, as it was written",
    "next": "the number of the next page",
    "number": "a number",
    "reference": "the number of an inquiry, as the family and the staff know it",
    "status": "a status, in words",
    "total": "how many there are",
}


def explained(texts: str | tuple[str | None, ...], comments: Iterable[str]) -> Iterator[str]:
    """A remark for each placeholder of a message that the code's own comments do not explain."""
    said = " ".join(filter(None, texts)) if isinstance(texts, tuple) else texts
    told = " ".join(comments)
    for name in dict.fromkeys(PLACEHOLDER.findall(said)):
        if f"{{{name}}}" not in told and name in _HOLD:
            yield f"{{{name}}} is {_HOLD[name]}."
