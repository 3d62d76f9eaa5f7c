"""A whole inquiry on the sandbox's page, in a real browser, the way a newcomer does it.

`make pictures` keeps what is seen in the end, for the README.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.casework.posting import SEND as CONFIRMING
from bot.core.reference import grouped
from bot.gazetteer import Gazetteer
from bot.settlement import DELIVERED
from bot.speech import Speech
from tests.journeys.scripts import SCRIPTS, SEARCHING, SEND
from tests.kit import Person, Town, reference_in
from tests.sandbox.browser_stage import NARROW, WIDE, Stage, staged
from tests.sandbox.pictures import are_wanted, picture

pytestmark = pytest.mark.browser

expect.set_options(timeout=20_000)
NAMES = {"uk": "Олена", "ru": "Наталья", "en": "John"}
REPLIES = {
    "uk": "Доброго дня! Ми вже шукаємо Івана. Чи є у Вас його фотографія?",
    "ru": "Здравствуйте! Мы уже ищем Алексея. Есть ли у Вас его фотография?",
    "en": "Hello! We are already looking for Anna. Do you have a photograph of her?",
}
LOCALES = {"uk": "uk-UA", "ru": "ru-RU", "en": "en-GB"}


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_a_newcomer_files_an_inquiry_on_the_page(language: str, tmp_path: Path) -> None:
    """Add a family, tap and type to the receipt; the staff group answers; both hear of it."""
    async with staged(locale=LOCALES[language]) as stage:
        here = Town(stage.emulator, tmp_path / "data")
        async with here.bot(STAFF_LANGUAGE=language):
            family = await _joined(stage, language)
            phone, group = stage.phone(family.id), stage.group()
            for text in (*SCRIPTS[language][1:], SEND[language]):
                await _says(phone, family, text)
            reference = grouped(reference_in(family.read))
            await expect(group).to_contain_text(reference)

            speech = Speech((language,), Gazetteer.load())
            send = group.get_by_role("button", name=speech.text(CONFIRMING, language), exact=True)
            await _types(group, f"/reply {reference} {REPLIES[language]}")
            await send.click()
            await expect(phone).to_contain_text(REPLIES[language])
            told = speech.text(DELIVERED.saying(reference=reference), language)
            await expect(group).to_contain_text(told)
            await _types(group, f"/status {reference} tracing")
            await send.click()
            await expect(phone).to_contain_text(SEARCHING[language])
            await _kept(stage.page, language)


async def _joined(stage: Stage, language: str) -> Person:
    """Add a family that speaks a language, and tap its big button."""
    page = stage.page
    await page.get_by_test_id("add-family").click()
    await page.keyboard.type(NAMES[language])
    await page.locator(f"input[name=language][value={language}]").check()
    await page.keyboard.press("Enter")
    start = page.get_by_test_id("start")
    await expect(start).to_be_visible()
    users = stage.emulator.world.users.values()
    (user,) = [each for each in users if each.get("kind") == "family"]
    family = Person(stage.emulator, user)
    await start.click()
    await family.answer()
    return family


async def _says(phone: Locator, family: Person, text: str) -> None:
    """Tap the button with these words where there is one, else type them; read the answer."""
    await expect(phone.locator(".message-text").last).to_contain_text(family.read.split("\n")[0])
    family.looks_away()
    if text in family.buttons:
        await phone.get_by_role("button", name=text, exact=True).last.click()
    else:
        await _types(phone, text)
    await family.answer()


async def _types(column: Locator, text: str) -> None:
    composer = column.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


async def _kept(page: Page, language: str) -> None:
    """Keep what is seen, where pictures are asked for: wide, and one narrow, and one dark."""
    if not are_wanted():
        return
    await picture(page, language)
    if language == "uk":
        await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        await picture(page, "narrow")
    if language == "en":
        await page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        await page.emulate_media(color_scheme="dark")
        await picture(page, "dark")
