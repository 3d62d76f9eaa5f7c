"""Golden: what a family reads after its inquiry was sent, in each language, to be read by eye.

`make golden` records it anew.
"""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path

import pytest

from bot.casework.claiming import GOES_ON_ELSEWHERE, GOES_ON_HERE
from bot.core.case import Address
from bot.core.say import Verbatim
from bot.core.triggers import ChoicePicked, CommandGiven, TextSent, Trigger
from bot.intake import Intake
from bot.notices import Desk
from bot.ports import Delivered, Inbound, Outgoing, Transaction, World
from storage.keys import KeyRing
from storage.sqlite import SqliteStore, open_store
from tests.core.kit import LANGUAGES, engine, speech
from tests.core.practised import PICKED, WRITTEN
from tests.kit_clock import FakeChance, FakeClock

GOLDEN = Path(__file__).parent / "golden"
HOME = Address(channel="test", id="1")
NUMBER = "1123 456 789 01 23 456"
_NUMBER = re.compile(r"\b\d{4}(?:\xa0\d+){5}\b")
STEPS = (
    "/status", "home=more", "more=heartbeat", "weeks=2", "home=more", "more=mode", "mode=pull_only",
    "home=more", "more=heartbeat", "weeks=1", "home=more", "more=correct", "/start",
    "overlay=close", "review=change", "change=persons.0.sex", "persons.0.sex=female",
    "review=send", "home=more", "more=correct", "overlay=cancel", "overlay=delete",
    "home=more", "more=data", "home=more", "more=withdraw", "overlay=close", NUMBER,
    "claim=nothing", "/privacy", "/about", "/help", "home=more", "more=withdraw",
    "farewell=yes", "/status", "home=more", "more=erase", "farewell=yes", "/start",
)  # fmt: skip


class Chat:
    """A family in one language, the real store, and everything said, one below the other."""

    def __init__(self, store: SqliteStore, clock: FakeClock, language: str) -> None:
        self.store, self.clock, self.language = store, clock, language
        world = World(store, clock, FakeChance(), lambda: None)
        self.intake = Intake(world, engine(), Desk(None, "en"), speech())
        self.page: list[str] = []
        self.labels: dict[str, str] = {}
        self._keys = count()

    async def do(self, said: str) -> None:
        """Give a command, tap a button by its token, or write."""
        trigger: Trigger = TextSent(text=said)
        shown = said
        if said.startswith("/"):
            trigger = CommandGiven(name=said[1:])
        elif "=" in said:
            trigger, shown = ChoicePicked(token=said), f"[{self.labels.get(said, said)}]"
        inbound = Inbound(
            address=HOME, key=str(next(self._keys)), trigger=trigger, at=self.clock.now(),
            locale_hint=self.language,
        )  # fmt: skip
        await self.intake.receive(inbound)
        self.page += [f"> {shown}", ""]
        while outgoing := await self.store.transact(self._next):
            self._read(outgoing)

    async def path(self) -> str | None:
        """The question asked now."""
        session = await self.store.transact(lambda tx: tx.session(HOME))
        return None if session is None else session.path

    def _next(self, tx: Transaction) -> Outgoing | None:
        for parcel in tx.lease(self.clock.now(), self.clock.now(), 1, 1):
            tx.settle(parcel.outgoing.id, Delivered(), self.clock.now())
            return parcel.outgoing
        return None

    def _read(self, outgoing: Outgoing) -> None:
        choices = outgoing.prompt.every_choice()
        self.labels = {one.token: speech().text(one.label, self.language) for one in choices}
        text = speech().prompt(outgoing.prompt, self.language)
        named = "" if outgoing.document is None else f"<{outgoing.document.name}>\n"
        buttons = f"  ({' | '.join(self.labels.values())})\n" if self.labels else ""
        self.page.append(f"{named}{_NUMBER.sub('…', text)}\n{buttons}")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_afterwards_reads_as_it_was_approved(language: str, tmp_path: Path) -> None:
    """From the receipt to the farewell, each text is what was approved, and none is a dead end."""
    keys = KeyRing({1: bytes(32)}, current=1)
    clock = FakeClock()
    async with open_store(tmp_path / "data", keys=keys, clock=clock) as store:
        chat = Chat(store, clock, language)
        await _files(chat)
        for step in STEPS:
            await chat.do(step)
        for told in (GOES_ON_HERE.saying(reference=Verbatim(verbatim="…")), GOES_ON_ELSEWHERE):
            chat.page.append(f"{speech().text(told, language)}\n")
    page = "\n".join(chat.page).rstrip() + "\n"
    path = GOLDEN / f"afterwards.{language}.txt"
    if os.environ.get("GOLDEN") == "record":
        path.write_text(page, "utf-8")
    assert page == path.read_text("utf-8")


async def _files(chat: Chat) -> None:
    """The shortest inquiry; of all that was said, the receipt is left."""
    await chat.do("/start")
    await chat.do(f"language={chat.language}")
    while (path := await chat.path()) is not None:
        name = path.rpartition(".")[2]
        picked = {**PICKED, "door": "child"}.get(name)
        known = WRITTEN.get(name, {}).get(chat.language, "")
        await chat.do(known if picked is None else f"{path}={picked}")
    chat.page.clear()
    await chat.do("review=send")
