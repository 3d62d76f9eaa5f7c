"""The command line: `homeward sandbox | run | check | migrate | locales`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.catalogs import commands as locales_commands
from bot.errors import Misconfigured, StorageError

USAGE_ERROR, CRASHED = 2, 1
ENV_FILE = Path(".env")

cli = typer.Typer(
    name="homeward",
    help="A chatbot that families use to ask after a child, and caseworkers use to answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(locales_commands.cli, name="locales")


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
    from bot import settings, speech  # noqa: PLC0415 -- heavy, and not every command needs it

    read = settings.read_settings(os.environ, available=speech.available(), env_file=ENV_FILE)
    from bot import app  # noqa: PLC0415 -- the heaviest

    begun: Coroutine[Any, Any, None] = getattr(app, errand)(read)
    return begun


def _carry_out(
    work: Callable[[], Coroutine[Any, Any, None]], folder: str = "HOMEWARD_DATA"
) -> None:
    """Run a command; an operator's mistake is one line and exit code 2.

    A fault of ours is logged by its kind and place: its text may hold what a family wrote.
    """
    from bot import logs  # noqa: PLC0415 -- heavy, and `--help` does not need it

    logs.configure("WARNING")
    try:
        asyncio.run(work())
    except StorageError as mistake:
        named = str(mistake).startswith("HOMEWARD_")
        _refuse(f"{mistake}" if named else f"{folder}: {mistake}")
    except Misconfigured as mistake:
        _refuse(str(mistake))
    except KeyboardInterrupt:
        raise SystemExit(0) from None
    except Exception as error:  # noqa: BLE001 -- whatever it is, its text must not be printed
        logs.crashed(error)
        raise SystemExit(CRASHED) from None


def _refuse(mistake: str) -> NoReturn:
    print(f"homeward: {mistake}", file=sys.stderr)  # noqa: T201 -- a command line speaks
    raise SystemExit(USAGE_ERROR) from None


def main() -> None:
    """The entry point of `homeward`."""
    cli()


if __name__ == "__main__":
    main()
