"""Messages edited (BAPI Updating messages)."""

from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import Json
from handlers.sandbox.messages import change, content_of, visible
from handlers.sandbox.registry import (
    Caption,
    EditableChat,
    InlineMarkup,
    Text,
    method,
    with_caption,
)


@method("editMessageText")
def edit_message_text(
    call: Call, text: Text, reply_markup: InlineMarkup, message_id: int, chat: EditableChat
) -> Json:
    """Replace the text and the keyboard of a message of the bot's."""
    message = _own(call, chat, message_id)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    entities = {"entities": text.entities} if text.entities else {}
    return _changed(call, message, {"text": text.text, **entities}, reply_markup)


@method("editMessageCaption")
def edit_message_caption(
    call: Call, caption: Caption, reply_markup: InlineMarkup, message_id: int, chat: EditableChat
) -> Json:
    """Replace the caption and the keyboard of a message of the bot's."""
    message = _own(call, chat, message_id)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    content = content_of(message)
    content.pop("caption", None)
    content.pop("caption_entities", None)
    return _changed(call, message, with_caption(content, caption), reply_markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(
    call: Call, reply_markup: InlineMarkup, message_id: int, chat: EditableChat
) -> Json:
    """Replace the keyboard of a message of the bot's, or take it away."""
    message = _own(call, chat, message_id)
    return _changed(call, message, content_of(message), reply_markup)


def _own(call: Call, chat: Json, message_id: int) -> Json:
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = call.world.message(chat["id"], message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != call.world.bot_id or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return message


def _changed(call: Call, message: Json, content: Json, markup: Json | None) -> Json:
    before = message.get("reply_markup")
    shown = before if before is None or "inline_keyboard" in before else None
    if content == content_of(message) and markup == shown:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    return visible(change(call.world, message, content, markup))
