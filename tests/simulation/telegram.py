"""Telegram as `guarantees.md`, section 1, knows it: what waits for the bot, who was told what."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from tests.simulation.fate import BEGINNING, Fate
from tests.simulation.forum import Answered, Forum

Json = dict[str, Any]

BOT = {"id": 424242, "is_bot": True, "first_name": "Homeward", "username": "homeward_sim_bot"}
RIGHTS = {"can_join_groups": True, "can_read_all_group_messages": True}
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup"})
SENDS = frozenset({"sendMessage", "sendPhoto", "sendMediaGroup"})
"""What puts messages into a chat, so that a lost answer leaves a doubt."""
DAY, TAP_LIFE = 86_400.0, 150.0


@dataclass
class Update:
    """Something somebody did. `mark` is what its effect can be found by. What is `delayed` stood on
    the shelf while the process was away for a week: what is said of a case is too old by then."""

    id: int
    chat: int
    body: Json
    expires: float
    mark: str
    confirmed: bool = False
    lost: bool = False
    delayed: bool = False

    @property
    def key(self) -> str:
        """What the bot calls it."""
        return f"telegram:{self.id}"


@dataclass
class Told:
    """A message of the bot, as it stands in a chat. `photos` are the ids of what it shows."""

    id: int
    chat: int
    text: str
    buttons: dict[str, str]
    carried: str | None
    is_edit: bool = False
    thread: int | None = None
    photos: tuple[str, ...] = ()


@dataclass
class Telegram:
    """The server. `arrivals` is every message in the order it was told, edits among them."""

    fate: Fate
    waiting: list[Update] = field(default_factory=list)
    every: list[Update] = field(default_factory=list)
    arrivals: list[Told] = field(default_factory=list)
    chats: dict[int, dict[int, Told]] = field(default_factory=lambda: defaultdict(dict))
    ambiguous: Counter[str] = field(default_factory=Counter)
    blocked: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    next_id: int = 1000
    next_message: int = 1
    news: asyncio.Event = field(default_factory=asyncio.Event)
    forum: Forum = field(init=False)
    answered: list[float] = field(default_factory=list)
    on_confirm: Any = None
    on_told: Any = None

    def __post_init__(self) -> None:
        self.forum = Forum(self.message_id, exists=self.fate.pick(False, True))

    def add(self, chat: int, kind: str, content: Json, mark: str = "") -> None:
        """Somebody did something."""
        life = TAP_LIFE if kind == "callback_query" else DAY
        body = {"update_id": self.next_id, kind: content}
        update = Update(self.next_id, chat, body, self.fate.now + life, mark)
        self.next_id += 1
        self.waiting.append(update)
        self.every.append(update)
        self.fate.note(f"update {update.id} chat {chat} {kind} {mark}")
        self.news.set()

    def restart_ids(self) -> None:
        """After an idle week update ids begin anew, also lower."""
        self.next_id = 1 + self.fate.number(900)
        self.fate.note(f"ids begin anew at {self.next_id}")

    def message_id(self) -> int:
        """The id of a new message."""
        self.next_message += 1
        return self.next_message

    def date(self) -> int:
        """The server's time."""
        return int(BEGINNING.timestamp() + self.fate.now)

    async def updates(self, offset: int, limit: int, patience: float) -> list[Json]:
        """Confirm what lies below the offset, then give what waits, or wait for it."""
        self._confirm(offset)
        self.answered.append(self.fate.now)
        if not self._fresh() and patience:
            self.news.clear()
            try:
                async with asyncio.timeout(patience):
                    await self.news.wait()
            except TimeoutError:
                return []
        return [update.body for update in self._fresh()[:limit]]

    def _fresh(self) -> list[Update]:
        for update in self.waiting:
            if update.expires <= self.fate.now:
                update.lost = True
                self.fate.note(f"update {update.id} expired")
        self.waiting = [update for update in self.waiting if not update.lost]
        return self.waiting

    def _confirm(self, offset: int) -> None:
        if not offset or offset > self.next_id + 100_000:
            return
        done = [update for update in self.waiting if update.id < offset]
        if done and self.fate.troubled and self.fate.chance(0.1):
            self.fate.note(f"confirmation of {offset} forgotten")
            return
        self.waiting = [update for update in self.waiting if update.id >= offset]
        for update in done:
            update.confirmed = True
            self.on_confirm(update)

    def call(self, method: str, given: Json, carried: str | None) -> Any:
        """Carry out a call. Raises `Answered` where it is refused."""
        if method == "getMe":
            return {**BOT, **RIGHTS}
        if "chat_id" not in given:
            return True
        chat = int(given["chat_id"])
        if chat in self.moved:
            raise Answered(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved[chat],
            )  # fmt: skip
        if chat in self.blocked:
            raise Answered(403, "Forbidden: bot was blocked by the user")
        if "ForumTopic" in method:
            return self.forum.call(method, given)
        if method in EDITS:
            return self._edit(chat, given, carried)
        return self._send(chat, method, given, carried) if method in SENDS else True

    def _edit(self, chat: int, given: Json, carried: str | None) -> Json:
        old = self.chats[chat].get(int(given["message_id"]))
        if old is None or (old.thread and old.thread not in self.forum.threads):
            raise Answered(400, "Bad Request: message to edit not found")
        text = str(given.get("text", old.text))
        buttons = _buttons(given.get("reply_markup"))
        if old.text == text and old.buttons == buttons:
            raise Answered(400, "Bad Request: message is not modified")
        told = replace(old, text=text, buttons=buttons, carried=carried, is_edit=True)
        return self._stand(told, is_heard="text" in given)

    def _send(self, chat: int, method: str, given: Json, carried: str | None) -> Any:
        thread = self.forum.thread_of(given)
        text, buttons = str(given.get("text", "")), _buttons(given.get("reply_markup"))
        photos = _photos(method, given)
        if method != "sendMediaGroup":
            number = self.message_id()
            told = Told(number, chat, text, buttons, carried, thread=thread, photos=photos)
            return self._stand(told, is_heard=carried is not None)
        return [
            self._stand(
                Told(self.message_id(), chat, "", {}, carried, thread=thread, photos=(photo,)),
                is_heard=True,
            )
            for photo in photos
        ]

    def _stand(self, told: Told, *, is_heard: bool) -> Json:
        self.chats[told.chat][told.id] = told
        if told.carried is not None and is_heard:
            self.arrivals.append(told)
            verb, what = "edited" if told.is_edit else "told", told.text[:60] or told.photos
            self.fate.note(f"{verb} chat {told.chat}: {what!r}")
            self.on_told(told)
        return self.shown(told)

    def shown(self, told: Told) -> Json:
        """A message of the bot, as the Bot API shows it."""
        rows = [[{"text": t, "callback_data": d}] for t, d in told.buttons.items()]
        body = {"message_id": told.id, "date": self.date(), "chat": chat_of(told.chat)}
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        if told.thread is not None:
            markup |= {"message_thread_id": told.thread, "is_topic_message": True}
        content = {"photo": [photo_of(told.photos[0])]} if told.photos else {"text": told.text}
        return {**body, "from": BOT, **content, **markup}


def chat_of(chat: int) -> Json:
    """A chat as the Bot API shows it."""
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": "Somebody"}
    return {"id": chat, "type": "supergroup", "title": "Staff"}


def photo_of(name: str) -> Json:
    """A photograph as the Bot API shows it."""
    return {"file_id": name, "file_unique_id": f"u{name}", "width": 90, "height": 90}


def _photos(method: str, given: Json) -> tuple[str, ...]:
    if method == "sendPhoto":
        return (str(given["photo"]),)
    if method == "sendMediaGroup":
        return tuple(str(each["media"]) for each in json.loads(given["media"]))
    return ()


def _buttons(markup: str | None) -> dict[str, str]:
    rows = json.loads(markup).get("inline_keyboard", []) if markup else []
    return {each["text"]: each["callback_data"] for row in rows for each in row}
