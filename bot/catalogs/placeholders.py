"""What placeholders hold that mean the same wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.catalogs.shape import PLACEHOLDER

_HOLD = {
    "act": "what was done, an English word",
    "after": "the status it was to have, in words",
    "all": "a number",
    "before": "the status it has, in words",
    "cases": "how many cases, in words",
    "count": "the number that decides the plural form",
    "date": "a date, in words",
    "day": "a number",
    "days": "how many days, in words",
    "language": "the name of a language",
    "link": "a web address",
    "meaning": "what the command does, in words",
    "member": "the name or id of someone of the staff",
    "name": "someone's name, as it was written",
    "next": "the number of the next page",
    "number": "a number",
    "reference": "the number of an inquiry, as the family and the staff know it",
    "role": "someone's role among the staff, in words",
    "status": "a status, in words",
    "text": "words of a person or of the bot",
    "title": "a title",
    "total": "how many there are",
    "week": "a number",
    "what": "what it is about, in words",
    "who": "someone of the staff, the family or the bot",
}


def explained(texts: str | tuple[str | None, ...], comments: Iterable[str]) -> Iterator[str]:
    """A remark for each placeholder of a message that the code's own comments do not explain."""
    said = " ".join(filter(None, texts)) if isinstance(texts, tuple) else texts
    told = " ".join(comments)
    for name in dict.fromkeys(PLACEHOLDER.findall(said)):
        if f"{{{name}}}" not in told and name in _HOLD:
            yield f"{{{name}}} is {_HOLD[name]}."
