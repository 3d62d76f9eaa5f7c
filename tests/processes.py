"""`homeward` as a process of its own, so that it can be killed and its exit code read."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

PATIENCE = 30.0
"""Seconds to wait for a process before the test fails."""


class Ended(NamedTuple):
    """A process that is no more."""

    code: int
    out: str
    err: str


class Running:
    """A process at work. What it writes goes to files, so that a full pipe never stops it."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self._process, self._folder = process, folder
        self.pid = process.pid

    @property
    def out(self) -> str:
        """What it wrote to standard output so far."""
        return (self._folder / "out").read_text("utf-8")

    @property
    def err(self) -> str:
        """What it wrote to standard error so far."""
        return (self._folder / "err").read_text("utf-8")

    async def says(self, words: str) -> str:
        """Wait until these words stand in what it wrote, and read that."""

        def has_said() -> bool:
            said = words in self.out + self.err
            assert said or self._process.returncode is None, self.out + self.err
            return said

        await until(has_said)
        return self.out + self.err

    async def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> Ended:
        """Ask it to end, and wait until it did."""
        if self._process.returncode is None:
            self._process.terminate()
        return await self.ended()

    async def ended(self) -> Ended:
        """Wait for its end."""
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
        return Ended(code, self.out, self.err)


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something to be so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if holds():
                return
            await asyncio.sleep(0.002)


def made_for(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Make the folder, and give the whole environment of a bot that runs in it."""
    folder.mkdir(parents=True, exist_ok=True)
    return {"PATH": os.environ["PATH"], "HOME": str(folder), **settings}


@asynccontextmanager
async def homeward(
    *arguments: str, settings: Mapping[str, str], folder: Path, module: str = "bot"
) -> AsyncIterator[Running]:
    """Run `homeward` with these arguments and settings in a folder, killed at the block's end."""
    environment = made_for(folder, settings)
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *arguments,
            cwd=folder, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip
    try:
        yield Running(process, folder)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
