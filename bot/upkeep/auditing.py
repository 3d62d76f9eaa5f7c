"""`homeward audit verify`: is everything that staff did still as it was written down?"""

from __future__ import annotations

import typer

from bot.errors import StorageError
from bot.settings import Settings
from bot.upkeep.console import carry_out, given_settings

audit = typer.Typer(help="What staff did: prove it unchanged.", no_args_is_help=True)


@audit.callback()
def group() -> None:
    """Keep `verify` a command of its own."""


@audit.command()
def verify() -> None:
    """Find the first row of the audit log that was changed. Bot stopped."""
    carry_out(lambda: verified(given_settings()))


async def verified(settings: Settings) -> str:
    """That the chain holds. Raises `StorageError` naming the first row that does not fit."""
    from bot.upkeep.keyring import key_ring  # noqa: PLC0415 -- heavy, and `--help` does not need it
    from bot.world import SystemClock  # noqa: PLC0415 -- the same
    from storage.sqlite import open_store  # noqa: PLC0415 -- the same

    async with open_store(settings.data, keys=key_ring(settings), clock=SystemClock()) as store:
        found = await store.transact(lambda tx: tx.audit_break())
    if found is not None:
        raise StorageError(f"the audit log was changed: row {found} does not fit the chain")
    return "The audit log is whole."
