"""The command line: `homeward sandbox | run | check | migrate | locales`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.catalogs import commands as locales_commands
from bot.errors import Misconfigured, StorageError

USAGE_ERROR = 2
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
    from bot import app  # noqa: PLC0415 -- heavy, and not every command needs it

    _carry_out(lambda: app.run(_settings()))


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

    _carry_out(lambda: rehearsal.run(data, port=port, fresh=fresh))


@cli.command()
def check() -> None:
    """Say whether this installation is ready to run, without running it."""
    from bot import app  # noqa: PLC0415 -- heavy, and not every command needs it

    _carry_out(lambda: app.check(_settings()))
    typer.echo("Ready to run.")


@cli.command()
def migrate() -> None:
    """Bring the database to this program's version. `run` does the same at its start."""
    from bot import app  # noqa: PLC0415 -- heavy, and not every command needs it

    _carry_out(lambda: app.migrate(_settings()))
    typer.echo("The database is up to date.")


def _settings() -> Any:
    from bot import settings, speech  # noqa: PLC0415 -- heavy, and not every command needs it

    return settings.read_settings(os.environ, available=speech.available(), env_file=ENV_FILE)


def _carry_out(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a command; an operator's mistake is one line and exit code 2."""
    try:
        asyncio.run(work())
    except (Misconfigured, StorageError) as mistake:
        print(f"homeward: {mistake}", file=sys.stderr)  # noqa: T201 -- a command line speaks
        raise SystemExit(USAGE_ERROR) from None
    except KeyboardInterrupt:
        raise SystemExit(0) from None


def main() -> None:
    """The entry point of `homeward`."""
    cli()


if __name__ == "__main__":
    main()
