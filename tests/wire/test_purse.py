"""Whatever counts at Telegram is paid for: the relay pays for one call of a message."""

from __future__ import annotations

import pytest

from bot.core.say import Verbatim, tell
from bot.ports import Urgency
from bot.ports.mail import DELIVERED_MARK
from handlers.telegram.courtesy import Courtesy
from handlers.telegram.reading import Tap
from tests.wire.kit import PlainSpeech, parcel, wired

WORDS = tell(Verbatim(verbatim="x"))


@pytest.mark.parametrize(
    ("more", "calls"),
    [
        ({}, 1),
        ({"replaces": "999999"}, 2),
        ({"marks": "{surface}", "mark": DELIVERED_MARK}, 2),
    ],
)
async def test_a_message_pays_for_each_of_its_calls(more: dict[str, str], calls: int) -> None:
    """An edit that was refused, and a keyboard taken away, are calls of their own."""
    async with wired(rate=30.0) as wire:
        surface = await wire.channel.send(parcel(WORDS, wire.address), ())
        before = wire.pace.room(Urgency.REPLY, 100)
        told = {name: text.format(surface=surface) for name, text in more.items()}
        await wire.channel.send(parcel(WORDS, wire.address, **told), ())
        assert wire.pace.room(Urgency.REPLY, 100) == before - (calls - 1)


async def test_a_mark_gives_its_place_back() -> None:
    """What the bot does out of courtesy holds nobody up once it is done."""
    async with wired(rate=1.0) as wire:
        surface = await wire.channel.send(parcel(WORDS, wire.address), ())
        courtesy = Courtesy(wire.bot, PlainSpeech(), wire.pace)
        courtesy.mark(Tap(1, "query", wire.family, int(surface or 0), "token", "Yes", None))
        assert wire.pace.room(Urgency.REPLY, 1) == 0
        while not await wire.calls("editMessageReplyMarkup"):
            pass
        await courtesy.stop()
        wire.clock.advance(1.1)
        assert wire.pace.room(Urgency.REPLY, 1) == 1
