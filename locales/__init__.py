"""The words: one gettext catalog a language. Adding a language adds a folder here and no Python."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the catalogs lie."""
