"""Parts of a page that are made from the code; the words around them are written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping


def filled(text: str, regions: Mapping[str, Callable[[], str]]) -> str:
    """A page with its regions made anew. Raises `LookupError` where a region is missing."""
    for name, make in regions.items():
        text = _filled(text, name, make())
    return text


def _filled(text: str, name: str, body: str) -> str:
    opened, closed = f"<!-- {name}: made by `make docs` -->", f"<!-- {name}: end -->"
    pattern = re.compile(f"{re.escape(opened)}.*?{re.escape(closed)}", re.DOTALL)
    if len(pattern.findall(text)) != 1:
        raise LookupError(f"the page needs one region from {opened!r} to {closed!r}")
    return pattern.sub(lambda _: f"{opened}\n{body}\n{closed}", text)
