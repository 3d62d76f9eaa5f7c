"""`homeward set-aside list | show | retry | drop`: what could not be handled. Bot stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.errors import StorageError
from bot.settings import Settings
from bot.upkeep.console import carry_out, given_settings

if TYPE_CHECKING:
    from bot.ports import Aside, Transaction

T = TypeVar("T")

SHOWN = 12
ALL = "all"

asides = typer.Typer(
    help="Updates the bot could not handle: look, try again, or erase. Bot stopped.",
    no_args_is_help=True,
)

Which = Annotated[str, typer.Argument(help="The id shown by `list`, or `all`.")]


@asides.command(name="list")
def listed() -> None:
    """Show when each came and why it was set aside, and nothing of what it says."""
    carry_out(lambda: told(given_settings()))


@asides.command()
def show(which: Which) -> None:
    """Show what came, word for word. It may hold what a family wrote."""
    carry_out(lambda: shown(given_settings(), which))


@asides.command()
def retry(which: Which) -> None:
    """Let the bot try again when it is started."""
    carry_out(lambda: marked(given_settings(), which))


@asides.command()
def drop(which: Which) -> None:
    """Erase it for good. A week after it came, it is erased anyway."""
    carry_out(lambda: dropped(given_settings(), which))


async def told(settings: Settings) -> str:
    """All of them, a line each."""
    lines = [
        f"{aside.id[:SHOWN]}  {aside.at:%Y-%m-%d %H:%M} UTC  {aside.reason}, "
        f"{len(aside.payload)} bytes{', to be tried again' if aside.is_again else ''}"
        for aside in await _within(settings, lambda tx: found(tx, ALL))
    ]
    return "\n".join(lines) or "Nothing is set aside."


async def shown(settings: Settings, which: str) -> str:
    """What came."""
    every = await _within(settings, lambda tx: found(tx, which))
    return "\n".join(aside.payload.decode("utf-8", "backslashreplace") for aside in every)


async def marked(settings: Settings, which: str) -> str:
    """Have some tried again at the next start."""

    def work(tx: Transaction) -> int:
        return sum(tx.try_again(aside.id) for aside in found(tx, which))

    count = await _within(settings, work)
    return f"{count} to be tried again. Start the bot, and look at `update_tried_again` in its log."


async def dropped(settings: Settings, which: str) -> str:
    """Erase some."""

    def work(tx: Transaction) -> int:
        return sum(tx.drop_aside(aside.id) for aside in found(tx, which))

    return f"{await _within(settings, work)} erased."


def found(tx: Transaction, which: str) -> tuple[Aside, ...]:
    """Those meant, oldest first. Raises `StorageError` where none is, or one id fits several."""
    every: list[Aside] = []
    after = ""
    while some := tx.asides(after, 100):
        every += some
        after = some[-1].id
    meant = [aside for aside in every if which == ALL or aside.id.startswith(which.lower())]
    if which != ALL and len(meant) != 1:
        raise StorageError(f"{len(meant)} updates set aside have an id that begins so")
    return tuple(sorted(meant, key=lambda aside: aside.at))


async def _within(settings: Settings, work: Callable[[Transaction], T]) -> T:
    from bot.upkeep.keyring import key_ring  # noqa: PLC0415 -- heavy, and `--help` does not need it
    from bot.world import SystemClock  # noqa: PLC0415 -- the same
    from storage.sqlite import open_store  # noqa: PLC0415 -- the same

    async with open_store(settings.data, keys=key_ring(settings), clock=SystemClock()) as store:
        return await store.transact(work)
