"""The sandbox's page as a messenger: people write, tap and look, the bot answers."""

import pytest
from playwright.async_api import expect

from tests.sandbox.browser_stage import inline, staged

pytestmark = pytest.mark.browser


async def test_a_whole_conversation_needs_only_the_keyboard() -> None:
    """From adding a family to tapping a button, no pointer is needed and focus is never lost."""
    async with staged() as stage:
        page = stage.page
        await page.get_by_test_id("add-family").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("First name")).to_be_focused()
        await page.keyboard.type("Olena")
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("start")).to_be_focused()

        await page.keyboard.press("Enter")
        (first,) = [each for each in await stage.heard() if "message" in each]
        assert first["message"]["text"] == "/start"
        user_id = first["message"]["from"]["id"]
        composer = stage.phone(user_id).get_by_test_id("composer")
        await expect(composer).to_be_focused()

        await page.keyboard.type("one")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("two")
        await page.keyboard.press("Enter")
        (second,) = await stage.heard()
        assert second["message"]["text"] == "one\ntwo"

        rows = [[("Yes", "y"), ("No", "n")], [("Later", "l")]]
        await stage.bot("sendMessage", chat_id=user_id, text="Shall we?", reply_markup=inline(rows))
        await expect(stage.phone(user_id).get_by_role("button", name="Later")).to_be_visible()
        for _ in range(10):
            await page.keyboard.press("Shift+Tab")
            if await stage.focus_on() == "Later":
                break
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("ArrowRight")
        assert await stage.focus_on() == "No"
        await page.keyboard.press("Enter")
        (tapped,) = await stage.heard()
        assert tapped["callback_query"]["data"] == "n"


async def test_what_the_bot_does_is_seen_without_reloading() -> None:
    """A new message appears, an edited one changes in place, a deleted one vanishes."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        sent = await stage.bot("sendMessage", chat_id=user_id, text="We are looking")
        bubble = phone.locator(f'.message[data-message-id="{sent["message_id"]}"]')
        await expect(bubble).to_contain_text("We are looking")
        spot = {"chat_id": user_id, "message_id": sent["message_id"]}
        await stage.bot("editMessageText", **spot, text="We are still looking")
        await expect(bubble).to_contain_text("We are still looking")
        await expect(bubble.locator(".edited")).to_be_visible()
        await stage.bot("deleteMessage", **spot)
        await expect(bubble).to_have_count(0)


async def test_both_sides_messages_are_seen_to_vanish() -> None:
    """What the bot deletes in a private chat goes away on the telephone, the family's own too."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        sent = await stage.bot("sendMessage", chat_id=user_id, text="We are looking")
        bubbles = phone.locator(".message[data-message-id]")
        await expect(bubbles.last).to_contain_text("We are looking")
        ids = list(range(1, sent["message_id"] + 1))
        assert await stage.bot("deleteMessages", chat_id=user_id, message_ids=ids) is True
        await expect(bubbles).to_have_count(0)


async def test_the_bot_is_seen_typing() -> None:
    """A chat action shows in the head of the chat until the message comes."""
    async with staged() as stage:
        user_id = await stage.greeted()
        status = stage.phone(user_id).locator(".chat-status")
        await stage.bot("sendChatAction", chat_id=user_id, action="typing")
        await expect(status).to_have_text("typing…")
        await stage.bot("sendMessage", chat_id=user_id, text="There")
        await expect(status).to_have_text("bot")


async def test_a_tapped_button_waits_for_its_answer() -> None:
    """A tap shows a spinner until the bot answers, then a toast; an alert waits for OK."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone, page = stage.phone(user_id), stage.page
        keys = inline([[("Quiet", "q"), ("Loud", "l")]])
        await stage.bot("sendMessage", chat_id=user_id, text="Choose", reply_markup=keys)
        for name, is_alert in (("Quiet", False), ("Loud", True)):
            key = phone.get_by_role("button", name=name)
            await key.click()
            await expect(key).to_have_attribute("aria-busy", "true")
            (update,) = await stage.heard()
            answer = {"callback_query_id": update["callback_query"]["id"], "text": f"{name} it is"}
            await stage.bot("answerCallbackQuery", **answer, show_alert=is_alert)
            await expect(key).to_have_attribute("aria-busy", "false")
        await expect(phone.get_by_test_id("toasts")).to_contain_text("Quiet it is")
        alert = page.get_by_role("alertdialog")
        await expect(alert).to_contain_text("Loud it is")
        await alert.get_by_role("button", name="OK").click()
        await expect(alert).to_have_count(0)


async def test_focus_stays_where_it_was_when_buttons_change() -> None:
    """Whoever taps by keyboard keeps their place when the bot redraws the keyboard."""
    async with staged() as stage:
        user_id = await stage.greeted()
        sent = await stage.bot(
            "sendMessage", chat_id=user_id, text="1", reply_markup=inline([[("Next", "2")]])
        )
        await stage.phone(user_id).get_by_role("button", name="Next").press("Enter")
        spot = {"chat_id": user_id, "message_id": sent["message_id"], "text": "2"}
        await stage.bot("editMessageText", **spot, reply_markup=inline([[("Onward", "3")]]))
        await expect(stage.phone(user_id).get_by_role("button", name="Onward")).to_be_focused()


async def test_a_reply_keyboard_stands_under_the_composer() -> None:
    """Its buttons send their text, a one-time keyboard folds, a removed one goes."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        keyboard = phone.get_by_test_id("reply-keyboard")
        markup = {
            "keyboard": [["Kyiv", "Lviv"], [{"text": "My number", "request_contact": True}]],
            "resize_keyboard": True,
            "one_time_keyboard": True,
            "input_field_placeholder": "A town",
        }
        await stage.bot("sendMessage", chat_id=user_id, text="Where?", reply_markup=markup)
        await expect(phone.get_by_test_id("composer")).to_have_attribute("placeholder", "A town")
        await keyboard.get_by_role("button", name="Lviv").click()
        (update,) = await stage.heard()
        assert update["message"]["text"] == "Lviv"
        await expect(keyboard).to_have_count(0)

        await phone.get_by_test_id("keyboard-toggle").click()
        await keyboard.get_by_role("button", name="My number").click()
        await stage.page.get_by_role("button", name="Share").click()
        (update,) = await stage.heard()
        assert update["message"]["contact"]["user_id"] == user_id

        gone = {"remove_keyboard": True}
        await stage.bot("sendMessage", chat_id=user_id, text="Thank you", reply_markup=gone)
        await expect(phone.get_by_test_id("keyboard-toggle")).to_be_hidden()


async def test_a_forced_reply_quotes_the_question() -> None:
    """When the bot forces a reply, the next words are that reply."""
    async with staged() as stage:
        user_id = await stage.greeted()
        forced = {"force_reply": True, "input_field_placeholder": "A name"}
        asked = await stage.bot("sendMessage", chat_id=user_id, text="Who?", reply_markup=forced)
        composer = stage.phone(user_id).get_by_test_id("composer")
        await expect(composer).to_have_attribute("placeholder", "A name")
        await composer.fill("Marko")
        await composer.press("Enter")
        (update,) = await stage.heard()
        assert update["message"]["reply_to_message"]["message_id"] == asked["message_id"]


async def test_own_words_are_edited_from_an_empty_composer() -> None:
    """ArrowUp takes up the last own message, Enter sends its new text as an edit."""
    async with staged() as stage:
        user_id = await stage.greeted()
        composer = stage.phone(user_id).get_by_test_id("composer")
        await composer.fill("Mrako")
        await composer.press("Enter")
        await stage.heard()
        await expect(stage.phone(user_id).get_by_text("Mrako")).to_be_visible()
        await composer.press("ArrowUp")
        await expect(composer).to_have_value("Mrako")
        await composer.fill("Marko")
        await composer.press("Enter")
        (update,) = await stage.heard()
        assert update["edited_message"]["text"] == "Marko"


async def test_the_menu_of_commands_sends_one() -> None:
    """What the bot sets as its commands is offered behind the slash."""
    async with staged() as stage:
        await stage.bot("setMyCommands", commands=[{"command": "help", "description": "Help me"}])
        user_id = await stage.greeted()
        await stage.phone(user_id).get_by_test_id("commands").click()
        await stage.page.get_by_role("menuitem", name="/help").press("Enter")
        (update,) = await stage.heard()
        assert update["message"]["text"] == "/help"


async def test_words_are_never_markup() -> None:
    """What looks like HTML is shown as written; entities become elements, unsafe links text."""
    async with staged() as stage:
        user_id = await stage.greeted()
        text = "<img src=x onerror=alert(1)> bold bad"
        entities = [{"type": "bold", "offset": 29, "length": 4}]
        await stage.bot("sendMessage", chat_id=user_id, text=text, entities=entities)
        words = stage.phone(user_id).locator(".message-text").last
        await expect(words).to_have_text(text)
        await expect(words.locator("strong")).to_have_text("bold")
        await expect(words.locator("img")).to_have_count(0)


async def test_a_family_may_block_the_bot_and_come_back() -> None:
    """Blocking hides the composer and tells the bot; unblocking brings it back."""
    async with staged() as stage:
        user_id = await stage.greeted()
        phone = stage.phone(user_id)
        await phone.get_by_test_id("block").click()
        (update,) = await stage.heard()
        assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
        await expect(phone.get_by_test_id("composer")).to_be_hidden()
        await phone.get_by_test_id("unblock").click()
        (update,) = await stage.heard()
        assert update["my_chat_member"]["new_chat_member"]["status"] == "member"
        await expect(phone.get_by_test_id("composer")).to_be_visible()
