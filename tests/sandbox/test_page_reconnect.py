"""The sandbox's page when the emulator goes away and comes back."""

from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import async_playwright, expect

from handlers.sandbox import Emulator
from tests.sandbox.browser_stage import Stage, browser_of

pytestmark = pytest.mark.browser


async def test_the_page_finds_its_way_back_after_a_restart(tmp_path: Path) -> None:
    """It says that it is reconnecting, then shows what happened meanwhile, without a reload."""
    async with aiohttp.ClientSession() as http, async_playwright() as playwright:
        browser = await browser_of(playwright)
        page = await browser.new_page(locale="en-GB")
        async with Emulator(folder=tmp_path) as first:
            stage = Stage(first, page, http)
            user_id = await stage.family("Olena")
            await stage.door("say", user_id=user_id, text="/start")
            await page.goto(first.url)
            await stage.bot("sendMessage", chat_id=user_id, text="Before")
            await expect(stage.phone(user_id)).to_contain_text("Before")
            port = int(first.url.rpartition(":")[2])
        await expect(page.get_by_test_id("connection")).to_have_text("Reconnecting…")
        async with Emulator(folder=tmp_path, port=port) as second:
            stage = Stage(second, page, http)
            await stage.bot("sendMessage", chat_id=user_id, text="Meanwhile")
            await expect(stage.phone(user_id)).to_contain_text("Meanwhile", timeout=15_000)
            await expect(stage.phone(user_id)).to_contain_text("Before")
            await expect(page.get_by_test_id("connection")).to_have_text("Connected")
            await browser.close()
