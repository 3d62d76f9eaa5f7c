"""What is done from time to time: one that fails stops no other, and quotes nothing it read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from structlog.testing import capture_logs

from bot.chores import Chore, Chores
from bot.logs import ALLOWED
from tests.kit_clock import FakeClock

HOUR = timedelta(hours=1)


def counting(done: list[str], name: str, failing: bool = False) -> Callable[[], Awaitable[int]]:
    """Something to do that is noted, and that may fail, quoting a family."""

    async def do() -> int:
        done.append(name)
        if failing:
            raise ValueError("Canaryna wrote: Ластівка")
        return 0

    return do


async def test_a_chore_that_fails_is_done_again_and_quotes_nothing() -> None:
    """The log has its name and the kind of error; the other chores are done in their time."""
    clock, done = FakeClock(), list[str]()
    chores = Chores(
        clock,
        (
            Chore("broken", HOUR, counting(done, "broken", failing=True)),
            Chore("whole", HOUR, counting(done, "whole")),
        ),
    )
    with capture_logs() as lines:
        running = asyncio.create_task(chores.run())
        await clock.pass_by(2.5 * 3600)
        running.cancel()
    assert (done.count("broken"), done.count("whole")) == (3, 3)
    assert [(line["kind"], line["error"]) for line in lines] == [("broken", "ValueError")] * 3
    assert "Canaryna" not in str(lines)
    assert all(line.keys() <= ALLOWED | {"log_level"} for line in lines)


async def test_a_chore_with_more_to_do_goes_on_at_once() -> None:
    """What it could not do in one go is not left for an hour."""
    clock, left = FakeClock(), [3]

    async def do() -> int:
        left[0] -= left[0] > 0
        return left[0]

    running = asyncio.create_task(Chores(clock, (Chore("much", HOUR, do),)).run())
    await clock.pass_by(1.0)
    running.cancel()
    assert left == [0]
