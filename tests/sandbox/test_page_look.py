"""How the sandbox's page looks: narrow and wide, light and dark, in three languages."""

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.browser_stage import NARROW, Stage, inline, staged

pytestmark = pytest.mark.browser

CONTRAST = """
([selector]) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    const isClear = colour === "rgba(0, 0, 0, 0)" || colour === "transparent";
    return isClear && node.parentElement ? ground(node.parentElement) : colour;
  };
  return [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility())
    .map((node) => {
      const pair = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
      return (pair[0] + 0.05) / (pair[1] + 0.05);
    });
}
"""
READ = (
    ".message-text, .message-meta, .key-text, .sender, .banner, .chat-status, .owner-detail, "
    ".day span, .switch-name, .topbar .primary span, .composer-input, .brand, .connection"
)
LONG = "Donaudampfschifffahrtsgesellschaft" * 4


async def spills(page: Page) -> bool:
    """Say whether anything makes the page scroll sideways."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))


async def lively(stage: Stage) -> int:
    """Fill both sides with a little of everything."""
    user_id = await stage.family("Olena")
    await stage.staff("Iryna")
    await stage.door("say", user_id=user_id, text=f"Hello {LONG}")
    keys = inline([[("A first long answer to choose", "1"), ("And a second one", "2")]])
    await stage.bot("sendMessage", chat_id=user_id, text="Choose", reply_markup=keys)
    chat_id = stage.emulator.staff_chat_id
    await stage.bot("sendMessage", chat_id=chat_id, text=LONG, reply_markup=keys)
    await expect(stage.page.get_by_role("button", name="And a second one").first).to_be_attached()
    return user_id


async def test_360_pixels_show_one_conversation_and_never_scroll_sideways() -> None:
    """On a narrow screen one conversation shows at a time; the switcher leads to the others."""
    async with staged(NARROW) as stage:
        page = stage.page
        assert not await spills(page)
        user_id = await lively(stage)
        await expect(stage.phone(user_id)).to_be_visible()
        await expect(stage.group()).to_be_hidden()
        assert not await spills(page)
        staff = page.get_by_test_id("switcher").get_by_role("button").last
        await staff.click()
        await expect(stage.group()).to_be_visible()
        await expect(stage.phone(user_id)).to_be_hidden()
        assert not await spills(page)
        await stage.bot("sendMessage", chat_id=user_id, text="News")
        unread = page.locator(f'[data-switch="p{user_id}"] .count')
        await expect(unread).to_have_text("1")
        await page.get_by_test_id("add-family").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert not await spills(page)


async def test_wide_screens_show_families_and_staff_side_by_side() -> None:
    """On a wide screen nobody has to switch."""
    async with staged() as stage:
        user_id = await lively(stage)
        await expect(stage.phone(user_id)).to_be_visible()
        await expect(stage.group()).to_be_visible()
        assert not await spills(stage.page)


@pytest.mark.parametrize("dark", [False, True])
async def test_everything_read_has_the_contrast_of_wcag_aa(*, dark: bool) -> None:
    """The computer's preference is followed, and text stands out 4.5 to 1 either way."""
    async with staged(dark=dark) as stage:
        await lively(stage)
        contrasts = await stage.page.evaluate(CONTRAST, [READ])
        assert len(contrasts) > 10
        assert min(contrasts) >= 4.5
        ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        assert (max(await stage.page.evaluate(ground)) < 100) is dark


async def test_the_colours_can_be_chosen_against_the_computer() -> None:
    """The switch goes from automatic to light to dark and is remembered."""
    async with staged() as stage:
        switch, root = stage.page.get_by_test_id("theme"), stage.page.locator("html")
        await switch.click()
        await expect(root).to_have_attribute("data-theme", "light")
        await switch.click()
        await expect(root).to_have_attribute("data-theme", "dark")
        await stage.page.reload()
        await expect(root).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize(
    ("locale", "language", "start"),
    [("uk-UA", "uk", "ПОЧАТИ"), ("ru-RU", "ru", "НАЧАТЬ"), ("pl-PL", "en", "START")],
)
async def test_the_page_speaks_the_browsers_language(
    locale: str, language: str, start: str
) -> None:
    """Ukrainian, Russian, and English for everyone else; drafts outlive a change of language."""
    async with staged(locale=locale) as stage:
        user_id = await stage.family("Olena")
        await expect(stage.page.locator("html")).to_have_attribute("lang", language)
        await expect(stage.phone(user_id).get_by_test_id("start")).to_have_text(start)
        await stage.door("say", user_id=user_id, text="/start")
        composer = stage.phone(user_id).get_by_test_id("composer")
        await composer.fill("half a thought")
        await stage.page.get_by_test_id("page-language").select_option("uk")
        await expect(stage.page.locator("html")).to_have_attribute("lang", "uk")
        await expect(composer).to_have_value("half a thought")


async def test_new_messages_are_announced_and_directions_kept() -> None:
    """Each chat is a live log, and right-to-left words find their own direction."""
    async with staged() as stage:
        user_id = await stage.family("Rania", "ar")
        await stage.door("say", user_id=user_id, text="مرحبا")
        log = stage.phone(user_id).get_by_role("log")
        await expect(log).to_have_attribute("aria-live", "polite")
        words = log.locator(".message-text")
        await expect(words).to_have_attribute("dir", "auto")
        assert await words.evaluate("node => getComputedStyle(node).direction") == "rtl"


async def test_the_page_says_that_it_is_for_practice() -> None:
    """Nobody mistakes the sandbox for the real thing, and it loads nothing from elsewhere."""
    async with staged() as stage:
        await expect(stage.page.get_by_test_id("banner")).to_contain_text("practice space")
        sources = (
            "performance.getEntriesByType('resource').map((each) => new URL(each.name).origin)"
        )
        assert set(await stage.page.evaluate(sources)) == {stage.emulator.url}
