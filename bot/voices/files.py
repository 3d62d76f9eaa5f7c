"""Where the catalogs lie, in the layout that gettext, Weblate and Crowdin know."""

from __future__ import annotations

from pathlib import Path

from locales import FOLDER

DOMAIN = "homeward"


def path_of(code: str, folder: Path = FOLDER) -> Path:
    """Where a language's catalog lies."""
    return folder / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def template_in(folder: Path = FOLDER) -> Path:
    """Where the template lies: every text of the code, in no language."""
    return folder / f"{DOMAIN}.pot"


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that have a catalog, by code."""
    return tuple(sorted(path.parent.parent.name for path in folder.glob(f"*/*/{DOMAIN}.po")))
