"""`homeward locales preview`: the sandbox in one language, with the ids of its texts."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.voices import voices
from tests.processes import homeward
from tests.sandbox.browser_stage import NARROW, WIDE, browser_of, staged
from tests.sandbox.pictures import are_wanted, picture

pytestmark = pytest.mark.browser
ADDRESS = re.compile(r"Homeward in \w+ is at (http://127\.0\.0\.1:\d+/\S*)\n")
SAFE = "Is it safe for you to go on now?"
expect.set_options(timeout=20_000)


def in_words(context: str, text: str, code: str) -> str:
    """A text as the catalog has it."""
    return voices((code,))[code].pgettext(context, text)


@asynccontextmanager
async def previewed(
    folder: Path, *arguments: str, size: tuple[int, int] = WIDE
) -> AsyncIterator[Page]:
    """The page of a preview; at the end, it must not have complained."""
    command = ("locales", "preview", *arguments, "--port", "0")
    async with homeward(*command, settings={}, folder=folder) as bot, async_playwright() as driver:
        found = ADDRESS.fullmatch(await bot.says("\n"))
        assert found
        browser = await browser_of(driver)
        page = await browser.new_page(
            viewport={"width": size[0], "height": size[1]}, locale="en-GB"
        )
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(found[1])
        await page.get_by_test_id("start").click()
        yield page
        await browser.close()
        assert complaints == []
        assert (await bot.stop()).err == ""


async def says(page: Page, text: str, answer: str) -> None:
    """Let the family write, and wait for words of the answer."""
    composer = page.locator(".phone").get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")
    await expect(page.locator(".phone .message-text").last).to_contain_text(answer)


async def kept(page: Page, name: str) -> None:
    """Keep what is seen for the translators' guide, where pictures are asked for."""
    if are_wanted():
        await picture(page, name)


def ids_in(holder: Locator) -> Locator:
    """The ids that are seen in it."""
    return holder.locator(".text-id").filter(visible=True)


async def test_ids_are_switched_on_and_off_while_the_conversation_goes_on(tmp_path: Path) -> None:
    """Each text and each button then tells its screen and its English, and loses it again."""
    async with previewed(tmp_path, "uk") as page:
        phone, switch = page.locator(".phone"), page.get_by_test_id("ids")
        await says(page, "українська", in_words("form safety", SAFE, "uk"))
        await expect(ids_in(page.locator("body"))).to_have_count(0)
        await switch.click()
        await expect(switch).to_have_attribute("aria-pressed", "true")
        question = ids_in(phone.locator(".message-text").last).last
        await expect(question).to_have_text("form safety Is it safe for you to go on…")
        await expect(question).to_have_attribute("data-text", SAFE)
        yes = phone.locator(".key.inline", has_text=in_words("pick yes", "Yes", "uk")).last
        await expect(ids_in(yes)).to_have_text("pick yes Yes")
        await yes.click()
        await expect(ids_in(phone.locator(".message-text").last).first).to_be_visible()
        await kept(page, "preview")
        await switch.click()
        await expect(ids_in(page.locator("body"))).to_have_count(0)
        await says(page, "/help", "/status")
        await expect(ids_in(page.locator("body"))).to_have_count(0)


async def test_every_text_of_the_bot_has_an_id_the_staffs_too(tmp_path: Path) -> None:
    """In the pseudo-locale no bracketed text stands without one, in the telephone or the group."""
    async with previewed(tmp_path, "qps", "--ids") as page:
        await page.locator(".phone .key.inline", has_text="⟦Qps⟧").last.click()
        await expect(page.locator(".phone .message-text").last).to_contain_text("⟦Íš íť šáƒé")
        group = page.locator(".staff").get_by_test_id("composer")
        for command in ("/queue", "/stats", "/help", "/templates"):
            before = await page.locator(".staff .message-text").count()
            await group.fill(command)
            await group.press("Enter")
            await expect(page.locator(".staff .message-text")).to_have_count(before + 2)
        bare = """() => [...document.querySelectorAll('.other .message-text, .key-text')]
            .filter(node => node.textContent.includes('⟧') && !node.querySelector('.text-id'))
            .map(node => node.textContent)"""
        own_names = {"⟦English⟧", "⟦Qps⟧", "✓ ⟦Qps⟧"}
        assert set(await page.evaluate(bare)) <= own_names
        await expect(ids_in(page.locator(".staff .message-text").last).first).to_be_visible()
        await page.get_by_test_id("ids").click()
        await kept(page, "pseudo")


async def test_the_switch_fits_a_narrow_screen(tmp_path: Path) -> None:
    """With ids on, nothing makes a small telephone's page scroll sideways."""
    async with previewed(tmp_path, "ru", "--ids", size=NARROW) as page:
        await says(page, "русский", in_words("form safety", SAFE, "ru"))
        await expect(ids_in(page.locator(".phone")).last).to_be_visible()
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")


async def test_the_sandbox_for_others_has_no_such_switch() -> None:
    """Newcomers and caseworkers in training are not bothered with ids."""
    async with staged() as stage:
        await expect(stage.page.get_by_test_id("theme")).to_be_visible()
        await expect(stage.page.get_by_test_id("ids")).to_have_count(0)
