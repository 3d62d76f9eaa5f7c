"""The queue of updates: confirming, waiting, expiring, starting anew."""

import asyncio
from typing import Any

import pytest

from tests.sandbox.emulator_stage import Stage

HOUR = 3600


async def say(stage: Stage, user_id: int, *texts: str) -> None:
    """Let a person write."""
    for text in texts:
        await stage.do("say", user_id=user_id, text=text)


def texts(updates: list[Any]) -> list[str]:
    """What the messages of these updates say."""
    return [update["message"]["text"] for update in updates]


async def test_an_offset_confirms_everything_below_it(stage: Stage) -> None:
    """Updates come again until a higher offset confirms them; a limit cuts the batch."""
    await say(stage, await stage.family(), "a", "b", "c")
    first = await stage.bot("getUpdates", limit=2)
    assert texts(first) == ["a", "b"]
    assert await stage.bot("getUpdates", limit=2, offset=0) == first
    rest = await stage.bot("getUpdates", offset=first[1]["update_id"])
    assert texts(rest) == ["b", "c"]
    assert texts(await stage.bot("getUpdates")) == ["b", "c"]
    assert await stage.bot("getUpdates", offset=rest[-1]["update_id"] + 1) == []


async def test_a_negative_offset_forgets_all_but_the_last(stage: Stage) -> None:
    """offset=-1 gives the newest update and drops the others."""
    await say(stage, await stage.family(), "a", "b", "c")
    assert texts(await stage.bot("getUpdates", offset=-1)) == ["c"]
    assert texts(await stage.bot("getUpdates")) == ["c"]


async def test_an_offset_far_ahead_is_ignored(stage: Stage) -> None:
    """An offset of a former numbering, more than 10 ahead, confirms nothing."""
    await say(stage, await stage.family(), "a")
    update_id = (await stage.bot("getUpdates"))[0]["update_id"]
    assert texts(await stage.bot("getUpdates", offset=update_id + 1000)) == ["a"]
    assert await stage.bot("getUpdates", offset=update_id + 2) == []


async def test_a_long_poll_ends_when_something_comes(stage: Stage) -> None:
    """getUpdates with a timeout waits, and answers at once when a person writes."""
    user = await stage.family()
    poll = asyncio.create_task(stage.bot("getUpdates", timeout=30))
    await asyncio.sleep(0.02)
    assert not poll.done()
    await say(stage, user, "a")
    assert texts(await asyncio.wait_for(poll, 1)) == ["a"]


async def test_a_second_poll_ends_the_first(stage: Stage) -> None:
    """Of two polls at once the older is refused with 409."""
    first = asyncio.create_task(stage.call("getUpdates", timeout=30))
    await asyncio.sleep(0.02)
    await stage.bot("getUpdates")
    answer = await asyncio.wait_for(first, 1)
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )


async def test_a_message_waits_a_day_and_a_press_150_seconds(stage: Stage) -> None:
    """What the bot does not fetch in time is dropped, silently."""
    user = await stage.family()
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await stage.bot("sendMessage", chat_id=user, text="x", reply_markup=markup)
    await say(stage, user, "a")
    await stage.do("press", user_id=user, chat_id=user, message_id=sent["message_id"], data="a")
    stage.clock.pass_(149)
    assert len(await stage.bot("getUpdates")) == 2
    stage.clock.pass_(2)
    assert texts(await stage.bot("getUpdates")) == ["a"]
    stage.clock.pass_(24 * HOUR)
    assert await stage.bot("getUpdates") == []


async def test_the_control_door_moves_the_clock(stage: Stage) -> None:
    """Advancing the clock expires what waits, as time itself does."""
    await say(stage, await stage.family(), "a")
    before = (await stage.look("world"))["now"]
    assert (await stage.do("clock", advance=25 * HOUR))["now"] == before + 25 * HOUR
    assert await stage.bot("getUpdates") == []
    assert (await stage.do("clock", set=before))["now"] == before


async def test_ids_count_up_and_begin_anew_after_an_idle_week(stage: Stage) -> None:
    """Ids grow by one; after a week of silence they start at random, and polling still works."""
    user = await stage.family()
    await say(stage, user, "a", "b")
    ids = [update["update_id"] for update in await stage.read()]
    assert ids[1] == ids[0] + 1
    stage.clock.pass_(8 * 24 * HOUR)
    await say(stage, user, "c")
    update = (await stage.bot("getUpdates", offset=ids[1] + 1000))[0]
    assert update["update_id"] not in range(ids[1], ids[1] + 1000)
    assert await stage.bot("getUpdates", offset=update["update_id"] + 1) == []


async def test_allowed_updates_hold_until_changed(stage: Stage) -> None:
    """Kinds that are not allowed are not queued; no list means as before; [] means the default."""
    user = await stage.family()
    await stage.bot("getUpdates", allowed_updates=["callback_query"])
    await say(stage, user, "a")
    assert await stage.bot("getUpdates") == []
    await stage.bot("getUpdates", allowed_updates=[])
    await say(stage, user, "b")
    assert texts(await stage.read()) == ["b"]


async def test_chat_member_comes_to_those_who_ask(stage: Stage) -> None:
    """chat_member updates are not in the default."""
    staff = await stage.staff()
    leave = {"chat_id": stage.emulator.staff_chat_id, "user_id": staff}
    await stage.do("member", **leave, status="left")
    assert [*(await stage.read())[0]] == ["update_id", "message"]
    await stage.bot("getUpdates", allowed_updates=["chat_member"])
    await stage.do("member", **leave, status="administrator")
    change = (await stage.read())[0]["chat_member"]
    assert change["old_chat_member"]["status"] == "left"
    assert change["new_chat_member"]["status"] == "administrator"


async def test_polling_is_refused_while_a_webhook_is_set(stage: Stage) -> None:
    """getUpdates and a webhook exclude each other; deleting it may drop what waits."""
    user = await stage.family()
    await stage.bot("setWebhook", url="https://127.0.0.1:1/hook")
    assert (await stage.bot("getWebhookInfo"))["url"] == "https://127.0.0.1:1/hook"
    assert await stage.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await say(stage, user, "a")
    assert (await stage.bot("getWebhookInfo"))["pending_update_count"] == 1
    await stage.bot("deleteWebhook", drop_pending_updates=True)
    assert await stage.bot("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"url": "http://a.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://a.org", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_bad_webhooks(stage: Stage, params: dict[str, str], why: str) -> None:
    """A webhook needs HTTPS and a plain secret."""
    assert await stage.refused("setWebhook", **params) == f"400 Bad Request: {why}"


async def test_injected_updates_come_as_they_are(stage: Stage) -> None:
    """An old update comes again under its old id; one without an id gets the next."""
    await say(stage, await stage.family(), "a")
    old = (await stage.read())[0]
    await stage.do("update", **old)
    await stage.do("update", strange={"x": 1})
    again, strange = await stage.bot("getUpdates", offset=old["update_id"] + 1)
    assert again == old
    assert strange["strange"] == {"x": 1}
    assert await stage.bot("getUpdates", offset=strange["update_id"] + 1) == []


async def test_any_text_can_be_injected(stage: Stage) -> None:
    """?raw=1 puts text into the answer that need not be JSON; a higher offset gets past it."""
    url = f"{stage.emulator.url}/_/update?raw=1"
    async with stage.session.post(url, data="{NaN,") as answer:
        update_id = (await answer.json())["update_id"]
    api = f"{stage.emulator.url}/bot{stage.emulator.token}/getUpdates"
    async with stage.session.get(api) as answer:
        assert await answer.text() == '{"ok":true,"result":[{NaN,]}'
    async with stage.session.get(api, params={"offset": update_id + 1}) as answer:
        assert await answer.json() == {"ok": True, "result": []}
