"""Captured payloads of the Bot API in, what a family or a caseworker did out. Faults 44 to 60."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.casework import DeskSaid
from bot.core.case import Address
from bot.core.triggers import (
    Blocked,
    ChoicePicked,
    CommandGiven,
    ContactShared,
    FileSent,
    LocationShared,
    TextEdited,
    TextSent,
    Trigger,
    UnreadableSent,
)
from bot.ports import Inbound
from handlers.telegram.inbound import desk, family
from handlers.telegram.keyboard import PICKED_TOKEN
from tests.kit_clock import START

OLENA = {"id": 77, "is_bot": False, "first_name": "Olena", "language_code": "uk"}
PRIVATE = {"id": 77, "type": "private", "first_name": "Olena"}
GROUP = {"id": -100500, "type": "supergroup", "title": "Staff", "is_forum": True}
FILE = {"file_id": "remote", "file_unique_id": "unique", "file_size": 9}
PHOTO = {**FILE, "width": 9, "height": 9}
DATE = int(START.timestamp())


def message(**content: Any) -> dict[str, Any]:
    """A message as Telegram writes it."""
    return {"message_id": 5, "date": DATE, "chat": PRIVATE, "from": OLENA, **content}


def heard(**update: Any) -> Inbound | None:
    """What a family did."""
    return family(Update.de_json({"update_id": 900, **update}, None), START)


def triggered(**content: Any) -> Trigger | None:
    """What a message means."""
    inbound = heard(message=message(**content))
    return None if inbound is None else inbound.trigger


def test_a_text_comes_with_everything_known_of_it() -> None:
    """Address, key, time and language come from the update, and its own id, to delete it by."""
    assert heard(message=message(text="Добрий день")) == Inbound(
        address=Address(channel="telegram", id="77"),
        key="telegram:900",
        trigger=TextSent(text="Добрий день"),
        at=START,
        locale_hint="uk",
        own="5",
    )


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/START@Homeward_bot", "start", ""),
        ("/start abc-DEF_1", "start", "abc-DEF_1"),
        ("/reply 1234 two\nlines", "reply", "1234 two\nlines"),
    ],
)
def test_commands_are_named_in_lower_case(text: str, name: str, argument: str) -> None:
    """The bot's own name is dropped, a deep link's payload is the argument."""
    assert triggered(text=text) == CommandGiven(name=name, argument=argument)


@pytest.mark.parametrize("text", ["/ start", "//", "5/6 травня", "/привіт", "a /start"])
def test_a_slash_alone_makes_no_command(text: str) -> None:
    """What is not a command of Telegram's grammar is a text."""
    assert triggered(text=text) == TextSent(text=text)


def test_nul_and_lone_surrogates_are_stripped() -> None:
    """No database could hold them; the rest of the text stays, and how many they were is told."""
    assert triggered(text="Ко\0ва\ud83dль") == TextSent(text="Коваль", dropped=2)


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        ({"photo": [{**PHOTO, "file_id": "small"}, PHOTO]}, "photo", None),
        ({"document": {**FILE, "file_name": "a\0b.pdf", "mime_type": "x/y"}}, "document", "ab.pdf"),
        ({"voice": {**FILE, "duration": 1}}, "voice", None),
        ({"video": {**PHOTO, "duration": 1}}, "video", None),
        ({"video_note": {**FILE, "duration": 1, "length": 9}}, "video", None),
        ({"audio": {**FILE, "duration": 1}}, "audio", None),
        ({"animation": {**PHOTO, "duration": 1}, "document": FILE}, "document", None),
    ],
)
def test_every_kind_of_file_is_taken(content: dict[str, Any], kind: str, name: str | None) -> None:
    """Of a photograph the largest size; captions and albums come along."""
    trigger = triggered(**content, caption="Це він", media_group_id="42")
    assert isinstance(trigger, FileSent)
    assert (trigger.file, trigger.remote, trigger.unique) == (kind, "remote", "unique")
    assert (trigger.size, trigger.name) == (9, name)
    assert (trigger.caption, trigger.album) == ("Це він", "42")


def test_contacts_and_places_are_taken() -> None:
    """A venue is the point it stands at."""
    contact = {"phone_number": "+380671234567", "first_name": "O"}
    point = {"latitude": 50.4, "longitude": 30.5}
    assert triggered(contact=contact) == ContactShared(telephone="+380671234567")
    assert triggered(location=point) == LocationShared(latitude=50.4, longitude=30.5)


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("sticker", {**PHOTO, "type": "regular", "is_animated": False, "is_video": False}),
        ("dice", {"emoji": "🎲", "value": 3}),
        ("game", {"title": "t", "description": "d", "photo": []}),
        (
            "poll",
            {
                "id": "1", "question": "?", "options": [], "total_voter_count": 0,
                "is_closed": False, "is_anonymous": True, "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": False, "members_only": False,
            },
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_too(what: str, content: dict[str, Any]) -> None:
    """A sticker is no silence: the family is told what the bot can take."""
    assert triggered(**{what: content}) == UnreadableSent(what=what)


def test_an_edited_message_tells_which_and_what() -> None:
    """The time is that of the edit; a live location on the move is no edit."""
    edited = heard(edited_message=message(text="Коваленко", edit_date=DATE + 60))
    assert edited is not None
    assert edited.trigger == TextEdited(original="5", text="Коваленко")
    assert (edited.at - START).total_seconds() == 60
    moved = message(location={"latitude": 1.0, "longitude": 1.0}, edit_date=DATE + 60)
    assert heard(edited_message=moved) is None


def tap(data: str | None, shown: dict[str, Any] | None) -> Inbound | None:
    """A tap on a button."""
    query = {"id": "1", "from": OLENA, "chat_instance": "1", "data": data, "message": shown}
    return heard(callback_query={key: value for key, value in query.items() if value is not None})


def test_a_tap_tells_the_token_and_the_message() -> None:
    """Old messages come without content (`date` 0), and still count."""
    for shown in (message(text="?"), {"chat": PRIVATE, "message_id": 5, "date": 0}):
        inbound = tap("lang:uk", shown)
        assert inbound is not None
        assert inbound.trigger == ChoicePicked(token="lang:uk")
        assert (inbound.surface, inbound.address.id, inbound.at) == ("5", "77", START)


def test_a_tap_on_what_was_picked_already_is_nothing() -> None:
    """The ticked button is there to be seen, not to be tapped."""
    assert tap(PICKED_TOKEN, message(text="?")) is None


def test_taps_in_groups_are_nobody_s_answers() -> None:
    """A family answers in its private chat only."""
    assert tap("x", {**message(text="?"), "chat": GROUP}) is None


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_coming_back_are_noticed(status: str, blocked: bool) -> None:
    """A family that blocked the bot shows at its case."""
    bot = {"id": 1, "is_bot": True, "first_name": "b"}
    member = {"user": bot, "status": status, "until_date": 0}
    old = {"user": bot, "status": "member"}
    change = {"chat": PRIVATE, "from": OLENA, "date": DATE}
    inbound = heard(my_chat_member={**change, "old_chat_member": old, "new_chat_member": member})
    assert inbound is not None
    assert inbound.trigger == Blocked(blocked=blocked)


def test_bots_channels_groups_and_the_service_are_not_families() -> None:
    """None of them starts a conversation."""
    assert triggered(text="x", **{"from": {**OLENA, "is_bot": True}}) is None
    assert triggered(text="x", chat=GROUP) is None
    assert triggered(pinned_message=message(text="x")) is None
    channel = {"id": -1, "type": "channel", "title": "c"}
    assert heard(channel_post={"message_id": 1, "date": DATE, "chat": channel, "text": "x"}) is None


def at_desk(**content: Any) -> DeskSaid | None:
    """What was said in the staff group."""
    update = {"update_id": 900, "message": message(chat=GROUP, **content)}
    return desk(Update.de_json(update, None), "Homeward_bot")


def test_a_caseworker_s_command_says_who_and_where() -> None:
    """The answer belongs into the topic it was given in."""
    said = at_desk(text="/Reply 123 Добрий день", message_thread_id=8, is_topic_message=True)
    assert said == DeskSaid(
        key="telegram:900",
        actor="77",
        address=Address(channel="telegram", id="-100500/8"),
        name="reply",
        argument="123 Добрий день",
        called=said.called if said else "",
        locale_hint=said.locale_hint if said else None,
        message=said.message if said else None,
        at=START,
    )


def test_commands_for_other_bots_and_talk_are_left_alone() -> None:
    """The staff may talk with each other, and use other bots."""
    assert at_desk(text="/queue@other_bot") is None
    assert at_desk(text="good morning") is None
    assert at_desk(text="/queue@homeward_bot") is not None


def test_an_anonymous_administrator_is_the_group() -> None:
    """Who hides behind the group has the group's rights here: none."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    said = at_desk(text="/queue", sender_chat=GROUP, **{"from": anonymous})
    assert said is not None
    assert said.actor == "-100500"
