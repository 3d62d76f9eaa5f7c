"""Bots that start at once, for tests that start hundreds: `python -m tests.nest` is their nest.

It has the bot's modules loaded and forks. What hatches is what `python -m bot` is once it has
imported everything: a process of its own, with its own settings, to be killed like any other.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.kill.victim import Point
from tests.processes import made_for


class Hatched:
    """A bot that came from the nest."""

    def __init__(self, pid: int) -> None:
        self._handle = os.pidfd_open(pid)

    async def kill(self) -> None:
        """End it as a power cut would."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        await self.ended()

    async def ended(self) -> None:
        """Wait until it is no more."""
        gone = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._handle, gone.set)
        try:
            await gone.wait()
        finally:
            loop.remove_reader(self._handle)

    def close(self) -> None:
        """Forget it."""
        os.close(self._handle)


class Nest:
    """The nest, seen from outside."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @asynccontextmanager
    async def homeward(
        self,
        *arguments: str,
        settings: Mapping[str, str],
        folder: Path,
        point: tuple[str, int] | None = None,
    ) -> AsyncIterator[Hatched]:
        """As `tests.processes.homeward`, without the wait; it may end itself at a `point`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        environment = made_for(folder, settings)
        order = {"arguments": arguments, "folder": str(folder), "environment": environment}
        order |= {"point": point}
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        bot = Hatched(int(self._process.stdout.readline()))
        try:
            yield bot
        finally:
            await bot.kill()
            bot.close()


@contextmanager
def nest() -> Iterator[Nest]:
    """A nest, until the block ends."""
    command, pipe = [sys.executable, "-m", "tests.nest"], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603 - our own module
        yield Nest(process)
        process.communicate()


def _hatch(order: dict[str, Any]) -> None:
    """Become the bot; only in a child."""
    from bot.__main__ import main  # noqa: PLC0415 - loaded by the nest

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for number, name in enumerate((os.devnull, "out", "err")):
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, flags if number else os.O_RDONLY, 0o600), number)
    sys.argv = ["homeward", *order["arguments"]]
    if order["point"]:
        sys.addaudithook(Point(*order["point"]).hear)
    main()


def _sit() -> None:
    """Fork a bot for every line; what dies is buried by the kernel."""
    import bot.app  # noqa: PLC0415 - only the nest's own process needs them
    import bot.cli  # noqa: F401, PLC0415 - the same

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while line := sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            _hatch(json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _sit()
