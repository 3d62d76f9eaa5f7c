"""What both use cases write down: history, notices to the desk, letters to a family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.case import (
    Address,
    Case,
    CaseStatus,
    ContactMode,
    HistoryEntry,
    HistoryKind,
    PublicStatus,
)
from bot.core.say import Choice, Prompt, say
from bot.core.scenes import home
from bot.core.unmasking import unmasked
from bot.notices import Desk
from bot.ports import Chance, Outgoing, Transaction

# Translators: all that a neutral message says; nothing about a search, nobody's name
NEWS = say("neutral", "You have a new message.")
# Translators: button under 32 characters, opens the message
READ = say("pick neutral", "Read")

NO_WAIT = timedelta()
PING = "-ping"
"""What the id of a neutral word has after its letter's id."""


@dataclass(frozen=True)
class Register:
    """One transaction's pen."""

    tx: Transaction
    chance: Chance
    now: datetime

    def write(  # noqa: PLR0913 -- a line of a history: what, by whom, of what, under which name
        self,
        case: Case,
        kind: HistoryKind,
        *,
        actor: str | None = None,
        text: str | None = None,
        status: CaseStatus | None = None,
        public: PublicStatus | None = None,
        name: str | None = None,
        changed: bool = False,
    ) -> None:
        """Add a line to a case's history, under a name of its own or none that matters."""
        entry = HistoryEntry(
            id=name or self.chance.identifier(),
            case_id=case.id,
            at=self.now,
            kind=kind,
            actor=actor,
            status=status,
            public=public,
            text=text,
            changed=changed,
        )
        self.tx.add_history(entry)

    def answer(self, outgoing: Outgoing) -> None:
        """Answer a family."""
        self.tx.enqueue(outgoing, self.now)

    def notify(self, desk: Desk, case: Case, prompt: Prompt, files: tuple[str, ...] = ()) -> None:
        """Tell the staff group about a case. Without a staff group, the case waits in the queue."""
        lane = desk.case_lane(case.id)
        if lane is None:
            return
        outgoing = Outgoing(
            id=self.chance.identifier(),
            address=lane,
            prompt=unmasked(prompt),
            locale=desk.locale,
            case_id=case.id,
            files=files,
        )
        self.tx.enqueue(outgoing, self.now)

    def warn(self, desk: Desk, case: Case, prompt: Prompt, key: str) -> None:
        """Tell the staff group something about a case, once a day for each key."""
        lane = desk.case_lane(case.id)
        if lane is not None:
            warning = Outgoing(
                id=f"{key}:{case.id}:{self.now:%Y-%m-%d}",
                address=lane,
                prompt=prompt,
                locale=desk.locale,
                case_id=case.id,
            )
            self.tx.enqueue(warning, self.now)

    def announce(self, desk: Desk, prompt: Prompt) -> None:
        """Tell the staff group something that belongs into no topic, and says nothing of a case."""
        if desk.address is not None:
            self.tell(desk.address, prompt, desk.locale)

    def tell(self, address: Address, prompt: Prompt, locale: str) -> None:
        """Say something that belongs to no case, in the group or to one member of staff."""
        outgoing = Outgoing(
            id=self.chance.identifier(), address=address, prompt=prompt, locale=locale
        )
        self.tx.enqueue(outgoing, self.now)

    def post(self, letter: Outgoing, mode: ContactMode, wait: timedelta = NO_WAIT) -> None:
        """Send a family a letter the way it allowed: now, or once it asks, with a neutral word.

        With a `wait` it goes later, and can be withdrawn until then, and the neutral word with it.
        """
        if mode is ContactMode.PUSH_OPEN:
            self._after(wait, letter)
            return
        self.tx.enqueue(letter, None)
        if mode is ContactMode.PUSH_NEUTRAL:
            read = Choice(token=home.READ, label=READ)
            ping = Outgoing(
                id=f"{letter.id}{PING}",
                address=letter.address,
                prompt=Prompt(says=(NEWS,), choices=((read,),)),
                locale=letter.locale,
            )
            self._after(wait, ping)

    def _after(self, wait: timedelta, outgoing: Outgoing) -> None:
        if wait:
            self.tx.put_off(outgoing, self.now + wait)
        else:
            self.tx.enqueue(outgoing, self.now)
