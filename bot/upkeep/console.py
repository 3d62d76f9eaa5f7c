"""How a command reads its settings, does its work, and tells an operator's mistake."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn

from bot.errors import Misconfigured, StorageError

USAGE_ERROR, CRASHED = 2, 1
ENV_FILE = Path(".env")


def given_settings() -> Any:
    """The settings of the environment and of `.env`."""
    from bot import settings, speech  # noqa: PLC0415 -- heavy, and `--help` does not need it

    return settings.read_settings(os.environ, available=speech.available(), env_file=ENV_FILE)


def carry_out(
    work: Callable[[], Coroutine[Any, Any, str | None] | str | None],
    folder: str = "HOMEWARD_DATA",
) -> None:
    """Run a command and print what it says; an operator's mistake is one line and exit code 2.

    A fault of ours is logged by its kind and place: its text may hold what a family wrote.
    """
    # structlog loads rich, if it is there, to draw a crash on a terminal; ours are JSON lines.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # how imports know: not there
    from bot import logs  # noqa: PLC0415 -- heavy, and `--help` does not need it

    logs.configure("WARNING")
    try:
        begun = work()
        said = asyncio.run(begun) if isinstance(begun, Coroutine) else begun
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
    if said:
        print(said)  # noqa: T201 -- a command line speaks


def _refuse(mistake: str) -> NoReturn:
    print(f"homeward: {mistake}", file=sys.stderr)  # noqa: T201 -- the same
    raise SystemExit(USAGE_ERROR) from None
