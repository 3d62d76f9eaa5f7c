"""`homeward sandbox`, the real command: a page's address, and a world that is kept."""

from __future__ import annotations

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from tests.journeys.scripts import SCRIPTS
from tests.processes import PATIENCE, Running, homeward

ADDRESS = re.compile(r"Homeward is at (http://127\.0\.0\.1:\d+)\n")
STEPS = 6


class Page:
    """What the page does: it looks at the world, and lets a family write and tap."""

    def __init__(self, http: ClientSession) -> None:
        self._http = http

    async def family(self, language: str) -> int:
        """The id of the family that speaks a language."""
        users = (await self._world())["users"]
        family = [each for each in users if each.get("kind") == "family"]
        (found,) = [each["id"] for each in family if each["language_code"] == language]
        return int(found)

    async def heard(self, user_id: int) -> list[dict[str, Any]]:
        """What the bot wrote to a family."""
        every = (await self._world())["messages"]
        here = [each for each in every if each["chat"]["id"] == user_id]
        return [each for each in here if each["from"]["is_bot"]]

    async def says(self, user_id: int, text: str) -> str:
        """Tap the button with these words, or write them; read the answer."""
        before = await self.heard(user_id)
        tapped = [
            (message["message_id"], button["callback_data"])
            for message in before[-1:]
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if button["text"] == text
        ]
        if tapped:
            spot = {"message_id": tapped[0][0], "data": tapped[0][1]}
            await self._do("press", user_id=user_id, chat_id=user_id, **spot)
        else:
            await self._do("say", user_id=user_id, text=text)
        async with asyncio.timeout(PATIENCE):
            while True:
                now = await self.heard(user_id)
                if now and [each["text"] for each in now] != [each["text"] for each in before]:
                    return str(now[-1]["text"])
                await asyncio.sleep(0.01)

    async def _world(self) -> dict[str, Any]:
        async with self._http.get("/_/world") as answer:
            world: dict[str, Any] = await answer.json()
        return world

    async def _do(self, deed: str, **told: Any) -> None:
        async with self._http.post(f"/_/{deed}", json=told) as answer:
            assert answer.status == 200


@asynccontextmanager
async def sandbox(folder: Path, *options: str) -> AsyncIterator[tuple[Running, Page]]:
    """The command at work, and its page."""
    arguments = ("sandbox", "--port", "0", *options)
    async with homeward(*arguments, settings={}, folder=folder) as bot:
        found = ADDRESS.fullmatch(await bot.says("\n"))
        assert found
        async with ClientSession(found[1]) as http:
            yield bot, Page(http)


async def test_the_command_prints_the_pages_address_and_opens_nothing_else(tmp_path: Path) -> None:
    """One line, one door on the loopback address, no other program; SIGTERM ends it with 0."""
    async with sandbox(tmp_path) as (bot, _):
        assert listening(bot.pid) == ["0100007F"]
        assert children(bot.pid) == []
        ended = await bot.stop()
    assert ended.code == 0
    assert ADDRESS.fullmatch(ended.out)
    assert ended.err == ""
    assert sorted(os.listdir(tmp_path)) == ["err", "out", "sandbox-data"]


async def test_a_conversation_goes_on_after_the_sandbox_was_closed(tmp_path: Path) -> None:
    """Stopped or killed, and started again: the same family goes on where it stopped."""
    script = SCRIPTS["uk"]
    async with sandbox(tmp_path) as (bot, page):
        family = await page.family("uk")
        for text in script[:STEPS]:
            question = await page.says(family, text)
        assert (await bot.stop()).code == 0
    async with sandbox(tmp_path) as (bot, page):
        assert (await page.heard(family))[-1]["text"] == question
        question = await page.says(family, script[STEPS])
        await bot.kill()
    async with sandbox(tmp_path) as (_, page):
        assert (await page.heard(family))[-1]["text"].endswith(question)
        await page.says(family, script[STEPS + 1])


async def test_fresh_starts_anew_and_touches_nothing_of_others(tmp_path: Path) -> None:
    """`--fresh` forgets every conversation, and leaves alone what it did not make."""
    async with sandbox(tmp_path) as (_, page):
        await page.says(await page.family("uk"), "/start")
    other = tmp_path / "sandbox-data" / "letter.txt"
    other.write_text("mine", "utf-8")
    async with sandbox(tmp_path, "--fresh") as (_, page):
        family = await page.family("uk")
        assert await page.heard(family) == []
        await page.says(family, "/start")
    assert other.read_text("utf-8") == "mine"


async def test_a_used_port_is_told_in_one_line(tmp_path: Path) -> None:
    """The line names --port and another port; nothing was forgotten; exit code 2."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        line = await refused(tmp_path, "--fresh", "--port", port)
    assert line.startswith(f"homeward: --port: {port} cannot be used (Address already in use)")
    assert "for example --port" in line


async def test_a_second_sandbox_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    """Two of them would spoil each other's world, the more so with `--fresh`."""
    async with sandbox(tmp_path) as (_, page):
        data = str(tmp_path / "sandbox-data")
        line = await refused(tmp_path / "second", "--fresh", "--port", "0", "--data", data)
        assert line.startswith("homeward: --data: a sandbox already runs in")
        await page.says(await page.family("uk"), "/start")


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """The line names --data."""
    line = await refused(tmp_path, "--data", "/proc/nowhere")
    assert line.startswith("homeward: --data: cannot write to /proc/nowhere")


async def refused(folder: Path, *options: str) -> str:
    """The one line a sandbox refuses to start with."""
    async with homeward("sandbox", *options, settings={}, folder=folder) as bot:
        ended = await bot.ended()
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    return line


def children(pid: int) -> list[str]:
    """The processes a process has started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def listening(pid: int) -> list[str]:
    """The addresses a process listens at, in the kernel's hexadecimal."""
    handles = (str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir())
    own = {handle.removeprefix("socket:[").removesuffix("]") for handle in handles}
    rows = [
        row.split()
        for kind in ("tcp", "tcp6")
        for row in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]
    ]
    return [row[1].partition(":")[0] for row in rows if row[3] == "0A" and row[9] in own]
