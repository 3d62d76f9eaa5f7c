"""The staff group: what the settings call it, where it is at present, what it shows where.

A group that becomes a supergroup gets another id. Everything here keeps to the id in the settings,
as a name; only this file knows where that is now. So a move is one row, written in one
transaction: what waits goes to the new place, and what the map says of the old one is void.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.casework import DeskSaid
from bot.core.case import Address
from bot.core.desk import split_reference
from bot.core.say import Say, tell
from bot.notices import GROUP_LOST, NO_TOPICS, TOPIC_SHUT, Desk
from bot.ports import Clock, Outgoing, Store, Topic, Transaction
from handlers.telegram.inbound import CHANNEL
from handlers.telegram.parts import Place

NO_TOPICS_FOR = 600.0
"""Seconds after which a group that had no topics is asked for one again."""
ABOUT_A_CASE = frozenset(
    {
        "case",
        "reply",
        "status",
        "consent",
        "note",
        "take",
        "assign",
        "unassign",
        "close",
        "reopen",
        "history",
    }
)
"""Commands that in a case's topic need no reference."""

log = structlog.get_logger(__name__)


class Hall:
    """The staff group. `ids` are all it is known to go by. `admins` hear of what goes wrong."""

    def __init__(self, desk: Desk, admins: tuple[str, ...], store: Store, clock: Clock) -> None:
        self._desk, self._admins, self._store, self._clock = desk, admins, store, clock
        self.name: int | None = None if desk.address is None else int(desk.address.id)
        self.ids: set[int] = set() if self.name is None else {self.name}
        self._present: int | None = self.name
        self._plain_until = 0.0

    @property
    def present(self) -> int:
        """The group's id at present."""
        if self._present is None:
            raise LookupError("there is no staff group")
        return self._present

    @property
    def has_topics(self) -> bool:
        """Whether the group may have topics, as far as is known."""
        return self._clock.monotonic() >= self._plain_until

    async def recall(self) -> None:
        """Remember where the group moved in an earlier life."""
        if self.name is None:
            return
        name = str(self.name)
        present = await self._store.transact(lambda tx: tx.group(name))
        if present is not None:
            self._present = int(present)
            self.ids.add(int(present))

    def has(self, address: Address) -> bool:
        """Whether an address is in the group, in whichever lane."""
        chat, _, _ = address.id.partition("/")
        return address.channel == CHANNEL and self.name is not None and chat == str(self.name)

    def place(self, address: Address) -> Place:
        """Where an address of the group is at present, topics of cases left out."""
        _, _, thread = address.id.partition("/")
        return Place(self.present, int(thread) if thread.isdecimal() else None)

    async def topic(self, case_id: str) -> Topic:
        """Where a case is shown at present; an empty entry where it is not."""
        found = await self._store.transact(lambda tx: tx.topic(case_id))
        if found is None or found.group != str(self.present):
            told, again = bool(found and found.told), bool(found and (found.thread or found.again))
            return Topic(case_id=case_id, group=str(self.present), told=told, again=again)
        return found

    async def keep(self, topic: Topic) -> None:
        """Note where a case is shown."""
        await self._store.transact(lambda tx: tx.save_topic(topic))

    async def moved(self, to: int) -> None:
        """The group has another id."""
        if self.name is None or to == self._present:
            return
        name = str(self.name)
        await self._store.transact(lambda tx: tx.save_group(name, str(to)))
        self._present = to
        self.ids.add(to)
        self._plain_until = 0.0
        log.critical("staff_group_moved")

    async def lost(self) -> None:
        """The bot was put out of the group, or may not write there: the admins hear of it."""
        await self._alarm(GROUP_LOST, f"lost:{self._clock.now():%Y-%m-%dT%H}")

    async def shut(self) -> None:
        """A topic is closed, and the bot may not open it."""
        await self._alarm(TOPIC_SHUT, f"shut:{self._clock.now():%Y-%m-%d}")

    async def without_topics(self, *, is_forum: bool) -> None:
        """The group has no topics, or the bot may make none: for a while it is one stream."""
        self._plain_until = self._clock.monotonic() + NO_TOPICS_FOR
        if is_forum:
            log.warning("no_topics_allowed")
            await self._alarm(NO_TOPICS, f"no_topics:{self.present}")

    async def heard(self, said: DeskSaid) -> DeskSaid | None:
        """What was said, with the case it is about: that of the topic, unless another is named.

        None for words that are no command, where they belong to no case.
        """
        chat, _, thread = said.address.id.partition("/")
        if int(chat) not in self.ids or self.name is None:
            return said
        found = await self._store.transact(lambda tx: _case_at(tx, str(self.present), thread))
        if found is None:
            home = f"{self.name}/{thread}" if thread else str(self.name)
            placed = said.model_copy(update={"address": self._home(home)})
            return None if said.name == "note" and not said.argument[:1].isdecimal() else placed
        case_id, reference = found
        update: dict[str, object] = {"address": self._desk.case_lane(case_id)}
        if said.name in ABOUT_A_CASE and not _names_a_case(said):
            update["argument"] = f"{reference} {said.argument}".strip()
        return said.model_copy(update=update)

    def _home(self, address_id: str) -> Address:
        return Address(channel=CHANNEL, id=address_id)

    async def _alarm(self, what: Say, key: str) -> None:
        """Tell every admin in private, once per key, and nothing of any case."""
        now = self._clock.now()
        await self._store.transact(self._putting(what, key, now))

    def _putting(self, what: Say, key: str, now: datetime) -> Callable[[Transaction], None]:
        def work(tx: Transaction) -> None:
            for number, admin in enumerate(self._admins):
                outgoing = Outgoing(
                    id=f"alarm:{key}:{number}",
                    address=self._home(admin),
                    prompt=tell(what),
                    locale=self._desk.locale,
                )
                tx.enqueue(outgoing, now)

        return work


def _case_at(tx: Transaction, group: str, thread: str) -> tuple[str, str] | None:
    topic = tx.topic_at(group, thread) if thread else None
    case = None if topic is None else tx.case(topic.case_id)
    return None if case is None else (case.id, case.reference)


def _names_a_case(said: DeskSaid) -> bool:
    """Whether a command begins with a reference, be it a mistyped one. A note never does."""
    reference, _ = split_reference(said.argument)
    return reference is not None or (said.name != "note" and said.argument[:1].isdecimal())
