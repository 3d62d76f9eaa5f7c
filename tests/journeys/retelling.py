"""One inquiry, told with a bot that may be killed at any message; and what stands there after."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Protocol, Self

from bot.gazetteer import Gazetteer
from bot.speech import Speech
from handlers.sandbox.faults import Fault
from handlers.telegram.parts import SENT_AGAIN
from tests.journeys.scripts import SCRIPTS, SEND
from tests.kit import Json, Person, Town, reference_in
from tests.processes import until

LANGUAGES = ("uk", "ru", "en")
SPEECH = Speech(LANGUAGES, Gazetteer.load())
_NUMBER = re.compile(r"\b\d(?:[ \u00a0-]?\d){11,}\b")
SAYING = ("sendMessage", "editMessageText")


class Killable(Protocol):
    """A bot's process."""

    async def kill(self) -> None:
        """End it as a power cut would."""
        ...


Run = Callable[..., AbstractAsyncContextManager[Killable]]
"""Starts a bot, as `tests.processes.homeward` does."""


@dataclass(frozen=True)
class Told:
    """What a family and its caseworkers have before them in the end, without the reference."""

    family: list[str]
    staff: list[str]


@dataclass
class Story:
    """A family that tells its whole inquiry, and a bot whose process comes and goes."""

    town: Town
    language: str
    folder: Path
    run: Run
    family: Person = field(init=False)
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)
    _bot: Killable | None = None

    def __post_init__(self) -> None:
        self.family = self.town.family(language=self.language)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._running.aclose()

    @property
    def steps(self) -> tuple[str, ...]:
        """All the family says."""
        return (*SCRIPTS[self.language], SEND[self.language])

    async def start(self) -> None:
        """Start the bot's process."""
        running = self.run("run", settings=self.town.environment, folder=self.folder)
        self._bot = await self._running.enter_async_context(running)

    async def kill(self) -> None:
        """Kill the bot's process."""
        assert self._bot is not None
        await self._bot.kill()

    def says(self, step: int) -> None:
        """The family says its part, without waiting."""
        text, family = self.steps[step], self.family
        if family.heard and text in family.buttons:
            family.tap(family.buttons[text])
        else:
            family.write(text)

    async def hears(self, text: str) -> None:
        """Wait until this is the last the family reads, be it said for the second time."""
        await until(lambda: ["", *self.heard()][-1] == text)

    async def told(self) -> Told:
        """What is to be read when all is said; the receipt and the case belong together."""
        reference = reference_in(self.family.read)
        admin = self.town.admin
        await admin.sees("New case")
        admin.write(f"/case {reference}")
        await until(lambda: len(self._shown()) > 1)
        return Told(self.heard(), self._shown())

    def _shown(self) -> list[str]:
        """What caseworkers read; a card may stand there twice (`handlers.telegram.topics`)."""
        texts = once(self.town.admin, self._again("en"))
        return [text for text, _ in groupby(texts)]

    @property
    def repeats(self) -> int:
        """How often the family was told that it may see something twice."""
        mark = self._again(self.language)
        return sum(text_of(message).startswith(mark) for message in self.family.heard)

    def heard(self) -> list[str]:
        """What the bot said to the family, each message once."""
        return once(self.family, self._again(self.language))

    def _again(self, language: str) -> str:
        return SPEECH.text(SENT_AGAIN, language)


def once(person: Person, again: str) -> list[str]:
    """What the bot said, without the reference; a copy that says it is one is left out."""
    texts: list[str] = []
    for message in person.heard:
        text = text_of(message)
        if text.startswith(again):
            text = text.removeprefix(again).strip()
            if texts[-1:] == [text]:
                continue
        texts.append(text)
    return texts


def text_of(message: Json) -> str:
    """A message's text, with a sign in the place of the reference."""
    lines = str(message.get("text", "")).splitlines()
    return "\n".join(_NUMBER.sub("…", line) for line in lines)


Moment = Callable[[Story, int], Awaitable[None]]


async def silent(story: Story, step: int) -> None:
    """Killed between two messages; the next one is written while there is no bot."""
    await story.kill()
    story.says(step)
    await story.start()


async def hearing(story: Story, step: int) -> None:
    """Killed while it takes a message in, a little later at every step."""
    polls = _count(story, "getUpdates")
    story.says(step)
    await until(lambda: _count(story, "getUpdates") > polls)
    await asyncio.sleep(step * 0.001)
    await story.kill()
    await story.start()


async def speaking(story: Story, step: int) -> None:
    """Killed while it speaks, before Telegram has taken the message."""
    await _cut(story, step, "before")


async def spoken(story: Story, step: int) -> None:
    """Killed after Telegram has taken the message, before it could say so."""
    await _cut(story, step, "after")


async def _cut(story: Story, step: int, when: str) -> None:
    door, family = story.town.emulator.bot_door, story.family.id
    for method in SAYING:
        door.faults.plan(Fault.planned({"method": method, "chat_id": family, "hang": when}))
    story.says(step)
    await until(lambda: any(call.get("lost") for call in door.calls))
    await story.kill()
    door.faults.clear()
    door.calls.clear()
    await story.start()


def _count(story: Story, method: str) -> int:
    return sum(call["method"] == method for call in story.town.emulator.bot_door.calls)


MOMENTS: dict[str, Moment] = {
    "silent": silent, "hearing": hearing, "speaking": speaking, "spoken": spoken,
}  # fmt: skip
