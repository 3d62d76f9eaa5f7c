"""A place as a family names it."""

from __future__ import annotations

from bot.core.value import Value


class Place(Value):
    """A place: the gazetteer's code where the family picked one, their own words where not.

    One of the two is always there. `region` is the code of the region a picked place lies in.
    Codes are stable between editions of the gazetteer.
    """

    code: str | None = None
    text: str | None = None
    region: str | None = None
