"""What becomes of a forum's topics, whoever does it: a person or the bot."""

from handlers.sandbox.facts import Json
from handlers.sandbox.messages import Spot, post
from handlers.sandbox.world import World


def open_topic(world: World, who: int, chat_id: int, name: str, color: int) -> Json:
    """Open a topic and announce it."""
    created = {"forum_topic_created": {"name": name, "icon_color": color}}
    message = post(world, who, Spot(chat_id), created)
    thread_id = message["message_id"]
    world.keep_message({**message, "message_thread_id": thread_id, "is_topic_message": True})
    topic = {"message_thread_id": thread_id, "name": name, "is_closed": False, "icon_color": color}
    world.keep_topic(chat_id, topic)
    return topic


def rename_topic(world: World, who: int, chat_id: int, topic: Json, name: str) -> Json:
    """Give a topic another name and announce it."""
    world.keep_topic(chat_id, {**topic, "name": name})
    spot = Spot(chat_id, topic["message_thread_id"])
    return post(world, who, spot, {"forum_topic_edited": {"name": name}})


def set_closed(world: World, who: int, chat_id: int, topic: Json, *, closed: bool) -> Json:
    """Close or reopen a topic and announce it."""
    world.keep_topic(chat_id, {**topic, "is_closed": closed})
    spot = Spot(chat_id, topic["message_thread_id"])
    return post(world, who, spot, {f"forum_topic_{'closed' if closed else 'reopened'}": {}})


def remove_topic(world: World, chat_id: int, topic: Json) -> None:
    """Delete a topic with everything in it; nobody is told (no update says so)."""
    thread_id = topic["message_thread_id"]
    world.drop_topic(chat_id, thread_id)
    inside = [
        message_id
        for message_id, message in world.messages.get(chat_id, {}).items()
        if message.get("message_thread_id") == thread_id
    ]
    for message_id in inside:
        world.drop_message(chat_id, message_id)
