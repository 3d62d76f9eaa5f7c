"""What people do in the sandbox, and how the bot hears of it."""

import json
from collections.abc import Callable
from typing import Any, Final

from handlers.sandbox.access import ABSENT, is_administrator
from handlers.sandbox.facts import CALLBACK_LIFE, MAX_TEXT, MESSAGE_LIFE, Json
from handlers.sandbox.files import KINDS, Files, Upload
from handlers.sandbox.groups import found_group
from handlers.sandbox.keyboards import offers
from handlers.sandbox.membership import block, bot_becomes, person_becomes, tell
from handlers.sandbox.messages import ENVELOPE, Spot, content_of, post, visible
from handlers.sandbox.texts import found, units
from handlers.sandbox.views import chat_view, user_view
from handlers.sandbox.world import World

STATUSES: Final = frozenset({"creator", "administrator", "member", "restricted", "left", "kicked"})
"""What one can be in a group (BAPI ChatMember)."""

_MAY_BE_GIVEN: Final = frozenset({"forward_origin", "media_group_id", "reply_markup"})


class CannotError(Exception):
    """What a person on a telephone could not do either; the text says why."""


class People:
    """The hands of everyone in the sandbox."""

    def __init__(self, world: World, files: Files) -> None:
        self._world = world
        self._files = files

    def join(self, told: Json) -> Json:
        """Give a person a telephone; staff become members of the staff group."""
        world = self._world
        kind = told.get("kind", "family")
        if kind not in {"family", "staff"}:
            raise CannotError('kind is "family" or "staff"')
        names = {
            name: str(told[name])
            for name in ("first_name", "last_name", "username")
            if told.get(name)
        }
        if "first_name" not in names:
            raise CannotError("first_name is missing")
        user_id = int(told.get("id") or self._free_id())
        language = str(told.get("language_code") or "uk")
        row = {"id": user_id, "is_bot": False, **names, "language_code": language}
        world.keep_user({**row, "kind": kind, "blocked": False})
        world.keep_chat({"id": user_id, "type": "private", **names, "started": False})
        if kind == "staff":
            person_becomes(world, world.chats[world.settings["staff"]], user_id, "member")
        return user_view(world, user_id)

    def say(self, told: Json) -> Json:
        """Write a text."""
        text = str(told.get("text", ""))
        if not text or units(text) > MAX_TEXT:
            raise CannotError(f"a message has 1 to {MAX_TEXT} characters")
        content: Json = {"text": text}
        if entities := told.get("entities") or found(text):
            content["entities"] = entities
        return self._post(told, content)

    def send(self, told: Json) -> Json:
        """Send anything else, described as the Bot API would describe it."""
        message = told.get("message")
        if not isinstance(message, dict) or not message:
            raise CannotError("message is missing")
        content = {
            name: self._with_ids(name, message[name])
            for name in message
            if name not in ENVELOPE or name in _MAY_BE_GIVEN
        }
        return self._post(told, content)

    def send_file(self, told: Json, upload: Upload) -> Json:
        """Send a file."""
        kind = str(told.get("kind", "document"))
        if kind not in KINDS:
            raise CannotError(f"kind is one of {', '.join(KINDS)}")
        content: Json = {kind: self._files.add(kind, upload, strictly=False)}
        for name in ("caption", "media_group_id"):
            if told.get(name):
                content[name] = str(told[name])
        return self._post(told, content)

    def edit(self, told: Json) -> Json:
        """Edit a text, or the caption of a file."""
        world = self._world
        message = self._message(told)
        if message["from"]["id"] != self._user_id(told):
            raise CannotError("this message is somebody else's")
        if "text" not in message and "caption" not in message:
            raise CannotError("there is nothing to edit in this message")
        what = "text" if "text" in message else "caption"
        text = str(told.get("text", ""))
        edited: Json = {**message, what: text, "edit_date": world.date()}
        edited.pop("entities" if what == "text" else "caption_entities", None)
        if marks := found(text):
            edited["entities" if what == "text" else "caption_entities"] = marks
        world.keep_message(edited)
        if self._reaches_bot(edited):
            tell(world, edited, "edited_message")
        return edited

    def press(self, told: Json) -> Json:
        """Tap an inline button (BAPI CallbackQuery)."""
        world = self._world
        user_id, chat_id = self._user_id(told), int(told["chat_id"])
        message = world.message(chat_id, int(told["message_id"]))
        data = str(told.get("data", ""))
        if not told.get("forged"):
            self._chat(told, user_id)
            if message is None or not offers(message.get("reply_markup"), data):
                raise CannotError("there is no such button")
        query_id = str(1 + world.chance(1 << 62))
        world.keep_callback(query_id, {"user_id": user_id, "at": world.now()})
        absent = {"chat": {"id": chat_id, "type": "private"}, "message_id": 1, "date": 0}
        query = {
            "id": query_id,
            "from": world.sender(user_id),
            "message": absent if message is None else visible(message),
            "chat_instance": str(chat_id * 7_919),
            "data": data,
        }
        world.updates.add("callback_query", query, CALLBACK_LIFE, user_id)
        return {"callback_query_id": query_id}

    def member(self, told: Json) -> Json:
        """Let a person, or the bot, become something in a group."""
        world = self._world
        chat, user_id, status = self._group(told), self._user_id(told), told.get("status")
        if status not in STATUSES:
            raise CannotError(f"status is one of {', '.join(sorted(STATUSES))}")
        if user_id == world.bot_id:
            bot_becomes(world, chat, str(status), int(told.get("by") or self._anyone(chat)))
        else:
            person_becomes(world, chat, user_id, str(status))
        return chat_view(world, chat["id"])

    def block(self, told: Json) -> Json:
        """Block or unblock the bot; or, with `deactivated`, delete one's account."""
        world, user_id = self._world, self._user_id(told)
        if "blocked" in told:
            block(world, user_id, blocked=bool(told["blocked"]))
        if "deactivated" in told:
            world.keep_user({**world.users[user_id], "deactivated": bool(told["deactivated"])})
        return user_view(world, user_id)

    def migrate(self, told: Json) -> Json:
        """Turn a group into a supergroup, which has another id (BAPI migrate_to_chat_id)."""
        world, old = self._world, self._group(told)
        if old.get("migrated_to"):
            raise CannotError("this group has moved already")
        kept = {name: old[name] for name in old if name not in {"id", "type", "pinned_message_ids"}}
        who = self._anyone(old)
        new = found_group(world, {**kept, "type": "supergroup"})
        notice = post(world, who, Spot(old["id"]), {"migrate_to_chat_id": new["id"]})
        world.keep_chat({**old, "migrated_to": new["id"]})
        if world.settings.get("staff") == old["id"]:
            world.keep_setting("staff", new["id"])
        tell(world, notice)
        tell(world, post(world, who, Spot(new["id"]), {"migrate_from_chat_id": old["id"]}))
        return {"new_chat_id": new["id"]}

    def update(self, given: Any) -> Json:
        """Queue an update as it is given; an object without update_id gets one."""
        updates = self._world.updates
        by: int | None = None
        if isinstance(given, dict):
            given = {"update_id": updates.next_id(), **given}
            by = given["update_id"] if isinstance(given["update_id"], int) else None
        text = given if isinstance(given, str) else json.dumps(given)
        return {"update_id": updates.inject(text, by, MESSAGE_LIFE)}

    def post_as(self, told: Json, act: Callable[[World, int, Json], Json]) -> Json:
        """Do something to a group as a person who is in it, and tell the bot of the message."""
        user_id = self._user_id(told)
        message = act(self._world, user_id, self._chat(told, user_id))
        if self._reaches_bot(message):
            tell(self._world, message)
        return message

    def _post(self, told: Json, content: Json) -> Json:
        world, user_id = self._world, self._user_id(told)
        chat = self._chat(told, user_id)
        if chat["type"] == "private" and not chat.get("started"):
            world.keep_chat({**chat, "started": True})
        spot = Spot(chat["id"], self._thread(told, chat), self._reply_to(told, chat))
        message = post(world, user_id, spot, content)
        if self._reaches_bot(message):
            tell(world, message)
        return message

    def _reaches_bot(self, message: Json) -> bool:
        """Say whether the bot hears this; unless administrator, only what is meant for it."""
        chat = self._world.chats[message["chat"]["id"]]
        if chat["type"] == "private":
            return not self._world.users[chat["id"]].get("blocked")
        if chat.get("bot_status") in ABSENT or is_administrator(chat):
            return is_administrator(chat)
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        username = self._world.users[self._world.bot_id]["username"]
        text = content_of(message).get("text", "")
        return text.startswith("/") or f"@{username}" in text or replied == self._world.bot_id

    def _user_id(self, told: Json) -> int:
        user_id = int(told.get("user_id") or 0)
        if user_id not in self._world.users:
            raise CannotError("there is no such person")
        return user_id

    def _chat(self, told: Json, user_id: int) -> Json:
        chat = self._world.chats.get(int(told.get("chat_id") or user_id))
        if chat is None:
            raise CannotError("there is no such chat")
        if chat["type"] == "private" and chat["id"] != user_id:
            raise CannotError("this is somebody else's chat")
        if chat["type"] == "private" and self._world.users[user_id].get("blocked"):
            raise CannotError("this person has blocked the bot")
        if chat["type"] != "private" and user_id not in chat["members"]:
            raise CannotError("this person is not in the group")
        if chat.get("migrated_to"):
            raise CannotError("this group has moved")
        return chat

    def _group(self, told: Json) -> Json:
        chat = self._world.chats.get(int(told.get("chat_id") or 0))
        if chat is None or chat["type"] == "private":
            raise CannotError("there is no such group")
        return chat

    def _thread(self, told: Json, chat: Json) -> int | None:
        thread_id = told.get("thread_id") or told.get("message_thread_id")
        if not thread_id:
            return None
        topic = self._world.topics.get((chat["id"], int(thread_id)))
        if topic is None:
            raise CannotError("there is no such topic")
        if topic["is_closed"]:
            raise CannotError("this topic is closed")
        return int(thread_id)

    def _reply_to(self, told: Json, chat: Json) -> Json | None:
        message_id = told.get("reply_to_message_id")
        if not message_id:
            return None
        return self._message({"chat_id": chat["id"], "message_id": message_id})

    def _message(self, told: Json) -> Json:
        message = self._world.message(int(told["chat_id"]), int(told["message_id"]))
        if message is None:
            raise CannotError("there is no such message")
        return message

    def _with_ids(self, name: str, value: Any) -> Any:
        if name in KINDS and isinstance(value, dict) and "file_id" not in value:
            return self._files.declare(name, value)
        if name == "photo" and isinstance(value, list):
            return [
                each if "file_id" in each else self._files.declare(name, each) for each in value
            ]
        return value

    def _anyone(self, chat: Json) -> int:
        return int(chat["members"][0]) if chat["members"] else self._world.bot_id

    def _free_id(self) -> int:
        while (user_id := 5_000_000_000 + self._world.chance(2_000_000_000)) in self._world.users:
            continue
        return user_id
