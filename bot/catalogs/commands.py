"""The command line of translators: `homeward locales new | status | check | update | …`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.errors import BotError

FOUND = 1
USAGE_ERROR = 2

cli = typer.Typer(
    name="locales", help="Languages: add one, keep them complete.", no_args_is_help=True
)

Languages = Annotated[
    list[str] | None,
    typer.Argument(help="Codes of languages; all without any.", show_default=False),
]


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """A mistake is one line and exit code 2."""
    try:
        yield
    except (BotError, FileNotFoundError) as mistake:
        typer.echo(f"homeward: {mistake}", err=True)
        raise typer.Exit(USAGE_ERROR) from None


def _meant(languages: list[str] | None) -> tuple[str, ...]:
    from bot.voices import available  # noqa: PLC0415 -- heavy, and not every command needs it

    return tuple(languages or available())


@cli.command()
def new(code: Annotated[str, typer.Argument(help="Code of the language, as pl or pt_BR.")]) -> None:
    """Begin a language: a catalog ready to be filled in, header and plural rule right."""
    from bot.catalogs import languages  # noqa: PLC0415 -- heavy, and not every command needs it

    with _mistakes_told():
        begun = languages.begin(code)
    typer.echo(
        f"{begun.path}: {begun.name}, {begun.plural_forms} plural forms.\n"
        "How to go on: docs/translators.md."
    )


@cli.command()
def status(languages: Languages = None) -> None:
    """Show how far each language is: translated, fuzzy, missing, stale, and screen by screen."""
    from bot.catalogs import status as counts  # noqa: PLC0415 -- heavy, not always needed

    with _mistakes_told():
        found = [counts.progress(code) for code in _meant(languages)]
    typer.echo(counts.languages_table(found))
    typer.echo("")
    typer.echo(counts.screens_table(found))


@cli.command()
def update(languages: Languages = None) -> None:
    """Collect every text of the code and merge it into the catalogs."""
    from bot.catalogs import merging  # noqa: PLC0415 -- heavy, and not every command needs it

    with _mistakes_told():
        merging.update(_meant(languages))
