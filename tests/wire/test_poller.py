"""Updates fetched, brought to their effect, and only then confirmed.

Guarantees R3, R4, R8, R13; faults 1 to 9, 27 to 29 and 41.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest

from bot.errors import Misconfigured, StorageError
from handlers.telegram.updates import pieces
from tests.wire.kit import Wire, eventually
from tests.wire.kit_poller import Ear, pending, polling, writes


async def test_updates_of_a_chat_are_handled_in_order_and_confirmed(wire: Wire) -> None:
    """After a stop, nothing that was handled waits at Telegram any more."""
    ear, texts = Ear(), [str(number) for number in range(150)]
    await writes(wire, *texts)
    async with polling(wire, ear):
        await eventually(lambda: len(ear.texts) == 151)
    assert ear.texts == ["/start", *texts]
    assert await pending(wire) == 0


async def test_nothing_is_confirmed_before_its_effect(wire: Wire) -> None:
    """While a handler is at work, Telegram still keeps its update, and all of its batch."""
    ear, allowed = Ear(), asyncio.Event()

    async def wait(text: str) -> None:
        await allowed.wait()

    ear.before = wait
    await writes(wire, "a", "b")
    async with polling(wire, ear):
        await asyncio.sleep(0.1)
        assert await pending(wire) == 3
        allowed.set()
        await eventually(lambda: len(ear.texts) == 3)
    assert await pending(wire) == 0


async def test_a_chat_that_takes_its_time_delays_no_other(wire: Wire) -> None:
    """Different chats are handled side by side."""
    ear, allowed = Ear(), asyncio.Event()

    async def wait(text: str) -> None:
        if text == "slow":
            await allowed.wait()

    ear.before = wait
    other = (await wire.do("users", first_name="Ivan", language_code="ru"))["id"]
    await writes(wire, "slow", "after")
    await writes(wire, "hello", user_id=other)
    async with polling(wire, ear):
        await eventually(lambda: "hello" in ear.texts)
        assert "after" not in ear.texts
        allowed.set()
        await eventually(lambda: "after" in ear.texts)


async def test_a_handler_that_fails_once_is_tried_again(wire: Wire) -> None:
    """A passing failure is nobody's business."""
    ear, failures = Ear(), [RuntimeError("CANARY")]

    async def fail(text: str) -> None:
        if text == "x" and failures:
            raise failures.pop()

    ear.before = fail
    await writes(wire, "x")
    async with polling(wire, ear):
        await eventually(lambda: "x" in ear.texts)
    assert ear.aside == []


async def test_a_handler_that_keeps_failing_loses_nothing(wire: Wire) -> None:
    """The update is set aside, the family gets an apology, and the next one is handled."""
    ear = Ear()

    async def fail(text: str) -> None:
        if text == "poison":
            raise RuntimeError("CANARY")

    ear.before = fail
    await writes(wire, "poison", "next")
    async with polling(wire, ear):
        await eventually(lambda: "next" in ear.texts)
    [(key, payload, reason)] = ear.aside
    assert b"poison" in payload
    assert reason == f"raised RuntimeError, error {ear.numbers[0]}"
    assert len(ear.numbers[0]) == 8
    assert ear.sorry == [(str(wire.family), key, "uk")]
    assert await pending(wire) == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"update_id": 12, "message": {"message_id": "x", "chat": 7, "date": "no"}}',
        '{"update_id": 12, "message": "just words"}',
        '{"update_id": 12, "message": {"date": NaN}}',
        '{"update_id": 12, "message": {"text": "torn',
        "garbage",
        "[]",
        '{"no": "id"}',
        '{"update_id": "twelve", "message": {}}',
    ],
)
async def test_an_update_that_cannot_be_read_spoils_no_other(wire: Wire, text: str) -> None:
    """It is set aside once; those before and behind it are handled."""
    ear = Ear()
    await writes(wire, "before")
    await wire.raw_update(text)
    await writes(wire, "behind")
    async with polling(wire, ear):
        await eventually(lambda: "behind" in ear.texts and ear.aside)
    assert ear.texts.count("before") == 1
    assert len(ear.aside) == 1


async def test_garbage_alone_is_set_aside_once_and_others_still_come(wire: Wire) -> None:
    """What has no id cannot be confirmed; it is no reason to stop listening."""
    ear = Ear()
    async with polling(wire, ear):
        await eventually(lambda: ear.texts)
        await wire.raw_update("garbage")
        await eventually(lambda: ear.aside)
        await writes(wire, "behind")
        await eventually(lambda: "behind" in ear.texts)
    assert len(ear.aside) == 1


async def test_a_kind_nobody_asked_for_is_kept_and_ignored(wire: Wire) -> None:
    """What a later Bot API sends is stored, without an apology."""
    ear = Ear()
    await wire.do("update", telepathy={"from": {"id": wire.family}})
    async with polling(wire, ear):
        await eventually(lambda: ear.aside)
    assert ear.aside[0][2].startswith("unknown kind, error ")
    assert ear.sorry == []


async def test_a_store_that_fails_confirms_nothing(wire: Wire) -> None:
    """A full disk is no fault of the update: it is asked for again until it can be kept."""
    ear, failures = Ear(), [StorageError("disk full") for _ in range(8)]

    async def fail(text: str) -> None:
        if text == "x" and failures:
            raise failures.pop()

    ear.before = fail
    await writes(wire, "x")
    async with polling(wire, ear):
        await eventually(lambda: "x" in ear.texts)
    assert ear.aside == []
    assert ear.texts.count("x") == 1


async def test_ids_that_begin_anew_lower_lose_nothing(wire: Wire) -> None:
    """After an idle week ids restart anywhere; no offset from before stands in their way."""
    ear = Ear()
    async with polling(wire, ear):
        for number in range(4):
            await writes(wire, f"week {number}")
            await eventually(partial(ear.heard, f"week {number}"))
            await wire.do("clock", advance=8 * 86_400)
            await asyncio.sleep(0.05)
    assert ear.texts == ["/start", *(f"week {number}" for number in range(4))]


@pytest.mark.parametrize(
    "plan",
    [
        {"error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 1}},
        {"error_code": 502, "description": "Bad Gateway"},
        {"status": 200, "body": "<html>", "content_type": "text/html"},
        {"drop": "after"},
        {"error_code": 409, "description": "Conflict: terminated by other getUpdates request"},
    ],
)
async def test_trouble_on_the_wire_passes(wire: Wire, plan: dict[str, Any]) -> None:
    """The poller waits and asks again; another poller makes it stand by, not die."""
    ear = Ear()
    await wire.do("faults", method="getUpdates", times=3, **plan)
    await writes(wire, "x")
    async with polling(wire, ear):
        await eventually(lambda: "x" in ear.texts)
    assert ear.texts == ["/start", "x"]
    assert ear.aside == []


async def test_a_refused_token_and_a_webhook_end_polling_with_the_fix(wire: Wire) -> None:
    """Asking again could never help, so the operator is told what to do."""
    await wire.do("faults", method="getUpdates", error_code=401, description="Unauthorized")
    async with polling(wire, Ear()) as running:
        with pytest.raises(Misconfigured, match="HOMEWARD_TOKEN"):
            await running
    await wire.bot.set_webhook("https://example.org/hook")
    async with polling(wire, Ear()) as running:
        with pytest.raises(Misconfigured, match="webhook"):
            await running


async def test_the_bot_asks_for_what_it_handles_and_never_drops_the_queue(wire: Wire) -> None:
    """The kinds are explicit; no offset is negative, and the first request has none."""
    ear = Ear()
    async with polling(wire, ear):
        await eventually(lambda: ear.texts)
    calls = [call["params"] for call in await wire.calls("getUpdates")]
    assert "chat_member" in str(calls[0]["allowed_updates"])
    assert "offset" not in calls[0]
    assert all(int(call.get("offset", 1)) > 0 for call in calls)


def test_an_answer_that_is_whole_is_read_whole() -> None:
    """Quotation marks within a text do not make an update."""
    tricky = b'{"ok":true,"result":[{"update_id":7,"message":{"text":"{\\"update_id\\":8}"}}]}'
    assert [piece.id for piece in pieces(tricky)] == [7]
    torn = tricky[:-2] + b',{"update_id":9,"message":{}}'
    assert [piece.id for piece in pieces(torn)] == [7, 9]
    assert [piece.body is None for piece in pieces(torn)] == [False, False]
