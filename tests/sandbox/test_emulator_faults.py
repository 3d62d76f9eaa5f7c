"""Planned faults and rate limits."""

import asyncio
import time
from typing import Any

import pytest
from aiohttp import ClientTimeout, ServerDisconnectedError

from tests.sandbox.emulator_stage import Stage


async def said(stage: Stage, chat: int) -> list[str]:
    """What the bot wrote into a chat."""
    lines = await stage.look(f"transcript?chat_id={chat}")
    return [line["text"] for line in lines if line["is_bot"]]


@pytest.mark.parametrize(("drop", "arrived"), [("before", []), ("after", ["a"])])
async def test_a_dropped_call(stage: Stage, drop: str, arrived: list[str]) -> None:
    """The connection closes without an answer; dropped after, the message has arrived."""
    chat = await stage.family()
    await stage.do("faults", method="sendMessage", drop=drop)
    with pytest.raises(ServerDisconnectedError):
        await stage.call("sendMessage", chat_id=chat, text="a")
    assert await said(stage, chat) == arrived
    await stage.bot("sendMessage", chat_id=chat, text="b")
    lost = [
        call.get("lost") for call in await stage.look("calls") if call["method"] == "sendMessage"
    ]
    assert lost == ["drop", None]


@pytest.mark.parametrize(("hang", "arrived"), [(True, []), ("after", ["a"])])
async def test_a_call_that_never_ends(stage: Stage, hang: Any, arrived: list[str]) -> None:
    """A hanging call ends by the caller's patience, or with the emulator."""
    chat = await stage.family()
    await stage.do("faults", method="sendMessage", hang=hang)
    url = f"{stage.emulator.url}/bot{stage.emulator.token}/sendMessage"
    with pytest.raises(TimeoutError):
        async with stage.session.post(
            url, json={"chat_id": chat, "text": "a"}, timeout=ClientTimeout(total=0.05)
        ):
            pass
    assert await said(stage, chat) == arrived


async def test_a_refusal_of_ones_own(stage: Stage) -> None:
    """error_code, description and parameters come as planned, and the call has no effect."""
    chat = await stage.family()
    plan = {
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    await stage.do("faults", method="SendMessage", **plan)
    assert await stage.call("sendMessage", chat_id=chat, text="a") == {"ok": False, **plan}
    assert await said(stage, chat) == []


async def test_an_answer_of_any_shape(stage: Stage) -> None:
    """status, body and content_type make what a proxy might say."""
    page = "<h1>Bad Gateway</h1>"
    await stage.do("faults", method="getMe", status=502, body=page, content_type="text/html")
    url = f"{stage.emulator.url}/bot{stage.emulator.token}/getMe"
    async with stage.session.get(url) as answer:
        assert (answer.status, await answer.text()) == (502, page)


async def test_skip_times_and_chat(stage: Stage) -> None:
    """A plan can pass over calls, strike several times, and mean one chat only."""
    one, two = await stage.family("A"), await stage.family("B")
    await stage.do(
        "faults", method="*", chat_id=one, skip=1, times=2, error_code=500, description="x"
    )
    ok = [(await stage.call("sendMessage", chat_id=one, text="a"))["ok"] for _ in range(4)]
    assert ok == [True, False, False, True]
    assert (await stage.call("sendMessage", chat_id=two, text="a"))["ok"]


async def test_a_delay_is_only_slow(stage: Stage) -> None:
    """A delayed call has its effect, later."""
    await stage.do("faults", method="getMe", delay=0.05)
    began = time.monotonic()
    await stage.bot("getMe")
    assert time.monotonic() - began >= 0.05


async def test_plans_can_be_forgotten(stage: Stage) -> None:
    """DELETE clears the plans; a plan that cannot be understood is refused."""
    await stage.do("faults", method="getMe", error_code=500)
    async with stage.session.delete(f"{stage.emulator.url}/_/faults") as answer:
        assert answer.status == 200
    await stage.bot("getMe")
    assert "unknown: metod" in await stage.cannot("faults", method="getMe", metod="x")
    assert "drop is" in await stage.cannot("faults", method="getMe", drop="x")


async def test_limits_hold_only_when_enforced(stage: Stage) -> None:
    """By default nothing is counted."""
    chat = await stage.family()
    answers = await asyncio.gather(
        *[stage.call("sendMessage", chat_id=chat, text="a") for _ in range(40)]
    )
    assert all(answer["ok"] for answer in answers)


async def test_a_chat_takes_one_message_a_second_after_a_burst(stage: Stage) -> None:
    """Five pass at once, the sixth has to wait; after the wait it passes."""
    chat = await stage.family()
    await stage.do("enforce", per_chat=True)
    for _ in range(5):
        await stage.bot("sendMessage", chat_id=chat, text="a")
    answer = await stage.call("sendMessage", chat_id=chat, text="a")
    wait = answer["parameters"]["retry_after"]
    assert answer["description"] == f"Too Many Requests: retry after {wait}"
    await stage.bot("sendChatAction", chat_id=chat, action="typing")
    stage.clock.pass_(wait)
    await stage.bot("sendMessage", chat_id=chat, text="a")


async def test_a_group_takes_20_a_minute(stage: Stage) -> None:
    """The 21st within a minute is refused with the rest of the minute."""
    group = stage.emulator.staff_chat_id
    await stage.do("enforce", per_group=True)
    for _ in range(20):
        await stage.bot("sendMessage", chat_id=group, text="a")
        stage.clock.pass_(1)
    answer = await stage.call("sendMessage", chat_id=group, text="a")
    assert answer["parameters"] == {"retry_after": 40}


async def test_all_chats_together_take_30_a_second(stage: Stage) -> None:
    """The 31st message of a second is refused, wherever it goes."""
    chats = [await stage.family(f"F{number}") for number in range(31)]
    await stage.do("enforce", overall=True)
    for chat in chats[:30]:
        await stage.bot("sendMessage", chat_id=chat, text="a")
    assert (await stage.call("sendMessage", chat_id=chats[30], text="a"))["error_code"] == 429
    await stage.do("enforce")
    await stage.bot("sendMessage", chat_id=chats[30], text="a")
