"""What the core needs to understand people; `bot.hearing` has the libraries for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from bot.core.dates import PartialDate
from bot.core.say import Choice, Say


class FoundPlace(NamedTuple):
    """A place of the gazetteer that fits what was typed; `region` is the code of its region."""

    code: str
    region: str
    exact: bool


class Ear(Protocol):
    """Understands words, in a language. Never raises; None or nothing where it is not sure."""

    def date(
        self, text: str, locale: str, today: date, *, of_birth: bool
    ) -> PartialDate | Say | None:
        """A date as people write it; a `Say` where it is clear what is wrong with it."""
        ...

    def telephone(self, text: str, locale: str) -> str | None:
        """A telephone number in E.164."""
        ...

    def places(self, text: str) -> tuple[FoundPlace, ...]:
        """Places that fit, the likeliest first."""
        ...

    def regions(self, country: str, locale: str) -> tuple[str, ...]:
        """The codes of a country's regions, in the language's alphabetical order."""
        ...

    def chosen(self, text: str, choices: Sequence[Choice], locale: str) -> Choice | None:
        """The choice whose label, or number in the list, a person typed."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The languages the bot speaks, in the order the operator lists them."""
        ...
