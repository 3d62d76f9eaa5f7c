"""A language's catalog: begun, loaded, and what CLDR knows of its plural."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.catalogs.extraction import PROJECT
from bot.catalogs.plurals import right
from bot.catalogs.writing import written
from bot.errors import BotError
from bot.voices import PSEUDO, path_of, template_in
from bot.voices.po import read_file
from locales import FOLDER

HEADER = """\
# {language} texts of Homeward.
# How to translate them: docs/translators.md.
#"""


class CannotBegin(BotError):
    """A language that cannot be begun. Says why."""


class Begun(NamedTuple):
    """A language just begun."""

    path: Path
    name: str
    plural_forms: int


def empty(code: str) -> Catalog:
    """A catalog without texts, its header and plural rule right.

    Raises `CannotBegin` for a code that CLDR does not know.
    """
    if code == PSEUDO:
        raise CannotBegin(f"{PSEUDO} is the pseudo-locale; it is made by itself.")
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        raise CannotBegin(
            f"CLDR knows no language “{code}”; write for example pl or pt_BR."
        ) from None
    header = HEADER.format(language=locale.english_name)
    found = Catalog(
        locale=code, project=PROJECT, charset="utf-8", fuzzy=False, header_comment=header
    )
    forms, rule = right(code)
    found.mime_headers = [("Plural-Forms", f"nplurals={forms}; plural={rule};")]
    return found


def load(code: str, folder: Path = FOLDER) -> Catalog:
    """A language's catalog; an empty one where there is none yet."""
    fresh = empty(code)
    path = path_of(code, folder)
    if not path.exists():
        return fresh
    with path.open("rb") as source:
        catalog = read_po(source, locale=code)
    catalog.header_comment = fresh.header_comment
    catalog.project, catalog.version = PROJECT, fresh.version
    _remember_former(catalog, path)
    return catalog


def _remember_former(catalog: Catalog, path: Path) -> None:
    """Put the former English beside fuzzy messages. Babel writes it, and reads it as a remark."""
    former = {e.key: e.former for e in read_file(path) if e.former and not e.is_obsolete}
    for message in catalog:
        message.user_comments = [one for one in message.user_comments if one[:1] != "|"]
        text = message.id if isinstance(message.id, str) else message.id[0]
        message.previous_id = former.get((message.context or "", text), [])


def begin(code: str, folder: Path = FOLDER) -> Begun:
    """Write a language's catalog, ready to be filled in.

    Raises `CannotBegin` where the language is unknown, or has been begun before.
    """
    catalog, path = empty(code), path_of(code, folder)
    if path.exists():
        raise CannotBegin(
            f"{path} is there already; `homeward locales update` brings it up to date."
        )
    with template_in(folder).open("rb") as source:
        catalog.update(read_po(source))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog))
    name = Locale.parse(code).english_name or code
    return Begun(path, name, catalog.num_plurals)
