"""The command line of translators: `homeward locales new | status | check | update | …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BotError
from locales import FOLDER

if TYPE_CHECKING:
    from bot.catalogs.finding import Finding

FOUND = 1
USAGE_ERROR = 2

cli = typer.Typer(
    name="locales", help="Languages: add one, keep them complete.", no_args_is_help=True
)

Languages = Annotated[
    list[str] | None,
    typer.Argument(help="Codes of languages; all without any.", show_default=False),
]

Folder = Annotated[Path, typer.Option(help="Where the catalogs lie.", show_default=False)]


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """A mistake is one line and exit code 2."""
    try:
        yield
    except (BotError, FileNotFoundError) as mistake:
        typer.echo(f"homeward: {mistake}", err=True)
        raise typer.Exit(USAGE_ERROR) from None


def _meant(languages: list[str] | None, folder: Path) -> tuple[str, ...]:
    """The languages asked for; all without any. Raises `FileNotFoundError` for one not begun."""
    from bot.voices import available  # noqa: PLC0415 -- heavy, and not every command needs it

    there = available(folder)
    for code in languages or ():
        if code not in there:
            raise FileNotFoundError(
                f"there is no catalog of {code}; `homeward locales new {code}` begins it."
            )
    return tuple(languages or there)


@cli.command()
def new(
    code: Annotated[str, typer.Argument(help="Code of the language, as pl or pt_BR.")],
    *,
    folder: Folder = FOLDER,
) -> None:
    """Begin a language: a catalog ready to be filled in, header and plural rule right."""
    from bot.catalogs import languages  # noqa: PLC0415 -- heavy, and not every command needs it

    with _mistakes_told():
        begun = languages.begin(code, folder)
    typer.echo(
        f"{begun.path}: {begun.name}, {begun.plural_forms} plural forms.\n"
        "How to go on: docs/translators.md."
    )


@cli.command()
def status(languages: Languages = None, *, folder: Folder = FOLDER) -> None:
    """Show how far each language is: translated, fuzzy, missing, stale, and screen by screen."""
    from bot.catalogs import status as counts  # noqa: PLC0415 -- heavy, not always needed

    with _mistakes_told():
        found = [counts.progress(code, folder) for code in _meant(languages, folder)]
    typer.echo(counts.languages_table(found))
    typer.echo("")
    typer.echo(counts.screens_table(found))


@cli.command()
def update(languages: Languages = None, *, folder: Folder = FOLDER) -> None:
    """Collect every text of the code and merge it into the catalogs."""
    from bot.catalogs import guide, merging  # noqa: PLC0415 -- heavy, not always needed

    with _mistakes_told():
        merging.update(_meant(languages, folder), folder)
    if folder == FOLDER:
        guide.refresh()


@cli.command()
def check(languages: Languages = None, *, folder: Folder = FOLDER) -> None:
    """Find faults: exit code 1 where there are any. Names file, line, message and fix."""
    from bot.catalogs import extraction, numbers, offering, template  # noqa: PLC0415 -- heavy

    with _mistakes_told():
        found = [*template.check_template(extraction.template(), folder)] if not languages else []
        faults = {code: offering.faults_of(code, folder) for code in _meant(languages, folder)}
        found += (finding for each in faults.values() for finding in each)
        found += numbers.check_hotlines(folder / "hotlines.toml", faults, folder)
    offering.remember((code for code, each in faults.items() if not each), folder)
    _tell(found)


@cli.command()
def spell(languages: Languages = None, *, folder: Folder = FOLDER) -> None:
    """Check the spelling with hunspell, where it is installed."""
    from bot.catalogs import spelling  # noqa: PLC0415 -- heavy, and not every command needs it

    found: list[Finding] = []
    missing = []
    with _mistakes_told():
        asked = _meant(languages, folder)
        for code in asked:
            try:
                found += spelling.check_spelling(code, folder)
            except spelling.CannotSpell as why:
                missing.append(code)
                typer.echo(f"homeward: {code}: {why}", err=True)
    if found or len(missing) < len(asked):
        _tell(found)


def _tell(found: Sequence[Finding]) -> None:
    for finding in found:
        typer.echo(finding.told(FOLDER.parent))
    if found:
        typer.echo(f"\n{len(found)} to put right.", err=True)
        raise typer.Exit(FOUND)
    typer.echo("Nothing to put right.")
