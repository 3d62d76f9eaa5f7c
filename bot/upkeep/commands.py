"""The operator's commands for keys and data: `homeward keys …`, `backup`, `restore`, `recover`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import Misconfigured
from bot.upkeep.asides import asides
from bot.upkeep.auditing import audit
from bot.upkeep.console import carry_out, given_settings

IdentityFile = Annotated[Path, typer.Argument(help="File with the recovery identity.")]

keys = typer.Typer(help="Make and replace the keys that seal what is kept.", no_args_is_help=True)


@keys.command()
def new() -> None:
    """Make the key file, outside the data folder, readable by its owner only."""
    from bot.upkeep import keyring  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: keyring.new_key(given_settings()))


@keys.command()
def rotate() -> None:
    """Add a new key; the bot re-wraps everything with it after its next start."""
    from bot.upkeep import keyring  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: keyring.rotate_key(given_settings()))


@keys.command()
def retire() -> None:
    """Take former keys out of the key file, once everything opens without them. Bot stopped."""
    from bot.upkeep import rescue  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: rescue.retire_keys(given_settings()))


@keys.command()
def recovery(
    save: Annotated[
        Path | None, typer.Option(help="Write the private part here instead of showing it.")
    ] = None,
) -> None:
    """Make an offline recovery identity (age, X25519). Its private part is kept nowhere."""
    from bot.upkeep import keyring  # noqa: PLC0415 -- heavy, and not every command needs it

    def work() -> str:
        private, public = keyring.new_recovery()
        if save is not None:
            _write_new(save, private)
        shown = private if save is None else f"The recovery identity is in {save}.\n"
        return f"{shown}Now set HOMEWARD_RECOVERY_KEY={public}"

    carry_out(work)


def recover(
    identity: IdentityFile,
    case: Annotated[
        str | None, typer.Option(help="Number of one sealed case to open again.")
    ] = None,
) -> None:
    """Make the data readable again after its key was lost; or open one sealed case. Bot stopped."""
    from bot.upkeep import rescue  # noqa: PLC0415 -- heavy, and not every command needs it

    if case is None:
        carry_out(lambda: rescue.recover(given_settings(), identity))
    else:
        carry_out(lambda: rescue.recover_case(given_settings(), identity, case))


def backup(file: Annotated[Path, typer.Argument(help="Where to write the backup.")]) -> None:
    """Write a whole, checked backup, sealed for the recovery key. The bot may be running."""
    from bot.upkeep import rescue  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: rescue.back_up(given_settings(), file))


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")], identity: IdentityFile
) -> None:
    """Put a backup into an empty data folder. Nothing is sent until `release-outbox`."""
    from bot.upkeep import rescue  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: rescue.put_back(given_settings(), file, identity))


def release_outbox() -> None:
    """After a restore: let the messages that wait be sent. Bot stopped."""
    from bot.upkeep import rescue  # noqa: PLC0415 -- heavy, and not every command needs it

    carry_out(lambda: rescue.release_outbox(given_settings()))


def join(cli: typer.Typer) -> None:
    """Add these commands to the program's."""
    cli.add_typer(keys, name="keys")
    cli.add_typer(audit, name="audit")
    cli.add_typer(asides, name="set-aside")
    for command in (backup, restore, recover):
        cli.command()(command)
    cli.command("release-outbox")(release_outbox)


def _write_new(path: Path, text: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Misconfigured(f"--save: cannot create {path}: {error.strerror}.") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
