"""The command line: `homeward sandbox | run | check | migrate | locales | keys | backup …`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.catalogs import commands as locales_commands
from bot.errands import errand, run
from bot.previewing import preview
from bot.upkeep import commands as upkeep_commands
from bot.upkeep.console import carry_out

cli = typer.Typer(
    name="homeward",
    help="A chatbot that families use to ask after a child, and caseworkers use to answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
locales_commands.cli.command()(preview)
cli.add_typer(locales_commands.cli, name="locales")
upkeep_commands.join(cli)
cli.command()(run)


@cli.command()
def sandbox(
    *,
    fresh: Annotated[bool, typer.Option(help="Forget what was there and start anew.")] = False,
    data: Annotated[Path, typer.Option(help="Folder the sandbox keeps its world in.")] = Path(
        "sandbox-data"
    ),
    port: Annotated[int, typer.Option(help="Port of the page.")] = 8088,
) -> None:
    """Run the whole bot against a local Bot API emulator, with a page to try it on."""
    from bot import rehearsal  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: rehearsal.run(data, port=port, fresh=fresh), folder="--data")


@cli.command()
def check() -> None:
    """Say whether this installation is ready to run, without running it."""
    carry_out(lambda: errand("check"))
    typer.echo("Ready to run.")


@cli.command()
def migrate() -> None:
    """Bring the database to this program's version. `run` does the same at its start."""
    carry_out(lambda: errand("migrate"))
    typer.echo("The database is up to date.")
