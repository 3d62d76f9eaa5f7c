"""The sandbox: the real bot against a local Bot API emulator, over HTTP, on one page."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from bot import app, logs, speech
from bot.errors import Misconfigured
from bot.settings import Settings, read_settings
from bot.voices.marks import invisible, legend
from handlers.sandbox.emulator import HOST, Emulator

FAMILIES = (("Олена", "uk"), ("Наталья", "ru"), ("Anna", "en"))
STAFF = ("Mariia", "Petro")


WORLD, BOT, KEY, LOCK = "emulator", "bot", "bot.key", "sandbox.lock"
"""What lies in the sandbox's folder."""


async def run(data: Path, *, port: int, fresh: bool) -> None:
    """Run the sandbox until SIGTERM or SIGINT. What was said stays in its folder."""
    logs.configure("WARNING")
    with _ours(data):
        _check_port(port)
        if fresh:
            _forget(data)
        async with Emulator(folder=data / WORLD, port=port, forum=True) as emulator:
            settings = _settings(emulator, data, FAMILIES)
            async with app.opened(settings) as bot:
                print(f"Homeward is at {emulator.url}", flush=True)  # noqa: T201 -- all it says
                await app.until_stopped(bot, settings)


async def preview(code: str, fallback: str, *, folder: Path, port: int, ids: bool) -> None:
    """The same in a language, finished or not, until SIGTERM or SIGINT. Nothing is kept.

    Staff work in it as well. What it lacks is said in `fallback`. The page can show which text is
    which message of the catalog.
    """
    logs.configure("WARNING")
    _check_port(port)
    names = legend(folder)
    with TemporaryDirectory(prefix="homeward-") as data:
        async with Emulator(port=port, forum=True, legend=names) as emulator:
            languages = tuple(dict.fromkeys((fallback, code)))
            spoken = {
                "HOMEWARD_LOCALES": ",".join(languages),
                "HOMEWARD_STAFF_LANGUAGE": code,
            }
            there = (*speech.available(folder), speech.PSEUDO)
            settings = _settings(emulator, Path(data), (("Anna", code),), spoken, there)
            async with app.opened(settings, words=app.Words(folder, invisible)) as bot:
                page = f"{emulator.url}/{'?ids' if ids else ''}"
                print(f"Homeward in {code} is at {page}", flush=True)  # noqa: T201 -- the same
                await app.until_stopped(bot, settings)


@contextmanager
def _ours(data: Path) -> Iterator[None]:
    """The folder, made if missing, and used by no other sandbox until the block ends."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Misconfigured(
            f"--data: cannot write to {data} ({error.strerror}); choose another folder."
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Misconfigured(
            f"--data: a sandbox already runs in {data}; stop it, or choose another folder "
            "and another --port."
        ) from None
    finally:
        os.close(handle)


def _check_port(port: int) -> None:
    """Find out before anything is forgotten or opened."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it is no port"
        raise Misconfigured(
            f"--port: {port} cannot be used ({reason}); choose another, for example "
            f"--port {port % 60_000 + 1024}."
        ) from None


def _forget(data: Path) -> None:
    """Remove what the sandbox made, and nothing else that may lie in the folder."""
    for folder in (WORLD, BOT):
        shutil.rmtree(data / folder, ignore_errors=True)
    (data / KEY).unlink(missing_ok=True)


def _settings(
    emulator: Emulator,
    data: Path,
    families: tuple[tuple[str, str], ...],
    spoken: Mapping[str, str] = MappingProxyType({}),
    available: tuple[str, ...] = (),
) -> Settings:
    """The settings of the sandbox. Everyone of the staff is an admin there."""
    world = emulator.world
    if not any(user.get("kind") for user in world.users.values()):
        for name in STAFF:
            emulator.people.join({"first_name": name, "language_code": "uk", "kind": "staff"})
        for name, language in families:
            emulator.people.join({"first_name": name, "language_code": language})
    staff = [str(user["id"]) for user in world.users.values() if user.get("kind") == "staff"]
    given = {
        "HOMEWARD_TOKEN": emulator.token,
        "HOMEWARD_API_BASE": emulator.url,
        "HOMEWARD_DATA": str(data / BOT),
        "HOMEWARD_KEY_FILE": str(data / KEY),
        "HOMEWARD_STAFF_CHAT": str(world.settings["staff"]),
        "HOMEWARD_ADMINS": ",".join(staff),
        "HOMEWARD_LOG_LEVEL": "WARNING",
        **spoken,
    }
    return read_settings(given, available=available or speech.available())
