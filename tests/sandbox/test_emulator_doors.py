"""Tokens, bodies and the control door's manners."""

import json
from typing import Any

import pytest
from aiohttp import FormData

from handlers.sandbox import Emulator
from tests.sandbox.emulator_stage import Stage


@pytest.mark.parametrize(
    ("token", "code", "description"),
    [
        ("424242:another-token-of-the-right-shape-xx", 401, "Unauthorized"),
        ("424242:short", 404, "Not Found"),
        ("nothing", 404, "Not Found"),
    ],
)
async def test_a_wrong_token(stage: Stage, token: str, code: int, description: str) -> None:
    """A token of the right shape is unauthorized, any other is not found; so with files."""
    for path in (f"bot{token}/getMe", f"file/bot{token}/photos/file_1.jpg"):
        async with stage.session.get(f"{stage.emulator.url}/{path}") as answer:
            assert answer.status == code
            told = {"ok": False, "error_code": code, "description": description}
            assert await answer.json() == told


def test_a_token_has_a_shape() -> None:
    """An emulator cannot be made with a token that Telegram could not have given."""
    with pytest.raises(ValueError, match="a token is"):
        Emulator("nonsense")


async def test_methods_and_files_that_are_not_there(stage: Stage) -> None:
    """Unknown methods and paths are 404; a method's case does not matter."""
    assert await stage.refused("sendNothing") == "404 Not Found"
    url = f"{stage.emulator.url}/file/bot{stage.emulator.token}/../secret"
    async with stage.session.get(url) as answer:
        assert answer.status == 404
    assert (await stage.bot("GETME"))["is_bot"] is True


async def test_every_kind_of_body_says_the_same(stage: Stage) -> None:
    """Query, form, multipart and JSON carry the same parameters."""
    chat = await stage.family()
    url = f"{stage.emulator.url}/bot{stage.emulator.token}/sendMessage"
    keyboard = json.dumps({"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    params = {"chat_id": str(chat), "text": "я", "reply_markup": keyboard}
    multipart = FormData(params)
    multipart.add_field("nothing", b"", filename="x")
    bodies: list[dict[str, Any]] = [
        {"params": params},
        {"data": params},
        {"data": multipart},
        {"json": {**params, "chat_id": chat, "reply_markup": json.loads(keyboard)}},
    ]
    for body in bodies:
        async with stage.session.post(url, **body) as answer:
            sent = (await answer.json())["result"]
        assert sent["text"] == "я"
        assert sent["reply_markup"] == json.loads(keyboard)
    async with stage.session.get(url, params=params) as answer:
        assert (await answer.json())["ok"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'"a"'])
async def test_a_broken_body_is_refused(stage: Stage, body: bytes) -> None:
    """JSON that cannot be read, or is no object, is a bad request."""
    url = f"{stage.emulator.url}/bot{stage.emulator.token}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with stage.session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
@pytest.mark.parametrize("path", ["_/world", "_/events", "_/file/x", ""])
async def test_strange_pages_are_turned_away(
    stage: Stage, headers: dict[str, str], path: str
) -> None:
    """The control door answers neither another site's page nor a name that points here."""
    async with stage.session.get(f"{stage.emulator.url}/{path}", headers=headers) as answer:
        assert answer.status == 403


async def test_the_door_says_what_is_wrong(stage: Stage) -> None:
    """What a person could not do either is answered 400 with a reason."""
    user, other = await stage.family("A"), await stage.family("B")
    attempts: list[tuple[str, dict[str, Any], str]] = [
        ("users", {}, "first_name is missing"),
        ("users", {"first_name": "A", "kind": "x"}, 'kind is "family" or "staff"'),
        ("say", {"user_id": 1, "text": "a"}, "there is no such person"),
        ("say", {"user_id": user, "text": ""}, "a message has 1 to 4096 characters"),
        ("say", {"user_id": user, "text": "a" * 4097}, "a message has 1 to 4096 characters"),
        ("say", {"user_id": user, "chat_id": 5, "text": "a"}, "there is no such chat"),
        ("say", {"user_id": user, "chat_id": other, "text": "a"}, "this is somebody else's chat"),
        ("send", {"user_id": user}, "message is missing"),
        ("edit", {"user_id": user, "chat_id": user, "message_id": 9}, "there is no such message"),
        ("press", {"user_id": user}, "KeyError: 'chat_id'"),
        ("member", {"chat_id": user, "user_id": user}, "there is no such group"),
        ("migrate", {"chat_id": 1}, "there is no such group"),
        ("chats", {"type": "channel"}, 'type is "group" or "supergroup"'),
        ("enforce", {"strange": True}, "TypeError"),
    ]
    for deed, told, why in attempts:
        assert why in await stage.cannot(deed, **told), deed


async def test_a_blocked_bot_is_not_written_to(stage: Stage) -> None:
    """Who blocked the bot has to unblock it first, as on a telephone."""
    user = await stage.family()
    await stage.do("block", user_id=user, blocked=True)
    assert await stage.cannot("say", user_id=user, text="a") == "this person has blocked the bot"


async def test_edits_of_people_reach_the_bot(stage: Stage) -> None:
    """A person edits what is theirs, and the bot gets edited_message."""
    user = await stage.family()
    said = await stage.do("say", user_id=user, text="a")
    await stage.read()
    where = {"chat_id": user, "message_id": said["message_id"]}
    await stage.do("edit", user_id=user, **where, text="/b")
    edited = (await stage.read())[0]["edited_message"]
    assert (edited["text"], edited["entities"][0]["type"]) == ("/b", "bot_command")
    own = (await stage.bot("sendMessage", chat_id=user, text="x"))["message_id"]
    told = {"user_id": user, "chat_id": user, "message_id": own, "text": "y"}
    assert await stage.cannot("edit", **told) == "this message is somebody else's"


async def test_calls_and_transcripts(stage: Stage) -> None:
    """The log of calls tells outcomes in order; the transcript what the telephone shows."""
    user = await stage.family()
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    await stage.bot("sendMessage", chat_id=user, text="x", reply_markup=markup)
    await stage.refused("sendMessage", chat_id=user, text="")
    calls = [call for call in await stage.look("calls") if call["method"] == "sendMessage"]
    assert [(call["ok"], call.get("error_code")) for call in calls] == [(True, None), (False, 400)]
    assert calls[0]["params"]["text"] == "x"
    assert calls[0]["chat_id"] == user
    rest = await stage.look(f"calls?after={calls[0]['n']}")
    assert [call["n"] for call in rest] == [calls[1]["n"]]
    lines = await stage.look(f"transcript?chat_id={user}")
    assert [(line["from"], line["text"], line["buttons"]) for line in lines] == [
        ("Olena", "/start", []),
        ("Homeward", "x", [["A"]]),
    ]
    assert not lines[0]["edited"]


async def test_the_page_is_served(stage: Stage) -> None:
    """The emulator's root is the page."""
    async with stage.session.get(stage.emulator.url) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/html"
