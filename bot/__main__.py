"""`homeward`: the bot itself, or any other command of `bot.cli`."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point of `homeward`."""
    if sys.argv[1:] == ["run"]:
        from bot.errands import run as work  # noqa: PLC0415 -- no other command needs it
    else:
        from bot.cli import cli as work  # noqa: PLC0415 -- typer is 5 MiB a bot would always keep
    work()


if __name__ == "__main__":
    main()
