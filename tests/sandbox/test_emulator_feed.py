"""Server-sent events: live, replayed, and what happens to a cursor that is too old."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from handlers.sandbox import feed as feeds
from handlers.sandbox.feed import Feed
from tests.sandbox.emulator_stage import Stage


class Listener:
    """Reads events off one connection."""

    def __init__(self, content: Any) -> None:
        self.content = content

    async def next(self) -> tuple[int, Any]:
        """Give the next event and its cursor."""
        cursor = 0
        while True:
            line = (await asyncio.wait_for(self.content.readline(), 2)).decode().strip()
            if line.startswith("id: "):
                cursor = int(line.removeprefix("id: "))
            elif line.startswith("data: "):
                return cursor, json.loads(line.removeprefix("data: "))

    async def kinds(self, count: int) -> list[str]:
        """Give the kinds of the next events."""
        return [(await self.next())[1]["type"] for _ in range(count)]


@asynccontextmanager
async def listening(stage: Stage, after: int | None = None) -> AsyncIterator[Listener]:
    """Listen to the events after a cursor."""
    query = "" if after is None else f"?after={after}"
    async with stage.session.get(f"{stage.emulator.url}/_/events{query}") as answer:
        assert answer.content_type == "text/event-stream"
        yield Listener(answer.content)


async def test_changes_arrive_as_they_happen(stage: Stage) -> None:
    """Every kind of change is an event, in order."""
    user = await stage.family()
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    async with listening(stage) as listener:
        await stage.bot("sendChatAction", chat_id=user, action="typing")
        typing = {"type": "action", "chat_id": user, "action": "typing"}
        assert (await listener.next())[1] == typing
        sent = await stage.bot("sendMessage", chat_id=user, text="x", reply_markup=markup)
        assert (await listener.next())[1] == {"type": "message", "message": sent}
        where = {"chat_id": user, "message_id": sent["message_id"]}
        query_id = (await stage.do("press", **where, user_id=user, data="a"))["callback_query_id"]
        await stage.read()
        assert (await listener.next())[1]["update"]["callback_query"]["id"] == query_id
        await stage.bot("answerCallbackQuery", callback_query_id=query_id, text="hi")
        assert (await listener.next())[1] == {
            "type": "answered",
            "user_id": user,
            "callback_query_id": query_id,
            "text": "hi",
            "show_alert": False,
        }
        await stage.bot("deleteMessage", **where)
        assert (await listener.next())[1] == {"type": "deleted", **where}
        await stage.do("block", user_id=user, blocked=True)
        assert (await listener.next())[1]["user"]["blocked"] is True


async def test_a_cursor_replays_what_came_after_it(stage: Stage) -> None:
    """Between a look at the world and listening, nothing is missed and nothing comes twice."""
    cursor = (await stage.look("world"))["cursor"]
    user = await stage.do("users", first_name="A", kind="family")
    await stage.do("say", user_id=user["id"], text="a")
    async with listening(stage, cursor) as listener:
        first, event = await listener.next()
        assert event == {"type": "user", "user": user}
        assert await listener.kinds(3) == ["chat", "chat", "message"]
    async with listening(stage, first) as listener:
        assert (await listener.next())[0] == first + 1


async def test_an_unknown_cursor_gets_everything_anew(stage: Stage) -> None:
    """A cursor of another life is answered with `lost` and the whole world, then goes on."""
    user = await stage.family()
    for cursor in (5, 10**15):
        async with listening(stage, cursor) as listener:
            kinds = await listener.kinds(6)
            assert kinds == ["lost", "user", "user", "chat", "chat", "message"]
            await stage.bot("sendMessage", chat_id=user, text="x")
            assert (await listener.next())[1]["message"]["text"] == "x"
            await stage.bot("deleteMessage", chat_id=user, message_id=(await last(stage, user)))
            assert (await listener.next())[1]["type"] == "deleted"


async def last(stage: Stage, chat: int) -> int:
    """Give the id of a chat's newest message."""
    return int((await stage.look(f"transcript?chat_id={chat}"))[-1]["message_id"])


async def test_a_silent_feed_shows_that_it_lives(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From time to time a comment comes, so that a dead connection is noticed."""
    monkeypatch.setattr(feeds, "PULSE", 0.01)
    async with listening(stage) as listener:
        assert await asyncio.wait_for(listener.content.readline(), 2) == b": still here\n"


def test_a_feed_keeps_its_newest_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fell out of the list is known to be missing."""
    monkeypatch.setattr(feeds, "KEPT", 2)
    feed = Feed(100)
    for number in range(3):
        feed.add("user", number)
    assert feed.since(100) is None
    assert [event.subject for event in feed.since(101) or []] == [1, 2]
    assert feed.since(103) == []
    assert feed.since(104) is None
