"""What is read of an update without the library means what the library would have read."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, Update

from bot.ports import Inbound
from handlers.telegram.inbound import at_a_glance, desk, family, tapped_at_desk
from handlers.telegram.reading import Tap, read
from tests.storage.kit import NOW

BOT = Bot("1:x")
PERSON = {"id": 7, "is_bot": False, "first_name": "Olena", "language_code": "uk"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Olena"}
GROUP = {"id": -100, "type": "supergroup", "title": "Staff"}
BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}], [{"text": "No"}]]}


def words(text: str = "Марія", **more: Any) -> dict[str, Any]:
    """An update with words, in private unless told otherwise."""
    head = {"message_id": 5, "date": 1_700_000_000, "from": PERSON, "chat": PRIVATE}
    return {"update_id": 3, "message": {**head, "text": text, **more}}


def tap(picked: str = "y", chat: Any = PRIVATE, **more: Any) -> dict[str, Any]:
    """An update with a tap."""
    shown = {"message_id": 4, "date": 1_700_000_000, "chat": chat, "text": "?", **more}
    query = {"id": "9", "from": PERSON, "chat_instance": "1", "data": picked, "message": shown}
    return {"update_id": 3, "callback_query": query}


COMMAND = [{"type": "bot_command", "offset": 0, "length": 6}]
PLAIN = [
    words(),
    words("\0 x"),
    words("a\ud800"),
    words() | {"message": words()["message"] | {"from": {**PERSON, "language_code": None}}},
    words(date=0),
    tap(reply_markup=BUTTONS),
    tap("-", reply_markup=BUTTONS),
    tap("\0"),
    tap(date=0),
]
UPDATES = [
    *PLAIN,
    words("\0/queue"),
    words() | {"message": words()["message"] | {"from": {**PERSON, "is_bot": True}}},
    words("/queue 2", entities=COMMAND),
    words("/start x", entities=COMMAND),
    words("reply", reply_to_message=words()["message"]),
    words(chat=GROUP),
    words(sender_chat=GROUP),
    tap("desk:queue:open", reply_markup=BUTTONS),
    tap(chat=GROUP, message_thread_id=8, is_topic_message=True),
    {**words(), "strange": 1},
    {"update_id": 3, "edited_message": {**words()["message"], "edit_date": 1_700_000_009}},
]


def heard(update: Any) -> Inbound | None:
    """What a family did, whichever way its update was read."""
    return family(update, NOW) if isinstance(update, Update) else at_a_glance(update, NOW)


@pytest.mark.parametrize("body", UPDATES)
def test_reading_means_what_the_library_reads(body: dict[str, Any]) -> None:
    """What is read at a glance is a family's alone, and means what the library would have read."""
    ours, theirs = read(body, BOT), Update.de_json(body, BOT)
    assert heard(ours) == heard(theirs)
    if not isinstance(ours, Update):
        assert desk(theirs, "bot") is None
        assert tapped_at_desk(theirs, NOW, {-100}) is None


@pytest.mark.parametrize("body", UPDATES)
def test_at_a_glance_is_read_what_families_say(body: dict[str, Any]) -> None:
    """Plain words and taps of families go the short way; all else is the library's."""
    assert isinstance(read(body, BOT), Update) is (body not in PLAIN)


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (tap(reply_markup=BUTTONS), "Yes"),
        (tap("n", reply_markup=BUTTONS), None),
        (tap(reply_markup={"inline_keyboard": 1}), None),
        (tap(), None),
    ],
)
def test_the_words_on_a_tapped_button_are_known(body: dict[str, Any], label: str | None) -> None:
    """Of the message tapped in private, the label is kept where there is one."""
    read_tap = read(body, BOT)
    assert isinstance(read_tap, Tap)
    assert read_tap.label == label
