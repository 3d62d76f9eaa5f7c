"""`homeward locales preview`: talk to the bot in a language, finished or not."""

from __future__ import annotations

import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.errors import Misconfigured
from bot.upkeep.console import carry_out
from locales import FOLDER


def preview(
    code: Annotated[str, typer.Argument(help="Code of the language; qps is the pseudo-locale.")],
    *,
    ids: Annotated[bool, typer.Option(help="Show the ids of messages from the beginning.")] = False,
    fallback: Annotated[str, typer.Option(help="Says what the language lacks.")] = "en",
    port: Annotated[int, typer.Option(help="Port of the page.")] = 8089,
    terminal: Annotated[bool, typer.Option(help="In this terminal instead of a page.")] = False,
    folder: Annotated[
        Path, typer.Option(help="Where the catalogs lie.", show_default=False)
    ] = FOLDER,
) -> None:
    """Open the sandbox in a language, finished or not, with the ids of its texts at hand."""
    if terminal:
        return carry_out(lambda: _talk(code, fallback, folder, ids=ids))
    return carry_out(lambda: _page(code, fallback, folder, port, ids=ids))


def _page(
    code: str, fallback: str, folder: Path, port: int, *, ids: bool
) -> Coroutine[Any, Any, None]:
    from bot import rehearsal  # noqa: PLC0415 -- heavy, and the terminal does not need it

    _make_sure(code, fallback, folder)
    return rehearsal.preview(code, fallback, folder=folder, port=port, ids=ids)


def _make_sure(code: str, fallback: str, folder: Path) -> None:
    """Raise `Misconfigured` where there is no catalog, or one that cannot be read."""
    from bot.voices import voices  # noqa: PLC0415 -- heavy, and other commands start without it
    from bot.voices.po import MalformedCatalog  # noqa: PLC0415 -- the same

    for one in (code, fallback):
        try:
            voices((one,), folder)
        except FileNotFoundError:
            raise Misconfigured(
                f"there is no catalog of {one}; `homeward locales new {one}` begins it."
            ) from None
        except MalformedCatalog as mistake:
            raise Misconfigured(f"{mistake}; put it right, then preview again.") from None


def _talk(code: str, fallback: str, folder: Path, *, ids: bool) -> None:
    """Only the family's conversation, line by line. Nothing is stored."""
    from bot.catalogs.trial import Trial  # noqa: PLC0415 -- heavy, and not always needed
    from bot.world import SystemClock  # noqa: PLC0415 -- only here

    _make_sure(code, fallback, folder)
    trial = Trial(code, fallback, SystemClock().now(), folder=folder, ids=ids)
    trial.begin(typer.echo)
    typer.echo("\n(#1 taps the first button, words are an answer, /ids, Ctrl-D ends)")
    for line in sys.stdin:
        trial.answer(line.rstrip("\n"), typer.echo)
        if trial.is_over:
            break
