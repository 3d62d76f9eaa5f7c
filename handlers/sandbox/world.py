"""The world behind the Bot API: people, chats, topics, messages, files, settings.

Rows are JSON objects in Telegram's own shape, plus what Telegram knows and does not tell (who
blocked the bot, who is a member). A row is replaced, never changed in place: whoever holds one
holds what was true then. Every change goes to the journal and to the feed.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from handlers.sandbox.facts import CALLBACK_LIFE, Json
from handlers.sandbox.feed import Feed
from handlers.sandbox.journal import Journal
from handlers.sandbox.updates import Updates

TopicKey = tuple[int, int]
_UPDATES: Final = frozenset({"update", "confirmed", "removed", "newest_update"})
_USER_ONLY_HERE: Final = frozenset({"kind", "blocked", "deactivated"})
_FACE: Final = ("id", "type", "title", "username", "first_name", "last_name", "is_forum")


class World:
    """All state of the emulator, in memory, and the only door to its journal."""

    def __init__(
        self,
        bot_id: int,
        folder: Path | None,
        now: Callable[[], float],
        chance: Callable[[int], int],
    ) -> None:
        self.bot_id = bot_id
        self.folder = folder
        self.chance = chance
        self.skew = 0.0
        self._clock = now
        self._journal = Journal(folder)
        self.feed = Feed(int(now() * 1000))
        self.updates = Updates(self.now, chance, self._journal.write)
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Json] = {}
        self.topics: dict[TopicKey, Json] = {}
        self.files: dict[str, Json] = {}
        self.settings: dict[str, Any] = {}
        self.messages: dict[int, dict[int, Json]] = {}
        self.callbacks: dict[str, Json] = {}
        self._last_ids: dict[int, int] = {}
        self._faces: dict[int, Json] = {}
        self._senders: dict[int, Json] = {}

    def now(self) -> float:
        """Give the time in this world, in Unix seconds."""
        return self._clock() + self.skew

    def date(self) -> int:
        """Give the time as the wire carries it."""
        return int(self.now())

    def move_clock(self, skew: float) -> None:
        """Let this world's clock go ahead of, or behind, the real one."""
        self.keep_setting("skew", skew)
        self.updates.wake()

    # Rows

    def keep_user(self, row: Json) -> None:
        """Add or replace a person."""
        self.users[row["id"]] = row
        self._forget_faces(row["id"])
        self._journal.write(["user", row])
        self.feed.add("user", row["id"])

    def keep_chat(self, row: Json) -> None:
        """Add or replace a chat."""
        self.chats[row["id"]] = row
        self._forget_faces(row["id"])
        self._journal.write(["chat", row])
        self.feed.add("chat", row["id"])

    def keep_topic(self, chat_id: int, row: Json) -> None:
        """Add or replace a forum topic."""
        self.topics[chat_id, row["message_thread_id"]] = row
        self._journal.write(["topic", chat_id, row])
        self.feed.add("chat", chat_id)

    def drop_topic(self, chat_id: int, thread_id: int) -> None:
        """Forget a forum topic; its messages are not touched."""
        del self.topics[chat_id, thread_id]
        self._journal.write(["no_topic", chat_id, thread_id])
        self.feed.add("chat", chat_id)

    def keep_message(self, row: Json) -> None:
        """Add or replace a message."""
        self._place(row)
        self._journal.write(["message", row])
        self.feed.add("message", row)

    def drop_message(self, chat_id: int, message_id: int) -> None:
        """Take a message out of a chat."""
        del self.messages[chat_id][message_id]
        self._journal.write(["no_message", chat_id, message_id])
        self.feed.add("deleted", (chat_id, message_id))

    def keep_file(self, row: Json) -> None:
        """Add a file's description."""
        self.files[row["file_id"]] = row
        self._journal.write(["file", row])

    def keep_setting(self, name: str, value: Any) -> None:
        """Set something about the bot or the world, by name."""
        self._set(name, value)
        self._journal.write(["setting", name, value])

    def keep_callback(self, query_id: str, row: Json) -> None:
        """Remember a button press that may be answered, and forget one that no longer may."""
        oldest = next(iter(self.callbacks), None)
        if oldest is not None and not self._is_alive(self.callbacks[oldest]):
            del self.callbacks[oldest]
        self.callbacks[query_id] = row
        self._journal.write(["callback", query_id, row])

    # Questions

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """Find a message."""
        return self.messages.get(chat_id, {}).get(message_id)

    def new_message_id(self, chat_id: int) -> int:
        """Give the next id; supergroups count by themselves, all other chats together."""
        lane = self._lane(chat_id)
        self._last_ids[lane] = last = self._last_ids.get(lane, 0) + 1
        return last

    def face(self, chat_id: int) -> Json:
        """Give a chat as messages show it (BAPI Chat)."""
        face = self._faces.get(chat_id)
        if face is None:
            row = self.chats[chat_id]
            face = {name: row[name] for name in _FACE if row.get(name)}
            self._faces[chat_id] = face
        return face

    def sender(self, user_id: int) -> Json:
        """Give a person as the bot sees them (BAPI User)."""
        sender = self._senders.get(user_id)
        if sender is None:
            row = self.users[user_id]
            sender = {name: row[name] for name in row if name not in _USER_ONLY_HERE}
            self._senders[user_id] = sender
        return sender

    def topics_of(self, chat_id: int) -> list[Json]:
        """List a forum's topics, oldest first."""
        return [row for (chat, _), row in self.topics.items() if chat == chat_id]

    # Memory

    def load(self) -> bool:
        """Recall what the journal knows, tidy it up, and say whether there was anything."""
        for record in self._journal.read():
            self._recall(record)
        self.tidy()
        return bool(self.chats)

    def tidy(self) -> None:
        """Rewrite the journal without what is no longer true."""
        self._journal.rewrite(self._dump())

    def close(self) -> None:
        """Let the watchers, the poll and the journal go."""
        self.feed.close()
        self.updates.close()
        self._journal.close()

    def _is_alive(self, press: Json) -> bool:
        return self.now() - float(press["at"]) <= CALLBACK_LIFE

    def _place(self, row: Json) -> None:
        chat_id, message_id = row["chat"]["id"], row["message_id"]
        self.messages.setdefault(chat_id, {})[message_id] = row
        self._saw(chat_id, message_id)

    def _lane(self, chat_id: int) -> int:
        return chat_id if self.chats[chat_id]["type"] == "supergroup" else 0

    def _saw(self, chat_id: int, message_id: int) -> None:
        lane = self._lane(chat_id)
        self._last_ids[lane] = max(self._last_ids.get(lane, 0), message_id)

    def _set(self, name: str, value: Any) -> None:
        self.settings[name] = value
        if name == "skew":
            self.skew = value
        elif name == "kinds":
            self.updates.kinds = frozenset(value)

    def _forget_faces(self, row_id: int) -> None:
        self._faces.pop(row_id, None)
        self._senders.pop(row_id, None)

    def _recall(self, record: list[Any]) -> None:
        kind, *rest = record
        if kind in _UPDATES:
            self.updates.recall(record)
        else:
            getattr(self, f"_recall_{kind}")(*rest)

    def _recall_user(self, row: Json) -> None:
        self.users[row["id"]] = row

    def _recall_chat(self, row: Json) -> None:
        self.chats[row["id"]] = row

    def _recall_topic(self, chat_id: int, row: Json) -> None:
        self.topics[chat_id, row["message_thread_id"]] = row

    def _recall_no_topic(self, chat_id: int, thread_id: int) -> None:
        self.topics.pop((chat_id, thread_id), None)

    def _recall_message(self, row: Json) -> None:
        self._place(row)

    def _recall_no_message(self, chat_id: int, message_id: int) -> None:
        self.messages.get(chat_id, {}).pop(message_id, None)

    def _recall_file(self, row: Json) -> None:
        self.files[row["file_id"]] = row

    def _recall_setting(self, name: str, value: Any) -> None:
        self._set(name, value)

    def _recall_callback(self, query_id: str, row: Json) -> None:
        self.callbacks[query_id] = row

    def _recall_last_id(self, lane: int, message_id: int) -> None:
        self._last_ids[lane] = message_id

    def _dump(self) -> Iterable[list[Any]]:
        yield from (["setting", name, value] for name, value in self.settings.items())
        yield from (["user", row] for row in self.users.values())
        yield from (["chat", row] for row in self.chats.values())
        yield from (["last_id", lane, last] for lane, last in self._last_ids.items())
        yield from (["topic", chat, row] for (chat, _), row in self.topics.items())
        yield from (["message", row] for chat in self.messages.values() for row in chat.values())
        yield from (["file", row] for row in self.files.values())
        for query_id, row in self.callbacks.items():
            if self._is_alive(row):
                yield ["callback", query_id, row]
        yield from self.updates.dump()
