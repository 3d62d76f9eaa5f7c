"""What every Channel does, whatever its wire."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.core.case import Address
from bot.core.say import Verbatim, tell
from bot.errors import SendError
from bot.ports import Channel, Outgoing, Parcel
from tests.wire.kit import wired


@dataclass
class Line:
    """A channel, someone it reaches and someone it does not, and how to cut its wire."""

    channel: Channel
    someone: Address
    nobody: Address
    cut: Callable[[], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def telegram() -> AsyncIterator[Line]:
    """Telegram, as the emulator knows it."""
    async with wired() as wire:

        @asynccontextmanager
        async def cut() -> AsyncIterator[None]:
            await wire.do("faults", method="*", times=1000, drop="before")
            yield

        nobody = Address(channel="telegram", id="987654321")
        yield Line(wire.channel, wire.address, nobody, cut)


CHANNELS = {"telegram": telegram}


@pytest.fixture(params=CHANNELS)
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    """Every channel there is."""
    async with CHANNELS[request.param]() as line:
        yield line


def words(text: str, to: Address, **more: int) -> Parcel:
    """Somebody's words on their way."""
    prompt = tell(Verbatim(verbatim=text))
    return Parcel(outgoing=Outgoing(id="m", address=to, prompt=prompt, locale="uk"), **more)


async def test_its_name_is_that_of_its_addresses(line: Line) -> None:
    """The relay finds a channel by the address."""
    assert line.channel.name == line.someone.channel


async def test_a_message_that_arrived_has_a_surface(line: Line) -> None:
    """By it, a later message can take its place."""
    first = await line.channel.send(words("one", line.someone), ())
    second = await line.channel.send(words("two", line.someone), ())
    assert first
    assert second
    assert first != second


async def test_a_resend_arrives_too(line: Line) -> None:
    """What may have arrived can be sent again, and what was sent whole needs no more."""
    assert await line.channel.send(words("one", line.someone, uncertain=1), ())
    assert await line.channel.send(words("one", line.someone, parts_sent=1), ()) is None


async def test_every_failure_is_one_of_ours(line: Line) -> None:
    """Nobody there, a cut wire, nothing to say: always a `SendError`, without the words."""
    for parcel in (words("CANARY", line.nobody), words(" ", line.someone)):
        with pytest.raises(SendError):
            await line.channel.send(parcel, ())
    async with line.cut():
        for parcel in (words("CANARY", line.someone), words("CANARY", line.someone, uncertain=1)):
            with pytest.raises(SendError) as caught:
                await line.channel.send(parcel, ())
            assert "CANARY" not in repr(caught.value)
