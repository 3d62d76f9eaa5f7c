"""The bots as processes: how each is started on its core, and what the kernel says of it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import kernel

HERE = Path(__file__).parent
ROOT = HERE.parent
SCRATCH = Path(sys.prefix) / "bench"
"""Where the benchmark keeps what it makes: on the disk of the checkout, outside git."""
TOKEN = "123456789:" + "A" * 35
STAFF = "-1001234567890"
_START_LIMIT, _PATIENCE = 60.0, 10.0
"""Seconds until the first poll, and until it has ended."""

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Contender:
    """A bot that takes part. Without a `core` of its own it runs wherever the kernel likes."""

    name: str
    title: str
    command: tuple[str, ...]
    environment: Callable[[str, Path], Environment]
    cwd: Path | None = None
    options: Environment = field(default_factory=dict)
    core: int | None = kernel.BOT_CORE

    def settle(self) -> None:
        """Go where this bot is to run."""
        if self.core is not None:
            kernel.pin(self.core)


def _of_peer(api: str, folder: Path) -> Environment:
    return {
        "BENCH_API": api,
        "BENCH_TOKEN": TOKEN,
        "BENCH_DATA": str(folder),
        "BENCH_FORM": str(HERE / "peers" / "form.json"),
        "PYTHONPATH": str(ROOT),
    }


def _of_homeward(api: str, folder: Path) -> Environment:
    return {
        "HOMEWARD_TOKEN": TOKEN,
        "HOMEWARD_API_BASE": api,
        "HOMEWARD_DATA": str(folder / "data"),
        "HOMEWARD_SEND_RATE": "0",
        "HOMEWARD_STAFF_CHAT": STAFF,
        "HOMEWARD_LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }


def _python(name: str, title: str, module: str) -> Contender:
    return Contender(name, title, (sys.executable, "-m", f"bench.peers.{module}"), _of_peer)


GRAMMY = SCRATCH / "grammy"
HOMEWARD = Contender(
    "homeward", "Homeward", (str(Path(sys.executable).with_name("homeward")), "run"), _of_homeward
)
CONTENDERS = (
    HOMEWARD,
    _python("ptb", "python-telegram-bot, ConversationHandler + PicklePersistence", "ptb_pickle"),
    _python("aiogram", "aiogram FSM, SQLite FULL per step", "aiogram_sqlite"),
    Contender("grammy", "grammY runner + SQLite FULL", ("node", "bot.js"), _of_peer, GRAMMY),
    _python("floor", "floor: bare loop, as many durable writes", "floor"),
)


def install_grammy() -> None:
    """Install grammY for the benchmark alone, once. Raises where there is no Node or npm."""
    GRAMMY.mkdir(parents=True, exist_ok=True)
    for source in (HERE / "peers" / "grammy").iterdir():
        shutil.copy(source, GRAMMY / source.name)
    wanted, made = GRAMMY / "package.json", GRAMMY / "node_modules"
    if (
        made.is_dir()
        and made.stat().st_mtime >= (HERE / "peers/grammy" / wanted.name).stat().st_mtime
    ):
        return
    quietly = ("--no-package-lock", "--no-audit", "--no-fund", "--silent")
    kernel.told("npm", "install", *quietly, cwd=GRAMMY)
    made.touch()


class Running:
    """A bot at work."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process, self._log = process, log

    @classmethod
    async def start(cls, bot: Contender, api: str, folder: Path) -> Running:
        """Start a bot on its core, with an environment of its own and nothing else."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        log = folder / "log"
        with log.open("wb") as out:
            process = await asyncio.create_subprocess_exec(
                *bot.command,
                cwd=bot.cwd or folder,
                env={**kept, **bot.environment(api, folder), **bot.options},
                stdout=out,
                stderr=out,
                preexec_fn=bot.settle,
            )
        return cls(process, log)

    async def until(self, polled: asyncio.Event) -> None:
        """Wait for its first poll. Raises as `check` does, or `TimeoutError`."""
        async with asyncio.timeout(_START_LIMIT):
            while not polled.is_set():
                await asyncio.sleep(0.002)
                self.check()

    def check(self) -> None:
        """Raise `RuntimeError` with the end of its log if it has ended."""
        if self._process.returncode is not None:
            raise RuntimeError(f"the bot ended: {self._log.read_text('utf-8')[-2000:]}")

    def said(self) -> str:
        """The last line of its log; at this log level a bot at ease says nothing."""
        return self._log.read_text("utf-8").strip().rpartition("\n")[2]

    def cpu(self) -> float:
        """Seconds of CPU so far, all threads."""
        return kernel.cpu(self._process.pid)

    def memory(self, kind: str) -> float:
        """MiB: `VmRSS` now, `VmHWM` at the peak."""
        return kernel.memory(self._process.pid, kind)

    def handles(self) -> int:
        """How many files, sockets and the like it holds open."""
        return kernel.handles(self._process.pid)

    async def kill(self) -> None:
        """End it without a word."""
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """Ask it to end, and after a while make it."""
        if self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), _PATIENCE)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
