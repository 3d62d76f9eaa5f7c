"""A file too large to fetch is explained, and a photograph sent as a file is warned of."""

from __future__ import annotations

from bot.core.files import LARGEST
from bot.core.triggers import FileSent
from tests.core.kit import SHORTEST, Family


def sent(size: int, mime: str | None = None) -> str:
    """What a family reads that sends a file after its consent."""
    family = Family()
    family.says(*SHORTEST[:8])
    family.do(FileSent(file="document", remote="r", unique="u", size=size, mime=mime))
    return family.read


def test_what_is_too_large_is_explained_with_a_way_out() -> None:
    """Over 20 MB: a smaller one is asked for, and the question follows (fault 74)."""
    assert "larger than 20 MB" in sent(LARGEST + 1)
    assert "smaller" in sent(LARGEST + 1)
    assert "first name" in sent(LARGEST + 1)
    assert "larger than 20 MB" not in sent(LARGEST)


def test_a_photograph_sent_as_a_file_is_warned_of() -> None:
    """It may tell where it was taken (fault 76)."""
    assert "show where it was taken" in sent(1000, "image/jpeg")
    assert "show where it was taken" not in sent(1000, "application/pdf")
