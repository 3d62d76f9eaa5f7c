"""Sending, deleting, copying: what Telegram refuses, and in which words."""

from typing import Any

import pytest

from tests.sandbox.emulator_stage import Stage, staged


def inline(**button: Any) -> Any:
    """A keyboard of one button."""
    return {"inline_keyboard": [[{"text": "A", **button}]]}


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "400 Bad Request: message text is empty"),
        (" \n\t ", "400 Bad Request: text must be non-empty"),
        ("x" * 4097, "400 Bad Request: message is too long"),
        ("😀" * 2049, "400 Bad Request: message is too long"),
        ("x" * 40_000, "400 Bad Request: text is too long"),
        ("\ud800", "400 Bad Request: strings must be encoded in UTF-8"),
    ],
)
async def test_a_text_has_1_to_4096_utf16_units(stage: Stage, text: str, refusal: str) -> None:
    """A blank text, one of more than 4096 UTF-16 units and one that is no text are refused."""
    assert await stage.refused("sendMessage", chat_id=await stage.family(), text=text) == refusal


async def test_the_longest_text_passes_and_is_trimmed(stage: Stage) -> None:
    """4096 units pass, ends are trimmed first, control characters become spaces."""
    chat = await stage.family()
    sent = await stage.bot("sendMessage", chat_id=chat, text="  " + "😀" * 2048 + "\n")
    assert sent["text"] == "😀" * 2048
    sent = await stage.bot("sendMessage", chat_id=chat, text="a\tb\r\nc\u202ed")
    assert sent["text"] == "a b\ncd"


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [{}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": [["A"]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            {"inline_keyboard": [[{"url": "https://a.org"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            inline(),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline(callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (inline(callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        (
            inline(url="no address"),
            "inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
        ),
        ({"keyboard": ["A"]}, 'field "keyboard" must be an Array of Arrays'),
        (
            {"keyboard": [[7]]},
            "can't parse keyboard button: KeyboardButton must be a String or an Object",
        ),
    ],
)
async def test_a_keyboard_out_of_shape_is_refused(stage: Stage, markup: Any, refusal: str) -> None:
    """Each way a reply_markup can be wrong has its own refusal."""
    chat = await stage.family()
    said = await stage.refused("sendMessage", chat_id=chat, text="x", reply_markup=markup)
    assert said == f"400 Bad Request: {refusal}"


async def test_64_bytes_of_callback_data_pass(stage: Stage) -> None:
    """callback_data is measured in bytes and may have 64."""
    markup = inline(callback_data="я" * 32)
    sent = await stage.bot(
        "sendMessage", chat_id=await stage.family(), text="x", reply_markup=markup
    )
    assert sent["reply_markup"] == markup


async def test_only_inline_keyboards_come_back(stage: Stage) -> None:
    """A reply keyboard is on the telephone, but not in the Message the bot gets."""
    chat = await stage.family()
    sent = await stage.bot(
        "sendMessage", chat_id=chat, text="x", reply_markup={"keyboard": [["A", ""]]}
    )
    assert "reply_markup" not in sent
    assert (await stage.look(f"transcript?chat_id={chat}"))[-1]["buttons"] == [["A"]]


async def test_a_group_is_not_asked_for_telephone_numbers(stage: Stage) -> None:
    """Buttons that request a contact are for private chats."""
    said = await stage.refused(
        "sendMessage",
        chat_id=stage.emulator.staff_chat_id,
        text="x",
        reply_markup={"keyboard": [[{"text": "A", "request_contact": True}]]},
    )
    assert said == "400 Bad Request: phone number can be requested in private chats only"


async def test_chats_out_of_reach(stage: Stage) -> None:
    """No chat, an unknown one, one that never wrote: three refusals."""
    stranger = (await stage.do("users", first_name="A", kind="family"))["id"]
    member = await stage.staff()
    assert await stage.refused("sendMessage", text="x") == "400 Bad Request: chat_id is empty"
    for chat in (12, stranger, "@nobody", "abc"):
        said = await stage.refused("sendMessage", chat_id=chat, text="x")
        assert said == "400 Bad Request: chat not found"
    said = await stage.refused("sendMessage", chat_id=member, text="x")
    assert said == "403 Forbidden: bot can't initiate conversation with a user"


async def test_blocked_and_deactivated(stage: Stage) -> None:
    """Who blocked the bot, or has no account any more, gets nothing."""
    chat = await stage.family()
    await stage.do("block", user_id=chat, blocked=True)
    said = await stage.refused("sendMessage", chat_id=chat, text="x")
    assert said == "403 Forbidden: bot was blocked by the user"
    await stage.do("block", user_id=chat, blocked=False, deactivated=True)
    said = await stage.refused("sendMessage", chat_id=chat, text="x")
    assert said == "403 Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        ("kicked", "403 Forbidden: bot was kicked from the supergroup chat"),
        ("left", "403 Forbidden: bot is not a member of the supergroup chat"),
    ],
)
async def test_a_group_without_the_bot(stage: Stage, status: str, refusal: str) -> None:
    """A group that removed the bot, or that it left, refuses it."""
    group = stage.emulator.staff_chat_id
    await stage.do("member", chat_id=group, user_id=stage.emulator.world.bot_id, status=status)
    assert await stage.refused("sendMessage", chat_id=group, text="x") == refusal


async def test_a_group_that_moved_tells_where_to() -> None:
    """A migrated group answers 400 with migrate_to_chat_id, and the new one works."""
    async with staged(group="group") as stage:
        await stage.staff()
        old = stage.emulator.staff_chat_id
        new = (await stage.do("migrate", chat_id=old))["new_chat_id"]
        answer = await stage.call("sendMessage", chat_id=old, text="x")
        assert answer == {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new},
        }
        assert (await stage.bot("sendMessage", chat_id=new, text="x"))["chat"]["id"] == new
        moved = [update["message"] for update in await stage.read()]
        assert moved[0]["migrate_to_chat_id"] == new == stage.emulator.staff_chat_id
        assert moved[1]["migrate_from_chat_id"] == old


async def test_replies(stage: Stage) -> None:
    """A reply to nothing is refused unless it may go without; a real one quotes one level."""
    chat = await stage.family()
    first = await stage.bot("sendMessage", chat_id=chat, text="a")
    second = await stage.bot(
        "sendMessage", chat_id=chat, text="b", reply_to_message_id=first["message_id"]
    )
    third = await stage.bot(
        "sendMessage",
        chat_id=chat,
        text="c",
        reply_parameters={"message_id": second["message_id"]},
    )
    assert third["reply_to_message"]["text"] == "b"
    assert "reply_to_message" not in third["reply_to_message"]
    lost = {"message_id": 999}
    said = await stage.refused("sendMessage", chat_id=chat, text="d", reply_parameters=lost)
    assert said == "400 Bad Request: message to be replied not found"
    lenient = {**lost, "allow_sending_without_reply": True}
    sent = await stage.bot("sendMessage", chat_id=chat, text="d", reply_parameters=lenient)
    assert "reply_to_message" not in sent


async def test_deleting(stage: Stage) -> None:
    """A message can be deleted for 48 hours, then it stays; a missing one is named so."""
    chat = await stage.family()
    old = (await stage.bot("sendMessage", chat_id=chat, text="a"))["message_id"]
    said = await stage.refused("deleteMessage", chat_id=chat, message_id=999)
    assert said == "400 Bad Request: message to delete not found"
    stage.clock.pass_(48 * 3600 + 1)
    said = await stage.refused("deleteMessage", chat_id=chat, message_id=old)
    assert said == "400 Bad Request: message can't be deleted for everyone"
    new = (await stage.bot("sendMessage", chat_id=chat, text="b"))["message_id"]
    assert await stage.bot("deleteMessage", chat_id=chat, message_id=new) is True
    other = (await stage.bot("sendMessage", chat_id=chat, text="c"))["message_id"]
    assert other > new
    assert await stage.bot("deleteMessages", chat_id=chat, message_ids=[other, 999]) is True
    assert [line["text"] for line in await stage.look(f"transcript?chat_id={chat}")][-1] == "a"


async def test_a_plain_member_deletes_only_its_own(stage: Stage) -> None:
    """In a group the bot needs to be an administrator to delete what people wrote."""
    group, user = stage.emulator.staff_chat_id, await stage.staff()
    said_by_person = await stage.do("say", user_id=user, chat_id=group, text="a")
    bot_id = stage.emulator.world.bot_id
    await stage.do("member", chat_id=group, user_id=bot_id, status="member")
    where = {"chat_id": group, "message_id": said_by_person["message_id"]}
    assert (
        await stage.refused("deleteMessage", **where) == "400 Bad Request: message can't be deleted"
    )
    await stage.do("member", chat_id=group, user_id=bot_id, status="administrator")
    assert await stage.bot("deleteMessage", **where) is True


async def test_copies_and_forwards(stage: Stage) -> None:
    """A copy says nothing of its source, a forward does; service messages can be neither."""
    chat, group, user = await stage.family(), stage.emulator.staff_chat_id, await stage.staff()
    said = await stage.do("say", user_id=chat, text="help /me")
    where = {"chat_id": group, "from_chat_id": chat, "message_id": said["message_id"]}
    copied = await stage.bot("copyMessage", **where)
    assert set(copied) == {"message_id"}
    forwarded = await stage.bot("forwardMessage", **where)
    assert forwarded["forward_origin"]["sender_user"]["id"] == chat
    assert forwarded["text"] == "help /me"
    assert forwarded["entities"][0]["type"] == "bot_command"
    service = next(
        message
        for message in (await stage.look("world"))["messages"]
        if message.get("new_chat_members", [{}])[0].get("id") == user
    )
    where = {"chat_id": chat, "from_chat_id": group, "message_id": service["message_id"]}
    assert await stage.refused("copyMessage", **where) == "400 Bad Request: message can't be copied"
    where["message_id"] = 999
    said = await stage.refused("forwardMessage", **where)
    assert said == "400 Bad Request: message to forward not found"


async def test_reactions_and_actions(stage: Stage) -> None:
    """Only Telegram's own reactions and actions are taken."""
    chat = await stage.family()
    where = {"chat_id": chat, "message_id": 1}
    thumb, odd = ([{"type": "emoji", "emoji": each}] for each in "👍x")
    assert await stage.bot("setMessageReaction", **where, reaction=thumb) is True
    said = await stage.refused("setMessageReaction", **where, reaction=odd)
    assert said == "400 Bad Request: REACTION_INVALID"
    assert await stage.bot("sendChatAction", chat_id=chat, action="typing") is True
    said = await stage.refused("sendChatAction", chat_id=chat, action="sleep")
    assert said == "400 Bad Request: wrong parameter action in request"
