"""The bot's process is killed at every step of the form, and the family notices only a delay.

Each bot here hatches from a nest, ready to run; with KILL_BY_COMMAND=1 in the
environment each one is started with the command, which takes minutes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.retelling import LANGUAGES, MOMENTS, Run, Story, Told
from tests.kit import town
from tests.nest import nest
from tests.processes import homeward

BY_COMMAND = bool(os.environ.get("KILL_BY_COMMAND"))


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """How bots are started here."""
    if BY_COMMAND:
        yield homeward
        return
    with nest() as found:
        yield found.homeward


async def undisturbed(language: str, folder: Path, run: Run) -> tuple[list[str], Told]:
    """What is read at each step, and in the end, when nobody kills anything."""
    async with town(folder) as here, Story(here, language, folder / "bot", run) as story:
        read = []
        for step in range(len(story.steps)):
            story.says(step)
            await story.family.answer()
            read.append(story.heard()[-1])
        return read, await story.told()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_killed_bot_is_only_slow(
    language: str, moment: str, run: Run, tmp_path: Path
) -> None:
    """Killed at every step, it asks the same; nothing is lost, and what is doubled says so.

    The receipt belongs to the case the caseworkers see, and the case has every answer.
    """
    read, told = await undisturbed(language, tmp_path / "undisturbed", run)
    folder = tmp_path / "bot"
    async with town(tmp_path / "data") as here, Story(here, language, folder, run) as story:
        for step, expected in enumerate(read):
            await MOMENTS[moment](story, step)
            await story.hears(expected)
        assert await story.told() == told
        assert story.repeats <= len(read)


async def test_a_bot_that_is_asked_to_stop_drops_nothing(tmp_path: Path) -> None:
    """SIGTERM between and amid messages: exit code 0, not a word of complaint, nothing doubled."""
    read, told = await undisturbed("en", tmp_path / "undisturbed", homeward)
    async with town(tmp_path / "data") as here:
        story = Story(here, "en", tmp_path / "bot", homeward)
        for half in (range(8), range(8, len(read))):
            async with homeward("run", settings=here.environment, folder=story.folder) as bot:
                for step in half:
                    await story.hears(read[step - 1] if step else "")
                    story.says(step)
                ended = await bot.stop()
            assert (ended.code, ended.out, ended.err) == (0, "", "")
        async with story:
            await story.hears(read[-1])
            assert await story.told() == told
            assert story.repeats == 0
