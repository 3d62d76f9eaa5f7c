"""The tables of the translators' guide that are made from the glossary."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.catalogs.glossary import Glossary, Never
from locales import FOLDER

GUIDE = FOLDER.parent / "docs" / "translators.md"
_LANGUAGES = ("en", "uk", "ru")
_BEGIN, _END = "<!-- {} from locales/glossary.toml -->\n", "<!-- end of {} -->\n"


def with_tables(guide: str, folder: Path = FOLDER) -> str:
    """The guide with its tables as the glossary has them now."""
    tables = tomllib.loads((folder / "glossary.toml").read_text(encoding="utf-8"))
    glossary = Glossary.of(tables)
    guide = _placed(guide, "terms", "\n".join(_terms(glossary)))
    patterns = [row["pattern"] for row in tables["never"]]
    return _placed(guide, "never", "\n".join(_nevers(glossary.nevers, patterns)))


def _placed(guide: str, name: str, table: str) -> str:
    before, begin, rest = guide.partition(_BEGIN.format(name))
    _, end, after = rest.partition(_END.format(name))
    return f"{before}{begin}\n{table}\n\n{end}{after}" if begin and end else guide


def _terms(glossary: Glossary) -> Iterator[str]:
    yield f"| {' | '.join(_LANGUAGES)} | what it means | why so |"
    yield "|-|-|-|-|-|"
    for term in glossary.terms:
        words = [term.words[code].say if code in term.words else "" for code in _LANGUAGES]
        yield f"| {' | '.join(words)} | {term.meaning} | {term.reason} |"


def _nevers(nevers: Iterable[Never], patterns: Iterable[str]) -> Iterator[str]:
    yield "| language | never | instead | why |"
    yield "|-|-|-|-|"
    for never, pattern in zip(nevers, patterns, strict=True):
        shown = pattern.replace("|", "\\|")
        yield f"| {never.language} | `{shown}` | {never.use} | {never.reason} |"


def refresh(path: Path = GUIDE, folder: Path = FOLDER) -> None:
    """Write the guide anew, where there is one."""
    if path.exists():
        path.write_text(with_tables(path.read_text(encoding="utf-8"), folder), encoding="utf-8")
