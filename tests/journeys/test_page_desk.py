"""The desk before a caseworker's eyes, on the sandbox's page: topics, a card, a preview, marks.

`make pictures` keeps them for `docs/caseworkers.md`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Person, Town, reference_in
from tests.kit_desk import Group, until
from tests.sandbox.browser_stage import Stage, staged
from tests.sandbox.pictures import are_wanted, picture

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

TALL = (1180, 1180)
QUESTION = "Good morning. We have read your inquiry. Do you have a photograph of Anna?"
UNDO = 10 if are_wanted() else 3


async def test_a_caseworker_s_morning(tmp_path: Path) -> None:
    """Topics with marks, a card, a note with a mark, a preview, ten seconds to take it back, the
    family's answer; then the queue and the numbers in the private chat."""
    async with staged(TALL, forum=True) as stage:
        here = Town(stage.emulator, tmp_path / "data")
        async with here.bot(UNDO_SECONDS=str(UNDO)):
            family, reference = await _three_families(here)
            group, seen = stage.group(), Group(here)
            await group.locator(f'[data-topic="{seen.topic_of(reference)}"]').click()
            await expect(group.locator(".message-text").first).to_contain_text("Who asks")
            await _kept(stage, group.locator(".message").first, "desk-card", group)
            await _works(stage, group)
            await family.sees(QUESTION)
            await family.send("Yes, I will look for one and send it here.")
            last = group.locator(".message-text").last
            await expect(last).to_contain_text("I will look for one")
            await _kept(stage, last, "desk-topic", group)
            await _private(stage, here)


async def _three_families(here: Town) -> tuple[Person, str]:
    """Three inquiries in three languages; two of them are further on. The last is the newest."""
    for language, status in (("uk", "tracing"), ("ru", "need_info"), ("en", None)):
        family = here.family({"uk": "Олена", "ru": "Наталья", "en": "John"}[language], language)
        await family.says(*SCRIPTS[language], SEND[language])
        reference = reference_in(family.read)
        await until(lambda ref=reference: Group(here).card(ref))
        if status is not None:
            await Group(here).order(here.admin, reference, f"/status {status}", "It would get")
    return family, reference


async def _works(stage: Stage, group: Locator) -> None:
    """Take the case, note something, write to the family."""
    await group.get_by_role("button", name="Take it", exact=True).click()
    await expect(group.locator(".message-text").last).to_contain_text("is assigned to")
    await _types(group, "Ask the school in Mariupol about the class of 2022.")
    await expect(group.get_by_text("✍")).to_be_visible()
    await _types(group, f"/reply {QUESTION}")
    send = group.get_by_role("button", name="Send to the family", exact=True)
    await expect(send).to_be_visible()
    await _kept(stage, send, "desk-preview", group)
    await send.click()
    back = group.get_by_role("button", name="Take it back", exact=True)
    await expect(back).to_be_visible()
    await _kept(stage, back, "desk-undo", group)
    await expect(group.get_by_text("👍").last).to_be_visible()
    await expect(back).to_have_count(0)


async def _private(stage: Stage, here: Town) -> None:
    """The queue and the numbers, in one's own chat."""
    await stage.group().get_by_test_id("staff-phone").click()
    phone = stage.phone(here.admin.id)
    await phone.get_by_test_id("start").click()
    for command, words, name in (
        ("/queue open", "cases are open", "desk-queue"),
        ("/stats", "The work in numbers", "desk-stats"),
    ):
        await _types(phone, command)
        await expect(phone).to_contain_text(words)
        if name == "desk-stats":
            await expect(phone.get_by_role("button", name="Enlarge the photo")).to_be_visible()
        await _kept(stage, phone.locator(".message").last, name, phone)


async def _types(column: Locator, text: str) -> None:
    composer = column.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


async def _kept(stage: Stage, at: Locator, name: str, of: Locator) -> None:
    """Keep what is seen, where pictures are asked for."""
    await at.scroll_into_view_if_needed()
    if are_wanted():
        await picture(stage.page, name, of=of)
