"""Photos and files on the sandbox's page, both ways."""

import io
from typing import Any

import aiohttp
import pytest
from PIL import Image
from playwright.async_api import FilePayload, expect

from tests.sandbox.browser_stage import Stage, staged

pytestmark = pytest.mark.browser


def picture(colour: str) -> bytes:
    """Paint a small picture."""
    kept = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(kept, "JPEG")
    return kept.getvalue()


def chosen(name: str, colour: str) -> FilePayload:
    """Give a picture as one picks it from a gallery."""
    return FilePayload(name=name, mimeType="image/jpeg", buffer=picture(colour))


async def bot_sends(stage: Stage, user_id: int, kind: str, name: str, content: bytes) -> Any:
    """Let the bot send a file."""
    form = aiohttp.FormData({"chat_id": str(user_id), "caption": f"A {kind}"})
    form.add_field(kind, content, filename=name)
    address = f"{stage.emulator.url}/bot{stage.emulator.token}/send{kind.title()}"
    async with stage.http.post(address, data=form) as response:
        answer = await response.json()
    assert answer["ok"], answer
    return answer["result"]


async def test_a_photo_of_the_bot_is_shown_and_can_be_enlarged() -> None:
    """The picture loads in the bubble, opens large, and Escape closes it."""
    async with staged() as stage:
        user_id = await stage.greeted()
        await bot_sends(stage, user_id, "photo", "p.jpg", picture("teal"))
        photo = stage.phone(user_id).locator(".photo")
        await expect(photo.locator("img")).to_have_js_property("naturalWidth", 320)
        await photo.click()
        large = stage.page.get_by_test_id("lightbox")
        await expect(large.locator("img")).to_be_visible()
        await stage.page.keyboard.press("Escape")
        await expect(large).to_have_count(0)
        await expect(photo).to_be_focused()


async def test_photos_of_a_family_reach_the_bot_as_an_album() -> None:
    """Several photos share one media_group_id; the caption goes with the first."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        pair = [chosen("one.jpg", "olive"), chosen("two.jpg", "navy")]
        await phone.get_by_test_id("photo-input").set_input_files(pair)
        await expect(phone.get_by_test_id("tray").get_by_role("listitem")).to_have_count(2)
        await phone.get_by_test_id("composer").fill("Last summer")
        await phone.get_by_test_id("composer").press("Enter")
        messages: list[Any] = []
        while len(messages) < 2:
            messages += [update["message"] for update in await stage.heard()]
        assert [message.get("caption") for message in messages] == ["Last summer", None]
        assert len({message["media_group_id"] for message in messages}) == 1
        await expect(phone.locator(".album .photo img")).to_have_count(2)


async def test_files_go_both_ways() -> None:
    """A document of the bot can be downloaded whole; a family's file reaches the bot by name."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        await bot_sends(stage, user_id, "document", "paper.txt", b"a paper")
        async with stage.page.expect_download() as download:
            await phone.get_by_role("link", name="paper.txt").click()
        kept = await (await download.value).path()
        assert kept.read_bytes() == b"a paper"

        letter = FilePayload(name="letter.pdf", mimeType="application/pdf", buffer=b"%PDF")
        await phone.get_by_test_id("file-input").set_input_files([letter])
        await phone.get_by_test_id("send").click()
        (update,) = await stage.heard()
        assert update["message"]["document"]["file_name"] == "letter.pdf"


@pytest.mark.parametrize(
    ("item", "kind"), [("voice", "voice"), ("sticker", "sticker"), ("Place", "location")]
)
async def test_samples_of_other_kinds_reach_the_bot(item: str, kind: str) -> None:
    """The attach menu sends a voice message, a sticker and a place."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        await phone.get_by_test_id("attach").click()
        await phone.get_by_role("menuitem", name=item).click()
        if kind == "location":
            await stage.page.get_by_role("button", name="Share").click()
        (update,) = await stage.heard()
        assert kind in update["message"]
        await expect(phone.locator(".message").last).to_contain_text(item, ignore_case=True)
