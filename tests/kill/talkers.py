"""Families that fill in the form, one message after the other, and then write until told."""

from __future__ import annotations

import asyncio
import random

from handlers.telegram.parts import SENT_AGAIN
from tests.journeys.scripts import EN, SEND
from tests.kit import Person, Town, reference_in

PATIENCE = 1800.0
"""Seconds: a lost lease is a minute, and each kill may lose another."""
NOTED = "Passed on to the caseworkers."
AGAIN = SENT_AGAIN.text


class Talker:
    """One family. `words` are what it wrote once it had its number, in order."""

    def __init__(self, town: Town, number: int, draw: random.Random) -> None:
        self.person: Person = town.family(f"Family {number}")
        self._number, self._draw = number, draw
        self.words: list[str] = []
        self.reference: str | None = None

    async def live(self, enough: asyncio.Event) -> None:
        """Send an inquiry, then write for a while; never give up, whatever happens to the bot."""
        await self._submit()
        for _ in range(self._draw.randrange(5, 60)):
            if enough.is_set():
                return
            self.words.append(f"word {self._number}-{len(self.words)}")
            self.person.write(self.words[-1])
            await asyncio.sleep(self._draw.uniform(0.0, 0.6))

    async def _submit(self) -> None:
        script = (*EN, SEND["en"])
        for place, text in enumerate(script):
            read = self._newest()
            label = self.person.buttons.get(text) if self.person.heard else None
            if label is None:
                self.person.write(text)
            else:
                self.person.tap(label)
            await self._until_read(read, last=place == len(script) - 1)

    async def _until_read(self, before: str, *, last: bool) -> None:
        """A copy that says it is one is no answer."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if last and (found := self.shown) is not None:
                    self.reference = found
                    return
                if not last and self._newest() != before:
                    return
                await asyncio.sleep(0.005)

    def _newest(self) -> str:
        """What was said last, without the mark of a copy: the first copy may never have come."""
        return self.heard[-1].removeprefix(AGAIN).strip() if self.heard else ""

    @property
    def answered(self) -> int:
        """How often a word was noted, copies included."""
        return sum(text.endswith(NOTED) for text in self.heard)

    @property
    def fresh(self) -> list[str]:
        """What the bot said, without the copies."""
        return [text for text in self.heard if not text.startswith(AGAIN)]

    @property
    def heard(self) -> list[str]:
        """What the bot said."""
        return [str(message.get("text", "")) for message in self.person.heard]

    @property
    def shown(self) -> str | None:
        """The number the family was shown."""
        for text in self.heard:
            try:
                return reference_in(text)
            except AssertionError:
                continue
        return None
