"""A family has the messages of its chat deleted, over HTTP; what remains is said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.scenes.hiding import REST
from bot.world import SystemClock
from handlers.sandbox.faults import Fault
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Json, Person, Town, town
from tests.processes import homeward, until

DAY = 86_400


class MovedClock(SystemClock):
    """The system's clock, moved on by a test; whoever sleeps on it wakes in time."""

    skew = 0.0

    def now(self) -> datetime:
        """The present instant, moved."""
        return super().now() + timedelta(seconds=self.skew)

    def monotonic(self) -> float:
        """Seconds, moved."""
        return super().monotonic() + self.skew

    async def sleep(self, seconds: float) -> None:
        """Wait, in small steps: time may be moved meanwhile."""
        end = self.monotonic() + seconds
        while (rest := end - self.monotonic()) > 0:  # noqa: ASYNC110 -- as said
            await asyncio.sleep(min(rest, 0.02))


@asynccontextmanager
async def spoken(
    data: Path, language: str = "en"
) -> AsyncIterator[tuple[Town, Person, MovedClock]]:
    """A town where a family is in the middle of its inquiry, and the clock of the bot there."""
    clock = MovedClock()
    async with town(data) as here, here.bot(clock):
        family = here.family(language=language)
        await family.says(*SCRIPTS[language][:9])
        yield here, family, clock


def moved(here: Town, clock: MovedClock, seconds: float) -> None:
    """Let time go by, here and at Telegram."""
    clock.skew += seconds
    here.emulator.world.move_clock(clock.skew)


async def left(family: Person, count: int) -> list[Json]:
    """Wait until so many messages stand in the chat, and give them."""
    await until(lambda: len(family.messages) == count)
    return family.messages


def ids(family: Person) -> set[int]:
    """What stands in the chat, by number."""
    return {message["message_id"] for message in family.messages}


def tokens(family: Person) -> dict[str, str]:
    """The buttons under the last message, by what they carry."""
    return {data: label for label, data in family.buttons.items()}


async def hidden(family: Person) -> None:
    """Ask for it, and confirm."""
    await family.send("/hide")
    family.tap("hide=now")


@pytest.mark.parametrize("language", SCRIPTS)
async def test_everything_goes_that_may_go(language: str, tmp_path: Path) -> None:
    """Both sides' messages vanish; one is left that says what remains, and goes as well (S13)."""
    async with spoken(tmp_path / "data", language) as (here, family, _):
        stood = ids(family)
        assert {m["from"]["is_bot"] for m in family.messages} == {True, False}
        await hidden(family)
        (last,) = await left(family, 1)
        assert list(tokens(family)) == [REST]
        asked = [
            call for call in here.emulator.bot_door.calls if call["method"] == "deleteMessages"
        ]
        assert stood <= {each for call in asked for each in ids_of(call)}
        family.tap(REST, last["message_id"])
        await left(family, 0)
        assert await family.send("/start")


def ids_of(call: Json) -> list[int]:
    """The messages a call was about."""
    return [int(each) for each in json.loads(call["params"]["message_ids"])]


async def test_nothing_told_is_lost(tmp_path: Path) -> None:
    """The inquiry goes on after the messages are gone, from the same question."""
    async with spoken(tmp_path / "data") as (here, family, _):
        await hidden(family)
        await left(family, 1)
        await family.says("/start", "Go on", *SCRIPTS["en"][9:], SEND["en"])
        assert "Your number" in family.read
        await here.admin.sees("New case")


async def test_it_asks_first_and_warns_once(tmp_path: Path) -> None:
    """That an empty chat can be noticed is said the first time only; "no" leaves everything."""
    async with spoken(tmp_path / "data") as (here, family, _):
        count = len(family.messages)
        assert "can be noticed" in await family.send("/hide")
        await family.pick("No, leave them")
        assert "can be noticed" not in await family.send("/hide")
        assert "only you can delete" in family.read
        assert len(family.messages) > count
        methods = {call["method"] for call in here.emulator.bot_door.calls}
        assert "deleteMessages" not in methods


async def test_what_is_too_old_stays_and_is_said(tmp_path: Path) -> None:
    """Older than 48 hours only the family can delete them, and is told how (fault 23)."""
    async with spoken(tmp_path / "data") as (here, family, clock):
        old = ids(family)
        moved(here, clock, 2 * DAY + 60)
        await family.says("/start")
        young = ids(family) - old
        assert young
        await hidden(family)
        await until(lambda: not young & ids(family))
        assert old <= ids(family)
        await until(lambda: any("only you can delete" in m.get("text", "") for m in family.heard))


async def test_one_message_that_may_not_go_keeps_no_other(tmp_path: Path) -> None:
    """Telegram refuses a whole call for one message too old; the others go all the same."""
    async with spoken(tmp_path / "data") as (here, family, _):
        old = ids(family)
        here.emulator.world.move_clock(2 * DAY + 60)
        await hidden(family)
        await until(lambda: len(family.messages) == len(old) + 1)
        assert {message["message_id"] for message in family.messages[:-1]} == old


async def test_a_long_message_goes_with_all_its_parts(tmp_path: Path) -> None:
    """A text that took several messages leaves none of them behind."""
    async with spoken(tmp_path / "data") as (here, family, _):
        await family.says(*SCRIPTS["en"][9:], SEND["en"])
        await here.admin.sees("New case")
        case = next(m for m in reversed(family.heard) if "Your number" in m.get("text", ""))
        reference = "".join(c for c in case["text"].split("Your number:")[1][:30] if c.isdecimal())
        await here.admin.orders(f"/reply {reference} " + "word " * 814)
        await until(lambda: sum("word word" in m.get("text", "") for m in family.heard) > 1)
        await hidden(family)
        await left(family, 1)


async def test_killed_in_the_middle_it_goes_on(tmp_path: Path) -> None:
    """Killed while Telegram deletes, the bot deletes the rest, and says so once."""
    async with town(tmp_path / "data") as here, AsyncExitStack() as running:
        settings, folder = here.environment, tmp_path / "bot"
        bot = await running.enter_async_context(homeward("run", settings=settings, folder=folder))
        family = here.family(language="en")
        await family.says(*SCRIPTS["en"][:9])
        door = here.emulator.bot_door
        door.faults.plan(Fault.planned({"method": "deleteMessages", "hang": "after"}))
        await hidden(family)
        await until(lambda: any(call.get("lost") for call in door.calls))
        await bot.kill()
        door.faults.clear()
        await running.enter_async_context(homeward("run", settings=settings, folder=folder))
        (last,) = await left(family, 1)
        assert "Done." in last["text"]


async def test_messages_go_by_themselves_after_a_day_where_that_is_wished(tmp_path: Path) -> None:
    """Only what is a day old goes, and no more once the family wants it to stay."""
    async with spoken(tmp_path / "data") as (here, family, clock):
        await family.says("/hide", "Always after 24 hours")
        assert "24 hours after" in family.read
        await asyncio.sleep(0.3)
        old = ids(family)
        moved(here, clock, 23 * 3600)
        await family.says("/start", "Go on")
        young = {message["message_id"] for message in family.messages[-3:]}
        moved(here, clock, 2 * 3600)
        await until(lambda: not old & ids(family))
        assert young <= ids(family)
        await family.says("/hide", "Stop deleting after 24 hours")
        stands = len(family.messages)
        moved(here, clock, DAY + 3600)
        await asyncio.sleep(0.5)
        assert len(family.messages) >= stands


async def test_nothing_goes_by_itself_unless_wished(tmp_path: Path) -> None:
    """After two days everything stands where it stood."""
    async with spoken(tmp_path / "data") as (here, family, clock):
        stands = ids(family)
        moved(here, clock, 2 * DAY)
        await asyncio.sleep(0.5)
        assert stands <= ids(family)


async def test_the_wish_outlasts_a_restart(tmp_path: Path) -> None:
    """Stopped for a day, the bot deletes what is a day old as soon as it is back."""
    clock = MovedClock()
    async with town(tmp_path / "data") as here:
        async with here.bot(clock):
            family = here.family(language="en")
            await family.says(*SCRIPTS["en"][:9])
            await family.send("/hide")
            family.tap("hide=always")
            await family.answer("24 hours")
        stood = ids(family)
        moved(here, clock, DAY + 60)
        async with here.bot(clock):
            await until(lambda: not stood & ids(family))
