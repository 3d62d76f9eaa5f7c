"""Messages sent, copied, forwarded, deleted (BAPI sendMessage and its neighbours)."""

from typing import Any, Final

from handlers.sandbox.access import Access, chat_for, is_administrator
from handlers.sandbox.calls import Call
from handlers.sandbox.errors import bad_request
from handlers.sandbox.facts import DELETABLE, Json
from handlers.sandbox.messages import content_of, is_service, post, visible
from handlers.sandbox.registry import (
    Caption,
    Destination,
    EditableChat,
    JsonValue,
    Markup,
    Text,
    WritableChat,
    method,
    with_caption,
    with_markup,
)
from handlers.sandbox.world import World

ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
"""Chat actions (BAPI sendChatAction)."""

REACTIONS: Final = (
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪"
    "🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)
"""Emoji of one character a bot may react with (BAPI ReactionTypeEmoji)."""


@method("sendMessage")
def send_message(call: Call, text: Text, reply_markup: Markup, place: Destination) -> Json:
    """Send a text."""
    content: Json = {"text": text.text}
    if text.entities:
        content["entities"] = text.entities
    content = with_markup(content, reply_markup, place)
    return visible(post(call.world, call.world.bot_id, place.spot, content))


@method("sendContact")
def send_contact(
    call: Call, phone_number: str, first_name: str, place: Destination, reply_markup: Markup
) -> Json:
    """Send a telephone number."""
    if not phone_number:
        raise bad_request("phone number is empty")
    contact = {"phone_number": phone_number, "first_name": first_name}
    content = with_markup({"contact": contact}, reply_markup, place)
    return visible(post(call.world, call.world.bot_id, place.spot, content))


@method("sendLocation")
def send_location(call: Call, place: Destination, reply_markup: Markup) -> Json:
    """Send a point on the map."""
    try:
        point = {name: float(call.params[name]) for name in ("latitude", "longitude")}
    except (KeyError, ValueError) as error:
        missing = error.args[0] if isinstance(error, KeyError) else "latitude"
        raise bad_request(f"{missing} is empty") from None
    content = with_markup({"location": point}, reply_markup, place)
    return visible(post(call.world, call.world.bot_id, place.spot, content))


@method("copyMessage")
def copy_message(
    call: Call, message_id: int, caption: Caption, reply_markup: Markup, place: Destination
) -> Json:
    """Send what another message says, without saying whose it was."""
    content = content_of(_source(call, message_id, "copy"))
    if "caption" in call.params and "text" not in content:
        content.pop("caption_entities", None)
        content = with_caption({**content, "caption": ""}, caption)
    content = with_markup(content, reply_markup, place)
    sent = post(call.world, call.world.bot_id, place.spot, content)
    return {"message_id": sent["message_id"]}


@method("forwardMessage")
def forward_message(call: Call, message_id: int, place: Destination) -> Json:
    """Send another message, saying whose it was."""
    source = _source(call, message_id, "forward")
    origin = {"type": "user", "sender_user": source["from"], "date": source["date"]}
    content = {**content_of(source), "forward_origin": source.get("forward_origin", origin)}
    return visible(post(call.world, call.world.bot_id, place.spot, content))


def _source(call: Call, message_id: int, what: str) -> Json:
    chat = chat_for(call.world, call.params.get("from_chat_id"), Access.READ)
    source = call.world.message(chat["id"], message_id)
    if source is None:
        raise bad_request(f"message to {what} not found")
    if is_service(source):
        raise bad_request(f"message can't be {'copied' if what == 'copy' else 'forwarded'}")
    return source


@method("deleteMessage")
def delete_message(call: Call, message_id: int, chat: EditableChat) -> bool:
    """Delete one message."""
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = call.world.message(chat["id"], message_id)
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(call.world, chat, message)
    call.world.drop_message(chat["id"], message_id)
    return True


@method("deleteMessages")
def delete_messages(call: Call, message_ids: JsonValue, chat: EditableChat) -> bool:
    """Delete some messages; those that are not there are passed over (BAPI)."""
    if not isinstance(message_ids, list) or not message_ids:
        raise bad_request("message identifiers are not specified")
    if len(message_ids) > 100:
        raise bad_request("too many message identifiers specified")
    there = [call.world.message(chat["id"], int(each)) for each in message_ids]
    doomed = [message for message in there if message is not None]
    for message in doomed:
        _check_deletable(call.world, chat, message)
    for message in doomed:
        call.world.drop_message(chat["id"], message["message_id"])
    return True


def _check_deletable(world: World, chat: Json, message: Json) -> None:
    if chat["type"] != "private" and is_administrator(chat):
        return
    is_own = message["from"]["id"] == world.bot_id
    if chat["type"] != "private" and not is_own:
        raise bad_request("message can't be deleted")
    if world.now() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")


@method("sendChatAction")
def send_chat_action(call: Call, action: str, chat: WritableChat) -> bool:
    """Show that the bot is typing."""
    if action.lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.feed.add("action", (chat["id"], action.lower()))
    return True


@method("setMessageReaction")
def set_message_reaction(
    call: Call, message_id: int, reaction: JsonValue, chat: EditableChat
) -> bool:
    """Put an emoji to a message, or take it away."""
    message = call.world.message(chat["id"], message_id)
    if message is None:
        raise bad_request("message to react not found")
    reactions: list[Any] = reaction or []
    if any((each.get("emoji") or "?")[0] not in REACTIONS for each in reactions):
        raise bad_request("REACTION_INVALID")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    call.world.keep_message({**message, "reactions": reactions})
    return True
