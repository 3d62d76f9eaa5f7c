"""What a caseworker or a family wrote reaches the other word for word, and is never markup (S8)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.core.say import Verbatim, tell
from tests.wire.kit import Wire, parcel, wired

MARKUP = st.sampled_from(
    ["<b>", "</b>", "<a href='tg://user?id=1'>", "*", "_", "`", "[", "](tg://", "||", "&lt;", "@x"]
)
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1)
TEXTS = st.lists(MARKUP | LETTERS, min_size=1, max_size=12).map("".join)


@pytest.fixture
def line() -> Iterator[tuple[asyncio.Runner, Wire]]:
    """A wire, and the loop it runs on."""
    with asyncio.Runner() as runner, _entered(runner) as wire:
        yield runner, wire


@contextmanager
def _entered(runner: asyncio.Runner) -> Iterator[Wire]:
    context = wired()
    yield runner.run(context.__aenter__())
    runner.run(context.__aexit__(None, None, None))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_a_text_arrives_verbatim_and_as_no_markup(
    line: tuple[asyncio.Runner, Wire], text: str
) -> None:
    """No call names a parse mode or entities, and what is shown is what was written."""
    assume(text.strip())
    runner, wire = line

    async def carried() -> str:
        await wire.channel.send(parcel(tell(Verbatim(verbatim=text)), wire.address), ())
        for call in await wire.calls("sendMessage"):
            assert not {"parse_mode", "entities"} & set(call["params"])
        return (await wire.texts())[-1]

    assert runner.run(carried()).strip() == text.strip()
