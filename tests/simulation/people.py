"""Families that fill in a form and write, and a caseworker who answers; each acts when it likes."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any

from bot.core.reference import LENGTH, read_reference
from bot.core.session import Session
from tests.core.kit import SHORTEST, Family
from tests.simulation.fate import Fate
from tests.simulation.telegram import Telegram, Told, chat_of, photo_of

CASEWORKER, GROUP, MOVED_GROUP = 900, -1000, -1002000
SEND = "Send to the family"
SCRIPT = (*SHORTEST, "Send the inquiry")


@cache
def draft(answered: int) -> tuple[Session, str, tuple[tuple[str, str], ...]]:
    """A conversation after so many answers: what is kept, and what was read last."""
    family = Family()
    family.says(*SCRIPT[:answered])
    return family.session, family.read, tuple(family.buttons.items())


class Person:
    """Someone with a telephone. Everything done is an update; nothing is waited for."""

    def __init__(self, number: int, chat: int, telegram: Telegram, fate: Fate) -> None:
        self.number, self.chat = number, chat
        self.telegram, self.fate = telegram, fate
        self.user = {"id": number, "is_bot": False, "first_name": "X", "language_code": "en"}

    @property
    def read(self) -> Told | None:
        """The newest message of the bot in the chat."""
        chat = self.telegram.chats[self.chat]
        return chat[max(chat)] if chat else None

    @property
    def buttons(self) -> dict[str, str]:
        """What can be tapped below it."""
        return {} if self.read is None else self.read.buttons

    def write(self, text: str, mark: str = "") -> None:
        """Write something."""
        message: dict[str, Any] = {
            "message_id": self.telegram.message_id(),
            "date": self.telegram.date(),
            "chat": chat_of(self.chat),
            "from": self.user,
            "text": text,
        }
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self.telegram.add(self.chat, "message", message, mark)

    def photograph(self, name: str) -> None:
        """Send a photograph."""
        message = {
            "message_id": self.telegram.message_id(),
            "date": self.telegram.date(),
            "chat": chat_of(self.chat),
            "from": self.user,
            "photo": [photo_of(name)],
        }
        self.telegram.add(self.chat, "message", message, name)

    def tap(self, data: str, below: Told, mark: str = "") -> None:
        """Tap a button."""
        query = {
            "id": str(self.telegram.message_id()),
            "from": self.user,
            "chat_instance": "1",
            "data": data,
            "message": self.telegram.shown(below),
        }
        self.telegram.add(self.chat, "callback_query", query, mark)


class Inquirer(Person):
    """A family that begins somewhere in the form. `reference` is known once it was shown."""

    def __init__(self, number: int, telegram: Telegram, fate: Fate) -> None:
        super().__init__(number, number, telegram, fate)
        self.place = fate.pick(0, len(SCRIPT) - 1, len(SCRIPT) - 1, len(SCRIPT) - 3)
        self.done, self.shots = False, 3
        session, text, buttons = draft(self.place)
        self.session = session.model_copy(update={"revision": 1}) if self.place else None
        if self.place:
            first = telegram.message_id()
            told = Told(first, number, text, dict(buttons), None)
            telegram.chats[number][first] = told

    @property
    def reference(self) -> str | None:
        """The number the family was shown."""
        told = self.telegram.chats[self.chat].values()
        return next((number for each in told for number in references_in(each.text)), None)

    async def live(self) -> None:
        """Send an inquiry, and then a few words."""
        seen: tuple[int, str] | None = None
        for turn in range(80):
            await asyncio.sleep(self.fate.pick(0.5, 2.0, 5.0, 30.0))
            if self.reference:
                break
            if turn == 0 or self._newest() != seen:
                seen = self._newest()
                self._say(SCRIPT[self.place])
                self.place = min(self.place + 1, len(SCRIPT) - 1)
            elif self.fate.chance(0.05):
                self._say(SCRIPT[self.place - 1])  # nothing came: once more
        for turn in range(self.fate.pick(0, 1, 3, 6)):
            await asyncio.sleep(self.fate.pick(0.0, 0.2, 3.0, 20.0))
            self._chat_on(turn)
        self.done = True

    def _newest(self) -> tuple[int, str]:
        return (0, "") if self.read is None else (self.read.id, self.read.text)

    def _say(self, words: str) -> None:
        if self.shots and words in self.buttons and words == SCRIPT[-1] and self.fate.chance(0.2):
            self.shots -= 1
            self.photograph(f"p{self.number}y{self.telegram.next_id}")
            return
        shown = self.read
        if shown is None or words not in shown.buttons:
            self.write(words)
            return
        for _ in range(self.fate.pick(1, 1, 2)):  # people tap twice
            self.tap(shown.buttons[words], shown, "submit" if words == SCRIPT[-1] else "")

    def _chat_on(self, turn: int) -> None:
        if not self.reference:
            return
        if self.fate.chance(0.15):
            self._block(blocked=self.chat not in self.telegram.blocked)
        elif self.chat in self.telegram.blocked:
            return
        elif self.fate.chance(0.15):
            self.photograph(f"p{self.number}x{turn}")
        else:
            words = f"w{self.number}x{turn}"
            self.write(words, words)

    def _block(self, *, blocked: bool) -> None:
        (self.telegram.blocked.add if blocked else self.telegram.blocked.discard)(self.chat)
        member, gone = {"status": "member"}, {"status": "kicked", "until_date": 0}
        bot = {"user": {"id": 424242, "is_bot": True, "first_name": "Homeward"}}
        change = {
            "chat": chat_of(self.chat),
            "from": self.user,
            "date": self.telegram.date(),
            "old_chat_member": {**bot, **(member if blocked else gone)},
            "new_chat_member": {**bot, **(gone if blocked else member)},
        }
        self.telegram.add(self.chat, "my_chat_member", change, f"blocked={blocked}")


class Caseworker(Person):
    """Answers what comes into the staff group."""

    def __init__(self, telegram: Telegram, fate: Fate) -> None:
        super().__init__(CASEWORKER, GROUP, telegram, fate)
        self.done = False

    async def live(self, turns: int) -> None:
        """Give a command now and then, and confirm what is shown before it goes."""
        for turn in range(turns):
            await asyncio.sleep(self.fate.pick(2.0, 10.0, 40.0))
            known = sorted({r for told in self._group() for r in references_in(told.text)})
            self.chat = self.telegram.moved.get(self.chat, self.chat)
            self._tidy_up()
            if known:
                self._command(self.fate.pick(*known), turn)
                await asyncio.sleep(self.fate.pick(2.0, 10.0))
                self._confirm()
        self.done = True

    def _group(self) -> list[Told]:
        chats = self.telegram.chats
        return [*chats[GROUP].values(), *chats[MOVED_GROUP].values()]

    def _command(self, reference: str, turn: int) -> None:
        """How a caseworker writes to a family: it is shown first."""
        if self.fate.chance(0.25):
            self.write(f"/status {reference} in_review")
        else:
            self.write(f"/reply {reference} answer{turn}")

    def _tidy_up(self) -> None:
        """Delete or close a topic, as people do that have not read the guide."""
        threads = self.telegram.forum.threads
        if threads and self.fate.chance(0.1):
            number = self.fate.pick(*threads)
            deletes = self.fate.chance(0.5)
            self.fate.note(f"topic {number} {'deleted' if deletes else 'closed'}")
            if deletes:
                del threads[number]
            else:
                threads[number].is_closed = True

    def _confirm(self) -> None:
        """Tap “send” below what is shown, now and then twice, or below one sent before."""
        shown = [told for told in self._group() if SEND in told.buttons]
        here = [told for told in shown if told.chat == self.chat]
        for told in here[-self.fate.pick(1, 1, 2) :]:
            words = next((word for word in told.text.split() if word.startswith("answer")), "")
            for _ in range(self.fate.pick(1, 1, 2)):
                self.tap(told.buttons[SEND], told, words)


@cache
def references_in(text: str) -> list[str]:
    """The references in a text."""
    found = (_alone(line) or _within(line) for line in text.splitlines())
    return [reference for reference in found if reference]


def _alone(line: str) -> str | None:
    digits = "".join(char for char in line if char.isdecimal())
    return read_reference(digits) if len(digits) == LENGTH else None


def _within(line: str) -> str | None:
    run = ""
    for word in line.replace("\u00a0", " ").replace(":", " ").split():
        run = run + word if word.isdecimal() else ""
        if len(run) == LENGTH:
            return read_reference(run)
    return None
