"""Bulk beside replies, within Telegram's limits: `python -m bench.bulk [HEARTBEATS]`.

The real process starts with so many heartbeats queued, 10,000 unless told otherwise, against a load
server that enforces Telegram's limits and refuses what is too much. A call takes 50 ms, and so does
an update. Meanwhile families fill in the form, and a caseworker writes to families whose heartbeat
is still queued. A second of the run is a second: 10,000 messages at 30 a second take five and a
half minutes.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import archive
from bench.families import Families
from bench.heat import Figures, percentiles
from bench.limits import PER_SECOND, Guard
from bench.load import be_quick
from bench.page import put
from bench.process import HOMEWARD, Running
from bench.telegram import DATE, Telegram
from bench.work import at_work, room
from bot.heartbeat import Heartbeat
from bot.ports import World
from bot.world import SystemChance, SystemClock
from storage.keys import create_key_file
from storage.sqlite import open_store

HEARTBEATS, FAMILIES, THINK, EVERY = 10_000, 20, 6.0, 15.0
"""Families that converse, the seconds each thinks, and between two letters of the caseworker."""
LATENCY = 0.05
ADMIN = 777
OPTIONS = {
    "HOMEWARD_SEND_RATE": f"{PER_SECOND:g}",
    "HOMEWARD_ADMINS": str(ADMIN),
    "HOMEWARD_UNDO_SECONDS": "0",
}
LETTER = "Добрий день, ми читаємо Ваше звернення"
LEAST, MOST_WAIT = 0.98, 1.0
"""How much of the limit has to be used, and how long 95 of 100 replies may take."""
PATIENCE = 60.0


@dataclass
class Town:
    """Everyone the bot writes to: those who converse, those who only hear, a caseworker."""

    telegram: Telegram
    families: Families
    heard: dict[int, list[str]] = field(default_factory=dict)
    letters: dict[int, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0

    def hear(self, chat: int, message: dict[str, Any]) -> None:
        """Someone got a message."""
        if chat == ADMIN:
            self._confirm(message)
        elif chat < archive.FIRST_CHAT:
            self.families.hear(chat, message)
        elif message["text"] not in self.heard.setdefault(chat, []):
            self._note(chat, message["text"])

    async def write_letters(self, numbers: range) -> None:
        """Write to one family after the other, last in the queue first."""
        for number in reversed(numbers):
            await asyncio.sleep(EVERY)
            chat, words = archive.chat(number), f"{LETTER} {number}"
            self.letters[chat] = 0.0
            self._tell({"text": f"/reply {archive.reference(number)} {words}"})

    def _note(self, chat: int, text: str) -> None:
        self.heard[chat].append(text)
        if LETTER in text:
            self.waits.append(time.perf_counter() - self.letters[chat])
            return
        self.last = time.perf_counter()
        self.first = self.first or self.last

    def _confirm(self, message: dict[str, Any]) -> None:
        """Tap "send" below what the family would get."""
        rows = message.get("reply_markup", {}).get("inline_keyboard", ())
        tokens = [button["callback_data"] for row in rows for button in row]
        send = next((token for token in tokens if ":send:" in f":{token}"), None)
        number = re.search(rf"{LETTER} (\d+)", message["text"])
        if send is not None and number:
            self.letters[archive.chat(int(number[1]))] = time.perf_counter()
            self._tell({}, {"data": send, "message": message})

    def _tell(self, said: dict[str, Any], tapped: dict[str, Any] | None = None) -> None:
        person = {"id": ADMIN, "is_bot": False, "first_name": "Admin", "language_code": "uk"}
        if tapped is not None:
            query = {"id": str(self.telegram.number()), "from": person, "chat_instance": "1"}
            return self.telegram.tell({"callback_query": {**query, **tapped}})
        head = {"message_id": self.telegram.number(), "from": person, "date": DATE}
        chat = {"id": ADMIN, "type": "private", "first_name": "Admin"}
        return self.telegram.tell({"message": {**head, "chat": chat, **said}})


async def queue(folder: Path, many: int) -> None:
    """A data folder with so many heartbeats queued, as the bot queues them."""
    clock, chance = SystemClock(), SystemChance()
    ring = create_key_file(folder / "data.key", data_folder=folder / "data")
    async with open_store(folder / "data", keys=ring, clock=clock) as store:
        await archive.fill(store, range(many), clock.now() - timedelta(seconds=1))
        heartbeat = Heartbeat(World(store, clock, chance, lambda: None))
        while await heartbeat.beat():
            pass


async def run(many: int) -> int:
    """Measure, write the section, and say 1 where a target is missed."""
    guard = Guard()
    telegram = Telegram(guard)
    telegram.latency = LATENCY
    families = Families(telegram, THINK)
    town = Town(telegram, families)
    telegram.crowd = town
    be_quick()
    with room() as folder:
        await queue(folder, many)
        async with at_work(telegram, folder, replace(HOMEWARD, options=OPTIONS)) as running:
            families.come(FAMILIES)
            writing = asyncio.create_task(town.write_letters(range(many)))
            await _delivered(town, running, many)
            writing.cancel()
            families.leave()
    return _summed(town, guard, many)


async def _delivered(town: Town, running: Running, many: int) -> None:
    """Wait until every heartbeat has arrived, or none has come for a while."""
    before = -1.0
    while sum(map(len, town.heard.values())) - len(town.waits) < many:
        await asyncio.sleep(1.0)
        running.check()
        if time.perf_counter() - max(town.last, before) > PATIENCE:
            raise TimeoutError("the heartbeats stopped coming")
        before = max(before, town.first)


def _in_order(town: Town) -> bool:
    """Whether everyone who got a letter had got the heartbeat queued before it."""
    lettered = (texts for texts in town.heard.values() if any(LETTER in text for text in texts))
    return all(LETTER not in texts[0] for texts in lettered)


def _summed(town: Town, guard: Guard, many: int) -> int:
    used = guard.busy(town.first, town.last)
    replies, letters = percentiles(town.families.waits), percentiles(town.waits)
    quick = f"p95 < {MOST_WAIT * 1000:.0f} ms"
    rows = (
        ("heartbeats delivered", f"{many:,} in {town.last - town.first:.0f} s", "all"),
        ("of the limit of 30 messages a second used", f"{used:.1%}", f"≥ {LEAST:.0%}"),
        ("refused by the server (429)", f"{guard.refused}", "0"),
        (f"wait for a reply in the form ({len(town.families.waits)})", _ms(replies), quick),
        (f"a letter to a family with a heartbeat queued ({len(town.waits)})", _ms(letters), quick),
        ("order within each chat kept", "yes" if _in_order(town) else "no", "yes"),
    )
    asked = "" if many == HEARTBEATS else f" {many}"
    sys.stderr.write(f"{dict(guard.refusals)}\n")
    put("bulk", rows, f"`python -m bench.bulk{asked}`")
    slow = max(replies["p95"], letters["p95"]) >= MOST_WAIT
    return int(used < LEAST or guard.refused > 0 or slow or not _in_order(town))


def _ms(waits: Figures) -> str:
    return f"p50 {waits['p50'] * 1000:.0f}, p95 {waits['p95'] * 1000:.0f} ms"


def main() -> None:
    """Run it."""
    many = next(itertools.chain(map(int, sys.argv[1:]), [HEARTBEATS]))
    raise SystemExit(asyncio.run(run(many)))


if __name__ == "__main__":
    main()
