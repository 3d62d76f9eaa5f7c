"""What `bot.app` is asked for from a command line."""

from __future__ import annotations

import gc
from collections.abc import Coroutine
from typing import Any

from bot.upkeep.console import carry_out, given_settings
from bot.upkeep.memory import share_one_arena

RARELY = (20_000, 50, 100)
"""New objects before garbage is searched for, and how often for older ones. A conversation's
objects form no circles, so the searches Python does by itself cost a tenth and find nothing."""


def run() -> None:
    """Run the bot against Telegram. Wants HOMEWARD_TOKEN."""
    share_one_arena()
    carry_out(lambda: errand("run"))


def errand(name: str) -> Coroutine[Any, Any, None]:
    """An errand of `bot.app`, which is heavy: a mistake in the settings is told before it loads."""
    read = given_settings()
    gc.disable()  # what is imported stays: searching it for garbage takes a tenth of the start
    from bot import app  # noqa: PLC0415 -- the heaviest

    gc.freeze()
    gc.set_threshold(*RARELY)
    gc.enable()
    begun: Coroutine[Any, Any, None] = getattr(app, name)(read)
    return begun
