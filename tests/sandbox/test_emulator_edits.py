"""Edits of messages and answers to button presses."""

from typing import Any

from tests.sandbox.emulator_stage import Stage

A: Any = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
B: Any = {"inline_keyboard": [[{"text": "B", "callback_data": "b"}]]}
NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


async def test_an_edit_that_changes_nothing_is_refused(stage: Stage) -> None:
    """Text and keyboard are compared; either may change alone; no keyboard takes it away."""
    chat = await stage.family()
    sent = await stage.bot("sendMessage", chat_id=chat, text="x", reply_markup=A)
    where = {"chat_id": chat, "message_id": sent["message_id"]}
    assert await stage.refused("editMessageText", **where, text="x", reply_markup=A) == NOT_MODIFIED
    assert await stage.refused("editMessageReplyMarkup", **where, reply_markup=A) == NOT_MODIFIED
    edited = await stage.bot("editMessageReplyMarkup", **where, reply_markup=B)
    assert edited["reply_markup"] == B
    assert edited["edit_date"]
    edited = await stage.bot("editMessageText", **where, text="y")
    assert edited["text"] == "y"
    assert "reply_markup" not in edited
    assert await stage.read() == []


async def test_what_cannot_be_edited(stage: Stage) -> None:
    """Missing messages, other people's, and ones of another kind refuse an edit."""
    chat = await stage.family()
    said = await stage.do("say", user_id=chat, text="mine")
    contact = await stage.bot("sendContact", chat_id=chat, phone_number="1", first_name="A")
    text = await stage.bot("sendMessage", chat_id=chat, text="x")
    edits = {
        "message to edit not found": ("editMessageText", 999),
        "message identifier is not specified": ("editMessageText", 0),
        "message can't be edited": ("editMessageText", said["message_id"]),
        "there is no text in the message to edit": ("editMessageText", contact["message_id"]),
        "there is no caption in the message to edit": ("editMessageCaption", text["message_id"]),
    }
    for why, (method, message_id) in edits.items():
        refusal = await stage.refused(method, chat_id=chat, message_id=message_id, text="y")
        assert refusal == f"400 Bad Request: {why}"


async def test_only_inline_keyboards_can_be_edited_in(stage: Stage) -> None:
    """A reply keyboard belongs to a new message."""
    chat = await stage.family()
    sent = await stage.bot("sendMessage", chat_id=chat, text="x")
    said = await stage.refused(
        "editMessageText",
        chat_id=chat,
        message_id=sent["message_id"],
        text="y",
        reply_markup={"keyboard": [["A"]]},
    )
    assert said == "400 Bad Request: inline keyboard expected"


async def test_a_press_is_answered_within_its_life(stage: Stage) -> None:
    """A press reaches the bot and can be answered for 150 s, with a toast; an unknown one never."""
    chat = await stage.family()
    sent = await stage.bot("sendMessage", chat_id=chat, text="x", reply_markup=A)
    tap = {"user_id": chat, "chat_id": chat, "message_id": sent["message_id"], "data": "a"}
    query_id = (await stage.do("press", **tap))["callback_query_id"]
    query = (await stage.read())[0]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "a", chat)
    assert query["message"]["message_id"] == sent["message_id"]
    assert await stage.bot("answerCallbackQuery", callback_query_id=query_id, text="hi") is True
    stage.clock.pass_(151)
    for each in (query_id, "77"):
        said = await stage.refused("answerCallbackQuery", callback_query_id=each)
        assert said == (
            "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
        )


async def test_a_button_must_be_there_unless_forged(stage: Stage) -> None:
    """A telephone taps what it shows; a forger sends what they like."""
    chat = await stage.family()
    sent = await stage.bot("sendMessage", chat_id=chat, text="x", reply_markup=A)
    tap = {"user_id": chat, "chat_id": chat, "message_id": sent["message_id"], "data": "case:7"}
    assert await stage.cannot("press", **tap) == "there is no such button"
    await stage.do("press", **tap, forged=True)
    assert (await stage.read())[0]["callback_query"]["data"] == "case:7"
