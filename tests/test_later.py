"""A module that is only named is not loaded, and is whole when it is used."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.telegram.later import only_named

HEAVY = "class Heavy:\n    size = 5\n"
LIBRARY = (
    "import heavy\n"
    "def make(given: str | heavy.Heavy | None = None) -> heavy.Heavy:\n    return heavy.Heavy()\n"
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A library that names what a heavy module has, both for this test alone."""
    tmp_path.joinpath("heavy.py").write_text(HEAVY, "utf-8")
    tmp_path.joinpath("library.py").write_text(LIBRARY, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("heavy", "library"):
        sys.modules.pop(name, None)


def test_it_is_loaded_by_its_first_use(shelf: None) -> None:
    """Imported and named it is not loaded; used, it is the very module that others import."""
    with only_named("heavy"):
        import library  # type: ignore[import-not-found]  # noqa: PLC0415 -- the shelf's
    assert "heavy" not in sys.modules
    made = library.make()
    import heavy  # type: ignore[import-not-found]  # noqa: PLC0415 -- the shelf's

    assert isinstance(made, heavy.Heavy)
    assert sys.modules["heavy"] is heavy


def test_a_loaded_one_is_left_as_it_is(shelf: None) -> None:
    """Where somebody needed it before, everybody has that one."""
    import heavy  # noqa: PLC0415 -- the shelf's

    with only_named("heavy"):
        import library  # noqa: PLC0415 -- the shelf's
    assert library.heavy is heavy
