"""Places as families name them, in the form."""

from __future__ import annotations

import pytest

from bot.core.say import Named
from tests.core.kit import SHORTEST, Family, hearing, speech


@pytest.mark.parametrize("text", ["Польща", "Польша", "poland", " POLAND "])
def test_a_third_country_is_a_place(text: str) -> None:
    """A country's name, in any language of the bot, is that country."""
    (found,) = hearing().places(text)
    assert (found.code, found.exact) == ("PL", True)


@pytest.mark.parametrize(("locale", "name"), [("uk", "Польща"), ("ru", "Польша"), ("en", "Poland")])
def test_a_country_is_shown_in_the_readers_language(locale: str, name: str) -> None:
    """The country's name comes from CLDR."""
    assert speech().text(Named(kind="place", code="PL"), locale) == name


def test_a_country_answers_where_someone_is() -> None:
    """Whoever is abroad writes the country, and that is enough."""
    family = Family()
    family.says(*SHORTEST[:13], "Poland")
    assert "✓ Where separated: Poland" in family.read
