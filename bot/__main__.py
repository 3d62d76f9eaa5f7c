"""The command line: `homeward sandbox | run | check | migrate | locales | keys | backup …`."""

from __future__ import annotations

import gc
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.catalogs import commands as locales_commands
from bot.previewing import preview
from bot.upkeep import commands as upkeep_commands
from bot.upkeep.console import carry_out as _carry_out
from bot.upkeep.console import given_settings

RARELY = (20_000, 50, 100)
"""New objects before garbage is searched for, and how often for older ones. A conversation's
objects form no circles, so the searches Python does by itself cost a tenth and find nothing."""

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


@cli.command()
def run() -> None:
    """Run the bot against Telegram. Wants HOMEWARD_TOKEN."""
    _carry_out(lambda: _app("run"))


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

    _carry_out(lambda: rehearsal.run(data, port=port, fresh=fresh), folder="--data")


@cli.command()
def check() -> None:
    """Say whether this installation is ready to run, without running it."""
    _carry_out(lambda: _app("check"))
    typer.echo("Ready to run.")


@cli.command()
def migrate() -> None:
    """Bring the database to this program's version. `run` does the same at its start."""
    _carry_out(lambda: _app("migrate"))
    typer.echo("The database is up to date.")


def _app(errand: str) -> Coroutine[Any, Any, None]:
    """An errand of `bot.app`, which is heavy: a mistake in the settings is told before it loads."""
    read = given_settings()
    gc.disable()  # what is imported stays: searching it for garbage takes a tenth of the start
    from bot import app  # noqa: PLC0415 -- the heaviest

    gc.freeze()
    gc.set_threshold(*RARELY)
    gc.enable()
    begun: Coroutine[Any, Any, None] = getattr(app, errand)(read)
    return begun


def main() -> None:
    """The entry point of `homeward`."""
    cli()


if __name__ == "__main__":
    main()
