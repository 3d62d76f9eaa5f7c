"""Two hundred inquiries within a minute, and a group that takes twenty messages in one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.app import key_ring
from bot.board import Watched
from bot.core.case import Address
from bot.core.reference import make_reference
from bot.notices import Desk
from bot.ports import Transaction
from handlers.sandbox.limits import Enforced
from storage.sqlite import open_store
from tests.journeys.test_topics import file_inquiry
from tests.kit import Town, town
from tests.kit_clock import FakeClock
from tests.kit_desk import Group, references_in

MANY = 200


async def test_two_hundred_inquiries_in_a_minute_all_reach_the_group(tmp_path: Path) -> None:
    """The group hears of every case within three minutes and in order, then gets every card;
    Telegram never has to say "too many"."""
    clock = FakeClock()
    async with town(tmp_path / "data", forum=True, now=lambda: clock.now().timestamp()) as here:
        group = Group(here)
        first, references = await _flooded(here, clock)
        here.emulator.bot_door.limits.enforce(Enforced(per_group=True, per_chat=True, overall=True))
        began = clock.monotonic()
        async with here.bot(clock, SEND_RATE="30"):
            await _time_passes(here, clock, lambda: set(references) <= set(_heard(group)))
            assert clock.monotonic() - began < 180
            heard = [each for each in _heard(group) if each != first]
            assert heard[:MANY] == references
            await _time_passes(here, clock, lambda: len(group.pinned) == MANY + 1)
        calls = here.emulator.bot_door.calls
        assert not [call for call in calls if call.get("error_code") == 429]
        assert _busiest_minute(calls, group.id) <= 20


async def _flooded(here: Town, clock: FakeClock) -> tuple[str, list[str]]:
    """One family files an inquiry by hand; then so do many, one every 0.3 seconds, while the bot's
    relay is not running. The first reference, and the others in order."""
    async with here.bot(clock):
        _, first = await file_inquiry(here)
    settings = here.settings()
    desk = Desk(Address(channel="telegram", id=str(here.group)), "en")
    async with open_store(settings.data, keys=key_ring(settings), clock=clock) as store:
        watched = Watched(store, desk, clock)
        references = [make_reference(number) for number in range(MANY)]
        for number, reference in enumerate(references):
            await watched.transact(lambda tx, n=number, r=reference: _copy(tx, first, n, r, clock))
            clock.advance(0.3)
    return first, references


def _copy(tx: Transaction, first: str, number: int, reference: str, clock: FakeClock) -> None:
    case = tx.case_by_reference(first)
    assert case is not None
    inquiry = tx.inquiry(case.id)
    assert inquiry is not None
    now, family = clock.now(), Address(channel="telegram", id=str(7_000_000_000 + number))
    fresh = {"id": f"{number:032x}", "reference": reference, "address": family, "opened_at": now}
    tx.open_case(case.model_copy(update={**fresh, "revision": 0}), inquiry)


def _heard(group: Group) -> list[str]:
    """The references the group has read, each where it was read first."""
    every = [m for thread in (None, *group.titles) for m in group.said(thread)]
    every.sort(key=lambda message: int(message["message_id"]))
    return list(dict.fromkeys(r for m in every for r in references_in(str(m.get("text", "")))))


async def _time_passes(here: Town, clock: FakeClock, is_so: Callable[[], bool]) -> None:
    """Let virtual time pass whenever the bot has nothing to do."""
    calls = here.emulator.bot_door
    for _ in range(5000):
        if is_so():
            return
        before = -1
        while before != calls._count:
            before = calls._count
            await asyncio.sleep(0.004)
        await clock.pass_by(1.0)
    raise AssertionError("it did not come true")


def _busiest_minute(calls: Any, group: int) -> int:
    """The most messages the group got in any minute."""
    sent = sorted(
        call["at"]
        for call in calls
        if str(call["chat_id"]) == str(group)
        and call["method"].lower().startswith(("send", "edit", "createforum"))
        and call["method"] != "sendChatAction"
    )
    return max(Counter(sum(1 for at in sent if begin <= at < begin + 60) for begin in sent))
