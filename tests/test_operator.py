"""An operator's mistakes: one line that names the setting and the fix, exit code 2, no traceback.

Each time the real command, in a process of its own.
"""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from handlers.sandbox.emulator import SANDBOX_TOKEN, Emulator
from tests.kit import Town, town
from tests.processes import Ended, homeward

STRANGE_TOKEN = "123456789:AAEthis-token-is-not-known-to-anybody"

MISTAKES = {
    "no token": ({"TOKEN": ""}, "HOMEWARD_TOKEN: is not set; put it in"),
    "malformed token": ({"TOKEN": "123456789"}, "HOMEWARD_TOKEN: is not a bot token; copy it"),
    "token of a file that is not there": (
        {"TOKEN": "", "TOKEN_FILE": "nowhere"}, "HOMEWARD_TOKEN_FILE: the file cannot be read; ch",
    ),
    "strange token": ({"TOKEN": STRANGE_TOKEN}, "does not know this token; copy it again from @Bo"),
    "data below a file": ({"DATA": "err/data"}, "HOMEWARD_DATA: cannot make err/data"),
    "data that cannot be written": ({"DATA": "/proc/homeward"}, "HOMEWARD_DATA: cannot make /pr"),
    "key in the data": ({"KEY_FILE": "d/key", "DATA": "d"}, "HOMEWARD_KEY_FILE: d/key lies in"),
    "unknown setting": ({"TOKN": "x"}, "HOMEWARD_TOKN: there is no such setting; did you mean HO"),
    "unknown language": ({"LOCALES": "uk,tlh"}, "HOMEWARD_LOCALES: there is no language 'tlh'; ch"),
    "unknown staff language": ({"STAFF_LANGUAGE": "tlh"}, "HOMEWARD_STAFF_LANGUAGE: there is no l"),
    "names for admins": ({"ADMINS": "@mariia"}, "HOMEWARD_ADMINS: takes Telegram ids, which are"),
    "a name for the group": ({"STAFF_CHAT": "staff"}, "HOMEWARD_STAFF_CHAT: "),
    "no address": ({"API_BASE": "api.telegram.org"}, "HOMEWARD_API_BASE: is not an address; write"),
    "rate below zero": ({"SEND_RATE": "-1"}, "HOMEWARD_SEND_RATE: "),
    "unknown log level": ({"LOG_LEVEL": "LOUD"}, "HOMEWARD_LOG_LEVEL: "),
}  # fmt: skip


def assert_one_line(ended: Ended, words: str) -> None:
    """One line on standard error with these words, and exit code 2."""
    assert ended.code == 2, ended.err
    assert ended.out == ""
    (line,) = ended.err.splitlines()
    assert line.startswith("homeward: HOMEWARD_")
    assert words in line


@pytest.mark.parametrize("mistake", MISTAKES)
async def test_a_mistake_is_one_line(mistake: str, tmp_path: Path) -> None:
    """`homeward run` tells the setting and the fix, and ends with 2."""
    changes, words = MISTAKES[mistake]
    async with town(tmp_path / "data") as here:
        settings = {**here.environment, **{f"HOMEWARD_{name}": v for name, v in changes.items()}}
        async with homeward("run", settings=settings, folder=tmp_path / "bot") as bot:
            assert_one_line(await bot.ended(), words)


async def test_a_mistake_in_the_env_file_is_told_alike(tmp_path: Path) -> None:
    """A file named .env is read like the environment, mistakes included."""
    (tmp_path / ".env").write_text("HOMEWARD_TOKEN=123\n", "utf-8")
    async with homeward("run", settings={}, folder=tmp_path) as bot:
        assert_one_line(await bot.ended(), "HOMEWARD_TOKEN: is not a bot token")


async def test_a_lost_key_is_told_and_no_other_is_made(tmp_path: Path) -> None:
    """Data without its key is no new beginning: the key file is asked for."""
    async with town(tmp_path / "data") as here:
        async with homeward("migrate", settings=here.environment, folder=tmp_path) as bot:
            assert (await bot.ended()).code == 0
        key = tmp_path / "data.key"
        key.unlink()
        async with homeward("run", settings=here.environment, folder=tmp_path) as bot:
            assert_one_line(await bot.ended(), "HOMEWARD_KEY_FILE: cannot read")
        assert not key.exists()


async def test_two_bots_on_one_folder_are_one_too_many(tmp_path: Path) -> None:
    """The second is told so; the first does not notice."""
    async with town(tmp_path / "data") as here:
        settings = here.environment
        async with homeward("run", settings=settings, folder=tmp_path / "first") as first:
            await _greeted(here)
            async with homeward("run", settings=settings, folder=tmp_path / "second") as second:
                assert_one_line(await second.ended(), "another process uses the data folder")
            await _greeted(here)
            assert (await first.stop()).code == 0


async def test_a_check_tells_that_nobody_is_there(tmp_path: Path) -> None:
    """`homeward check` waits for no network: it says what it cannot reach."""
    async with town(tmp_path / "data") as here:
        settings = {**here.environment, "HOMEWARD_API_BASE": _nowhere()[1]}
    async with homeward("check", settings=settings, folder=tmp_path) as bot:
        assert_one_line(await bot.ended(), "HOMEWARD_API_BASE: http://127.0.0.1")


async def test_a_check_of_a_good_installation_says_so(tmp_path: Path) -> None:
    """`homeward check` ends with 0, and nobody hears from the bot."""
    async with town(tmp_path / "data") as here:
        async with homeward("check", settings=here.environment, folder=tmp_path) as bot:
            ended = await bot.ended()
        assert (ended.code, ended.out.strip(), ended.err) == (0, "Ready to run.", "")
        assert here.admin.heard == []


async def test_a_bot_up_before_its_network_waits_for_it(tmp_path: Path) -> None:
    """Out of reach at the start, the Bot API is tried again, with an alarm, until it is there."""
    port, address = _nowhere()
    async with Emulator(port=port) as emulator:
        settings = Town(emulator, tmp_path / "data").environment
    assert settings["HOMEWARD_API_BASE"] == address
    async with homeward("run", settings=settings, folder=tmp_path) as bot:
        alarm = await bot.says("api_unreachable")
        assert "HOMEWARD_API_BASE" in alarm
        assert SANDBOX_TOKEN not in alarm
        async with Emulator(port=port) as emulator:
            await _greeted(Town(emulator, tmp_path / "data"))
            assert (await bot.stop()).code == 0


async def test_a_bot_that_waits_for_its_network_can_be_stopped(tmp_path: Path) -> None:
    """SIGTERM ends the waiting, with exit code 0."""
    async with town(tmp_path / "data") as here:
        settings = {**here.environment, "HOMEWARD_API_BASE": _nowhere()[1]}
    async with homeward("run", settings=settings, folder=tmp_path) as bot:
        await bot.says("api_unreachable")
        ended = await bot.stop()
    assert ended.code == 0
    assert "Traceback" not in ended.err


async def _greeted(here: Town) -> None:
    family = here.family()
    family.write("/start")
    await family.answer()


def _nowhere() -> tuple[int, str]:
    """A port where nobody listens, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    return port, f"http://127.0.0.1:{port}"
