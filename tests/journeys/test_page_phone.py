"""What a family has before its eyes: the review, the time line, and a message that says nothing.

`make pictures` keeps them in each language, for `docs/families.md`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from bot.core.case import ContactMode
from bot.core.reference import grouped
from bot.core.scenes.hiding import THIS_TOO, YES_HIDE
from bot.core.scenes.home import MORE
from bot.core.scenes.more import MODE
from bot.core.terms import words
from bot.register import NEWS, READ
from bot.timeline import SO_FAR
from tests.core.kit import speech
from tests.journeys.scripts import SCRIPTS, SEND
from tests.journeys.test_page import LOCALES, NAMES, REPLIES
from tests.kit import Person, Town, reference_in
from tests.processes import until
from tests.sandbox.browser_stage import Stage, staged
from tests.sandbox.pictures import are_wanted, picture

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

TALL = (800, 1400)
SHORT = 640
_LINES = """(bubble, number) => {
  const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(number);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + number.length);
    return new Set([...range.getClientRects()].map((one) => one.top)).size;
  }
  return 0;
}"""


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_a_family_sees_where_it_stands(language: str, tmp_path: Path) -> None:
    """All answers stand in the review before they go; the time line shows each step; and in a chat
    made empty, a neutral message says nothing until it is opened."""
    async with staged(TALL, LOCALES[language]) as stage:
        here = Town(stage.emulator, tmp_path / "data")
        async with here.bot(STAFF_LANGUAGE="en"):
            family = here.family(NAMES[language], language)
            phone = stage.phone(family.id)
            await family.says(*SCRIPTS[language])
            await _shown(stage, phone, family, f"review.{language}")

            reference = await _goes_on(here, family, language)
            await _is_in_one_line(phone, family, reference)
            await _shown(stage, phone, family, f"timeline.{language}")

            await _empties_the_chat(stage, family, language)
            await here.admin.orders(f"/reply {reference} {REPLIES[language]}")
            assert await family.answer() == speech().text(NEWS, language)
            await _shown(stage, phone, family, f"neutral.{language}")
            await family.pick(speech().text(READ, language))
            await expect(phone).to_contain_text(REPLIES[language])


async def _goes_on(here: Town, family: Person, language: str) -> str:
    """The inquiry is sent, moves on twice, and its family looks where it stands."""
    await family.says(SEND[language])
    reference = reference_in(family.read)
    for status in ("in_review", "tracing"):
        await here.admin.orders(f"/status {reference} {status}")
        await family.answer()
    await family.says("/status")
    assert speech().text(SO_FAR, language) in family.read
    return reference


async def _empties_the_chat(stage: Stage, family: Person, language: str) -> None:
    """The family wants neutral messages from now on, and everything here deleted."""
    neutral = words(ContactMode.PUSH_NEUTRAL)
    await family.says(*(speech().text(one, language) for one in (MORE, MODE, neutral)))
    await stage.page.set_viewport_size({"width": TALL[0], "height": SHORT})
    await family.says("/hide", speech().text(YES_HIDE, language))
    rest = speech().text(THIS_TOO, language)
    await until(lambda: bool(family.heard) and rest in family.buttons)
    family.tap(family.buttons[rest])
    await expect(stage.phone(family.id).locator(".message-text")).to_have_count(0)
    family.looks_away()


async def _shown(stage: Stage, phone: Locator, family: Person, name: str) -> None:
    """The page shows what was said last; it is kept where pictures are asked for."""
    last = phone.locator(".message-text").last
    await expect(last).to_contain_text(family.read.splitlines()[0])
    await last.scroll_into_view_if_needed()
    if are_wanted():
        await picture(stage.page, name, of=phone)


async def _is_in_one_line(phone: Locator, family: Person, reference: str) -> None:
    """The bubble does not break the number, however narrow it is."""
    last = phone.locator(".message-text").last
    await expect(last).to_contain_text(family.read.splitlines()[0])
    handle = await last.element_handle()
    assert handle is not None
    assert await handle.evaluate(_LINES, grouped(reference)) == 1
