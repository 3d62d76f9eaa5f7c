"""What the sandbox's director does: groups founded, topics handled, the clock moved."""

from handlers.sandbox.facts import Json
from handlers.sandbox.forum import open_topic, remove_topic, rename_topic, set_closed
from handlers.sandbox.groups import found_group
from handlers.sandbox.people import CannotError, People
from handlers.sandbox.views import chat_view
from handlers.sandbox.world import World


class Staging:
    """Changes of the scene."""

    def __init__(self, world: World, people: People) -> None:
        self._world = world
        self._people = people

    def found(self, told: Json) -> Json:
        """Found another group."""
        kind = told.get("type", "supergroup")
        if kind not in {"group", "supergroup"}:
            raise CannotError('type is "group" or "supergroup"')
        named: Json = {
            name: told[name] for name in ("title", "is_forum", "members") if name in told
        }
        row = found_group(self._world, {**named, "type": kind})
        return chat_view(self._world, row["id"])

    def topic(self, told: Json) -> Json:
        """Let a person create, rename, close, reopen or delete a topic."""
        chat_id = int(told["chat_id"])
        action = told.get("action")
        name = str(told.get("name", ""))
        if action == "create":
            self._people.post_as(told, lambda world, who, chat: _created(world, who, chat, name))
        else:
            self._change(told, str(action), name)
        return chat_view(self._world, chat_id)

    def _change(self, told: Json, action: str, name: str) -> None:
        thread_id = int(told["message_thread_id"])
        topic = self._world.topics.get((int(told["chat_id"]), thread_id))
        if topic is None:
            raise CannotError("there is no such topic")
        if action == "delete":
            remove_topic(self._world, int(told["chat_id"]), topic)
        elif action == "rename":
            self._people.post_as(
                told, lambda world, who, chat: rename_topic(world, who, chat["id"], topic, name)
            )
        elif action in {"close", "reopen"}:
            is_closing = action == "close"
            self._people.post_as(
                told,
                lambda world, who, chat: set_closed(
                    world, who, chat["id"], topic, closed=is_closing
                ),
            )
        else:
            raise CannotError("action is create, rename, close, reopen or delete")

    def move_clock(self, told: Json) -> Json:
        """Move this world's clock: `advance` by seconds, or `set` to a time."""
        world = self._world
        if "set" in told:
            world.move_clock(world.skew + float(told["set"]) - world.now())
        else:
            world.move_clock(world.skew + float(told["advance"]))
        return {"now": world.now()}


def _created(world: World, who: int, chat: Json, name: str) -> Json:
    if not chat.get("is_forum"):
        raise CannotError("this group has no topics")
    topic = open_topic(world, who, chat["id"], name or "Topic", 7322096)
    return world.messages[chat["id"]][topic["message_thread_id"]]
