"""The sandbox: the real bot against a local Bot API emulator, over HTTP, on one page."""

from __future__ import annotations

import asyncio
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from bot import app, logs, speech
from bot.settings import Settings, read_settings
from handlers.sandbox.emulator import Emulator

FAMILIES = (("Олена", "uk"), ("Наталья", "ru"), ("Anna", "en"))
STAFF = ("Mariia", "Petro")


async def run(data: Path, *, port: int, fresh: bool) -> None:
    """Run the sandbox until SIGTERM or SIGINT. What was said stays in its folder."""
    _prepare(data, fresh=fresh)
    logs.configure("WARNING")
    async with Emulator(folder=data / "emulator", port=port) as emulator:
        settings = _settings(emulator, data)
        async with app.opened(settings) as bot:
            print(f"Homeward is at {emulator.url}", flush=True)  # noqa: T201 -- all it says
            await _until_stopped(bot, settings)


def _prepare(data: Path, *, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)


async def _until_stopped(bot: app.App, settings: Settings) -> None:
    loop, stopping = asyncio.get_running_loop(), set[asyncio.Task[None]]()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, lambda: stopping.add(asyncio.ensure_future(bot.stop())))
    await bot.run(settings)


def _settings(emulator: Emulator, data: Path) -> Settings:
    """The settings of the sandbox. Everyone of the staff is an admin there."""
    world = emulator.world
    if not any(user.get("kind") for user in world.users.values()):
        for name in STAFF:
            emulator.people.join({"first_name": name, "language_code": "uk", "kind": "staff"})
        for name, language in FAMILIES:
            emulator.people.join({"first_name": name, "language_code": language})
    staff = [str(user["id"]) for user in world.users.values() if user.get("kind") == "staff"]
    given = {
        "HOMEWARD_TOKEN": emulator.token,
        "HOMEWARD_API_BASE": emulator.url,
        "HOMEWARD_DATA": str(data / "bot"),
        "HOMEWARD_KEY_FILE": str(data / "bot.key"),
        "HOMEWARD_STAFF_CHAT": str(world.settings["staff"]),
        "HOMEWARD_ADMINS": ",".join(staff),
        "HOMEWARD_LOG_LEVEL": "WARNING",
    }
    return read_settings(given, available=speech.available())
