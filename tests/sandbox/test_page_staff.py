"""The staff group on the sandbox's page."""

import pytest
from playwright.async_api import expect

from tests.sandbox.browser_stage import Stage, inline, staged

pytestmark = pytest.mark.browser


async def said(stage: Stage) -> list[tuple[str, str]]:
    """Give who said what, as the bot heard it."""
    messages = [each["message"] for each in await stage.heard() if "message" in each]
    return [(each["from"]["first_name"], each["text"]) for each in messages if "text" in each]


async def test_staff_people_write_each_as_themselves() -> None:
    """Whoever is chosen beside “Write as” is the sender; their own words stand on their side."""
    async with staged() as stage:
        group, page = stage.group(), stage.page
        await stage.staff("Iryna")
        await group.get_by_test_id("add-staff").click()
        await page.get_by_label("First name").fill("Mark")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(group.get_by_test_id("speaker").locator(":checked")).to_have_text("Mark")
        await stage.heard()

        composer = group.get_by_test_id("composer")
        for name, words in (("Mark", "Good morning"), ("Iryna", "And to you")):
            await group.get_by_test_id("speaker").select_option(label=name)
            await composer.fill(words)
            await composer.press("Enter")
            assert await said(stage) == [(name, words)]
        await expect(group.locator(".message.own")).to_contain_text("And to you")
        await expect(group.locator(".message.other .sender")).to_have_text("Mark")


async def test_a_tap_in_the_group_is_answered_in_the_group() -> None:
    """The toast of a staff person's tap shows in the staff column."""
    async with staged() as stage:
        await stage.staff("Iryna")
        keys = inline([[("Take it", "take")]])
        chat_id = stage.emulator.staff_chat_id
        await stage.bot("sendMessage", chat_id=chat_id, text="A request", reply_markup=keys)
        await stage.heard()
        await stage.group().get_by_role("button", name="Take it").click()
        (update,) = await stage.heard()
        query = update["callback_query"]
        assert query["from"]["first_name"] == "Iryna"
        await stage.bot("answerCallbackQuery", callback_query_id=query["id"], text="It is yours")
        await expect(stage.group().get_by_test_id("toasts")).to_contain_text("It is yours")


async def test_each_topic_of_a_forum_is_a_room() -> None:
    """Topics are listed by name with what is new; words go to the topic that is open."""
    async with staged(forum=True) as stage:
        await stage.staff("Iryna")
        chat_id, group = stage.emulator.staff_chat_id, stage.group()
        topic = await stage.bot("createForumTopic", chat_id=chat_id, name="№ 101 · Marko")
        thread = topic["message_thread_id"]
        spot = {"chat_id": chat_id, "message_thread_id": thread}
        await stage.bot("sendMessage", **spot, text="A new request")
        room = group.locator(f'[data-topic="{thread}"]')
        await expect(room).to_contain_text("№ 101 · Marko")
        await expect(room.locator(".count")).to_be_visible()
        await expect(group.get_by_text("A new request")).to_have_count(0)

        await room.click()
        await expect(group.get_by_text("A new request")).to_be_visible()
        await expect(room.locator(".count")).to_have_count(0)
        await stage.heard()
        composer = group.get_by_test_id("composer")
        await composer.fill("I take it")
        await composer.press("Enter")
        (update,) = await stage.heard()
        assert update["message"]["message_thread_id"] == thread

        await group.locator('[data-topic="general"]').click()
        await expect(group.get_by_text("I take it")).to_have_count(0)


async def test_a_pinned_message_stands_above() -> None:
    """What the bot pins is shown in a bar over the chat, and goes when unpinned."""
    async with staged() as stage:
        chat_id = stage.emulator.staff_chat_id
        sent = await stage.bot("sendMessage", chat_id=chat_id, text="Read me first")
        spot = {"chat_id": chat_id, "message_id": sent["message_id"]}
        await stage.bot("pinChatMessage", **spot)
        bar = stage.group().get_by_test_id("pinned")
        await expect(bar).to_contain_text("Read me first")
        await bar.press("Enter")
        own = f'.message[data-message-id="{sent["message_id"]}"]'
        await expect(stage.group().locator(own)).to_be_focused()
        await stage.bot("unpinChatMessage", **spot)
        await expect(bar).to_have_count(0)
