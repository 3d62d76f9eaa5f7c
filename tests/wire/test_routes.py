"""Which update goes where, and the courtesies after it. Faults 16, 22, 59, 60 and 63."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Update

from bot.casework import DeskSaid
from bot.core.say import Choice, Prompt, Verbatim
from bot.ports import Inbound
from handlers.telegram.courtesy import Courtesy
from handlers.telegram.reading import read
from handlers.telegram.routes import Doors, Routes, build, ids_of
from handlers.telegram.updates import fetch, pieces
from tests.wire.kit import PlainSpeech, Wire, eventually, parcel

QUESTION = Prompt(
    says=(Verbatim(verbatim="Which?"),),
    choices=tuple((Choice(token=f"t:{x}", label=Verbatim(verbatim=x)),) for x in ("Yes", "No")),
)


@dataclass
class House:
    """The use cases, and the routes that lead to them."""

    routes: Routes
    courtesy: Courtesy
    doors: Doors
    heard: list[Inbound] = field(default_factory=list)
    said: list[DeskSaid] = field(default_factory=list)
    spent: bool = True
    fails: bool = False

    async def receive(self, inbound: Inbound) -> bool:
        """Take in what a family did."""
        if self.fails:
            raise RuntimeError("CANARY")
        self.heard.append(inbound)
        return self.spent

    async def attend(self, said: DeskSaid) -> bool:
        """Take in what a caseworker did in the group; in private everyone here is a family."""
        if said.private:
            return False
        self.said.append(said)
        return True

    async def take_in(self, wire: Wire) -> None:
        """Route what waits at Telegram, read as the poller reads it."""
        offset = None
        while found := [*pieces(await fetch(wire.bot, offset, patience=0))]:
            for piece in found:
                assert piece.body is not None
                await self.routes.process_update(read(piece.body, wire.bot))
                offset = (piece.id or 0) + 1


@pytest.fixture
async def house(wire: Wire) -> AsyncIterator[House]:
    """Routes on the wire, which have dealt with what came before the test."""
    courtesy = Courtesy(wire.bot, PlainSpeech(), wire.pace)
    homes: list[House] = []

    async def receive(inbound: Inbound) -> bool:
        return await homes[0].receive(inbound)

    async def attend(said: DeskSaid) -> bool:
        return await homes[0].attend(said)

    doors = Doors(receive, attend, courtesy, wire.clock, {wire.emulator.staff_chat_id})
    house = House(build(wire.bot, doors), courtesy, doors)
    homes.append(house)
    await house.routes.initialize()
    await house.take_in(wire)
    house.heard.clear()
    yield house
    await courtesy.stop()


async def ask(wire: Wire) -> int:
    """The bot asks the family a question with two answers."""
    return int(await wire.channel.send(parcel(QUESTION, wire.address), ()) or 0)


async def tap(wire: Wire, message_id: int, token: str, **more: Any) -> None:
    """The family taps an answer."""
    await wire.do(
        "press", user_id=wire.family, chat_id=wire.family, message_id=message_id, data=token, **more
    )


async def test_families_and_caseworkers_have_doors_of_their_own(wire: Wire, house: House) -> None:
    """Private chats lead to `receive`, commands in the staff group to `attend`."""
    worker = (await wire.do("users", first_name="Nadia", language_code="en", kind="staff"))["id"]
    await wire.do("say", user_id=wire.family, text="Добрий день")
    await wire.do("say", user_id=worker, chat_id=wire.emulator.staff_chat_id, text="/queue 2")
    await house.take_in(wire)
    assert [each.address.id for each in house.heard] == [str(wire.family)]
    [said] = house.said
    assert (said.actor, said.name, said.argument) == (str(worker), "queue", "2")
    assert said.address == wire.desk


async def test_what_a_handler_raises_reaches_the_poller(wire: Wire, house: House) -> None:
    """The library's own error handlers would have swallowed it."""
    house.fails = True
    await wire.do("say", user_id=wire.family, text="x")
    with pytest.raises(RuntimeError, match="CANARY"):
        await house.take_in(wire)


async def test_a_tapped_message_shows_only_what_was_picked(wire: Wire, house: House) -> None:
    """The button stops spinning and is ticked; tapping it again is nothing."""
    message_id = await ask(wire)
    await tap(wire, message_id, "t:Yes")
    await house.take_in(wire)
    await _courtesies_done(house)
    [shown] = await wire.seen()
    assert shown["buttons"] == [["✓ Yes"]]
    assert len(await wire.calls("answerCallbackQuery")) == 1
    await tap(wire, message_id, "-")
    await house.take_in(wire)
    assert len(house.heard) == 1


async def test_a_message_that_stays_in_use_is_not_ticked(wire: Wire, house: House) -> None:
    """Where the conversation did not move on, the buttons are still needed."""
    house.spent = False
    await tap(wire, await ask(wire), "t:Yes")
    await house.take_in(wire)
    await _courtesies_done(house)
    [shown] = await wire.seen()
    assert shown["buttons"] == [["Yes"], ["No"]]
    assert len(await wire.calls("answerCallbackQuery")) == 1


async def test_a_forged_or_late_tap_is_heard_and_harms_nothing(wire: Wire, house: House) -> None:
    """The token is passed on as it came; that the query is too old is nobody's concern."""
    await wire.do(
        "faults",
        method="answerCallbackQuery",
        error_code=400,
        description="Bad Request: query is too old and response timeout expired",
    )
    await tap(wire, await ask(wire), "forged", forged=True)
    await house.take_in(wire)
    await _courtesies_done(house)
    assert len(house.heard) == 1
    [shown] = await wire.seen()
    assert shown["buttons"] == [["Yes"], ["No"]]


async def test_handling_a_tap_never_waits_for_telegram(wire: Wire, house: House) -> None:
    """An answer that hangs at Telegram delays nobody."""
    await wire.do("faults", method="answerCallbackQuery", hang="before")
    await tap(wire, await ask(wire), "t:Yes")
    await house.take_in(wire)
    assert len(house.heard) == 1


async def test_in_a_strange_group_the_bot_says_so_once_and_leaves(wire: Wire, house: House) -> None:
    """Nothing said there reaches a use case; the bot tries to take it away (fault 59)."""
    chat = {"id": -100777, "type": "supergroup", "title": "Relatives"}
    person = {"id": wire.family, "is_bot": False, "first_name": "O", "language_code": "uk"}
    said = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "/start"}
    for number in (1, 2):
        update = Update.de_json({"update_id": number, "message": said}, wire.bot)
        await house.routes.process_update(update)
    await _courtesies_done(house)
    assert len(await wire.calls("sendMessage")) == 1
    assert len(await wire.calls("leaveChat")) == 1
    assert len(await wire.calls("deleteMessage")) == 2
    assert house.heard == []
    assert house.said == []


async def test_the_staff_group_stays_known_when_it_migrates(wire: Wire, house: House) -> None:
    """The bot does not take its own staff group, at a new id, for a strange one."""
    old = wire.emulator.staff_chat_id
    moved = await wire.do("migrate", chat_id=old)
    await house.take_in(wire)
    assert house.doors.desks == {old, moved["new_chat_id"]}
    assert await ids_of(wire.bot, old) == {old, moved["new_chat_id"]}
    assert await ids_of(wire.bot, -4) == {-4}
    assert await ids_of(wire.bot, None) == set()


async def test_blocking_the_bot_is_told_to_the_use_case(wire: Wire, house: House) -> None:
    """A `my_chat_member` of a private chat is the family's."""
    await wire.do("block", user_id=wire.family, blocked=True)
    await house.take_in(wire)
    assert [each.trigger.kind for each in house.heard] == ["blocked"]


async def _courtesies_done(house: House) -> None:
    await asyncio.sleep(0)
    await eventually(lambda: not house.courtesy._going)
