"""A browser before the sandbox's page, with a bot that does what the test says."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, Playwright, async_playwright, expect

from handlers.sandbox import Emulator

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = (1440, 900)
NARROW = (360, 740)
Json = dict[str, Any]
Keys = list[list[tuple[str, str]]]


def inline(rows: Keys) -> Json:
    """Give an inline keyboard of (text, data)."""
    return {
        "inline_keyboard": [
            [{"text": text, "callback_data": data} for text, data in row] for row in rows
        ]
    }


@dataclass
class Stage:
    """The page, the emulator behind it, and a session to act on both doors."""

    emulator: Emulator
    page: Page
    http: aiohttp.ClientSession
    complaints: list[str] = field(default_factory=list)
    offset: int = 0

    async def bot(self, method: str, **params: Any) -> Any:
        """Call the Bot API as the bot."""
        address = f"{self.emulator.url}/bot{self.emulator.token}/{method}"
        async with self.http.post(address, json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def heard(self) -> list[Json]:
        """Give the updates the bot has not heard yet; wait for one if there is none."""
        updates = await self.bot("getUpdates", offset=self.offset, timeout=5)
        self.offset = max([self.offset, *(update["update_id"] + 1 for update in updates)])
        return list(updates)

    async def door(self, deed: str, **told: Any) -> Json:
        """Do something through the control door."""
        async with self.http.post(f"{self.emulator.url}/_/{deed}", json=told) as response:
            answer: Json = await response.json()
        assert response.status == 200, answer
        return answer

    async def family(self, name: str, language: str = "en") -> int:
        """Let a family join."""
        told = await self.door("users", first_name=name, language_code=language, kind="family")
        return int(told["id"])

    async def greeted(self, name: str = "Olena") -> int:
        """Let a family join and greet the bot, which hears it."""
        user_id = await self.family(name)
        await self.door("say", user_id=user_id, text="/start")
        await self.heard()
        return user_id

    async def staff(self, name: str) -> int:
        """Let a staff person join."""
        told = await self.door("users", first_name=name, language_code="en", kind="staff")
        return int(told["id"])

    def phone(self, user_id: int) -> Locator:
        """Find a family's telephone on the page."""
        return self.page.locator(f'[data-phone="{user_id}"]')

    def group(self) -> Locator:
        """Find the staff group on the page."""
        return self.page.locator(f'[data-group="{self.emulator.staff_chat_id}"]')

    async def focus_on(self) -> str:
        """Say what has the keyboard."""
        found = "document.activeElement.ariaLabel || document.activeElement.innerText"
        return str(await self.page.evaluate(found)).strip()


async def browser_of(playwright: Playwright) -> Browser:
    """Start the machine's own Chromium, without what it would ask of the network."""
    return await playwright.chromium.launch(executable_path=_chromium(), args=QUIET)


@asynccontextmanager
async def staged(
    size: tuple[int, int] = WIDE, locale: str = "en-GB", *, forum: bool = False, dark: bool = False
) -> AsyncIterator[Stage]:
    """Open the page of a fresh emulator; at the end, it must not have complained."""
    async with (
        Emulator(forum=forum) as emulator,
        aiohttp.ClientSession() as http,
        async_playwright() as playwright,
    ):
        browser = await browser_of(playwright)
        page = await browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            color_scheme="dark" if dark else "light",
        )
        stage = Stage(emulator, page, http)
        page.on("pageerror", lambda error: stage.complaints.append(str(error)))
        page.on("console", lambda said: _note(stage, said.type, said.text))
        await page.goto(emulator.url)
        await expect(page.get_by_test_id("connection")).to_have_class("connection on")
        yield stage
        await browser.close()
        assert stage.complaints == []


def _chromium() -> Path:
    if not CHROMIUM.exists():
        pytest.fail("there is no Chromium here: set CHROMIUM to its path")
    return CHROMIUM


def _note(stage: Stage, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        stage.complaints.append(text)
