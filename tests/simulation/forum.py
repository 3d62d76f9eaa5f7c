"""The staff group's topics: made and renamed by the bot, closed and deleted by anybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


class Answered(Exception):
    """An error of the Bot API: its status and body."""

    def __init__(self, status: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.status = status
        said = {"ok": False, "error_code": status, "description": description}
        self.body = json.dumps({**said, **({"parameters": parameters} if parameters else {})})


@dataclass
class Thread:
    """A topic."""

    title: str
    is_closed: bool = False


class Forum:
    """The topics of a group; none where it is not a forum. `titles` are those of all there were."""

    def __init__(self, number: Callable[[], int], *, exists: bool) -> None:
        self._number, self.exists = number, exists
        self.threads: dict[int, Thread] = {}
        self.titles: dict[int, str] = {}

    def call(self, method: str, given: Json) -> Any:
        """A call about a topic. Raises `Answered` where it is refused."""
        if not self.exists:
            raise Answered(400, "Bad Request: the chat is not a forum")
        if method == "createForumTopic":
            number = self._number()
            self.threads[number] = Thread(given["name"])
            self.titles[number] = given["name"]
            return {"message_thread_id": number, "name": given["name"], "icon_color": 0}
        number = int(given["message_thread_id"])
        thread = self.threads.get(number)
        if thread is None:
            raise Answered(400, "Bad Request: TOPIC_ID_INVALID")
        return self._change(method, number, thread, given)

    def _change(self, method: str, number: int, thread: Thread, given: Json) -> bool:
        if method == "deleteForumTopic":
            del self.threads[number]
            return True
        closes = method == "closeForumTopic"
        same = {
            "editForumTopic": given.get("name", thread.title) == thread.title,
            "closeForumTopic": thread.is_closed,
            "reopenForumTopic": not thread.is_closed,
        }
        if same[method]:
            raise Answered(400, "Bad Request: TOPIC_NOT_MODIFIED")
        if method == "editForumTopic":
            thread.title = self.titles[number] = given["name"]
        else:
            thread.is_closed = closes
        return True

    def thread_of(self, given: Json) -> int | None:
        """Where a message goes. Raises `Answered` where that is no more, or closed."""
        if "message_thread_id" not in given:
            return None
        number = int(given["message_thread_id"])
        thread = self.threads.get(number)
        if thread is None:
            raise Answered(400, "Bad Request: message thread not found")
        if thread.is_closed:
            raise Answered(400, "Bad Request: TOPIC_CLOSED")
        return number
