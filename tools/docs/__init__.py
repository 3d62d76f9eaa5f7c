"""Pages, and tables within pages, that are made from the code: `make docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.docs import form, tables
from tools.docs.regions import filled

DOCS = Path(__file__).parent.parent.parent / "docs"


def pages(folder: Path = DOCS) -> Iterator[tuple[Path, str]]:
    """Every such page, and what should be in it now."""
    yield folder / "form.md", form.page()
    for name, regions in tables.REGIONS.items():
        path = folder / name
        yield path, filled(path.read_text("utf-8"), regions)
