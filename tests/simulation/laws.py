"""What must be true: the guarantees of `guarantees.md`, as questions to the disk and the chats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

from bot.core.case import Case, HistoryEntry, HistoryKind
from bot.ports import StoredFile, Transaction
from tests.simulation.disk import Disk
from tests.simulation.fate import SimulatedClock
from tests.simulation.laws_of_group import LawsOfGroup
from tests.simulation.laws_of_silence import LawsOfSilence
from tests.simulation.people import Inquirer, references_in
from tests.simulation.telegram import Telegram, Told, Update
from tests.simulation.wire import VIEW

T = TypeVar("T")

SETTLED = 2
AGAIN = "sent again"


class Broken(AssertionError):
    """A guarantee does not hold. The text begins with its name."""


def require(holds: object, law: str, what: str) -> None:
    """Raise `Broken` unless something holds."""
    if not holds:
        raise Broken(f"{law}: {what}")


class Laws:
    """Asked after each thing that can break them, and all of them at rest."""

    def __init__(
        self, disk: Disk, telegram: Telegram, families: list[Inquirer], clock: SimulatedClock
    ) -> None:
        self._disk, self._telegram, self._families = disk, telegram, families
        self._clock = clock
        self._first: dict[str, Told] = {}
        self._copies: Counter[str] = Counter()
        self._newest: dict[bytes, int] = {}
        self._group = LawsOfGroup(telegram, require)
        self._silence = LawsOfSilence(disk, telegram, families)
        telegram.on_confirm = self._noticed(self.confirmed)
        telegram.on_told = self._noticed(self.told)

    def _noticed(self, law: Callable[[T], None]) -> Callable[[T], None]:
        """Asked from within the process, which may catch everything: so it is told to the loop."""
        fate = self._telegram.fate

        def asked(what: T) -> None:
            try:
                law(what)
            except Broken as broken:
                fate.note(str(broken))
                fate.broken = fate.broken or broken

        return asked

    def confirmed(self, update: Update) -> None:
        """R3: what is confirmed has been committed, or stands on the shelf."""
        is_kept = self._disk.has_event(update.key) or update.key in self._disk.shelved()
        require(is_kept, "R3", f"{update.key} confirmed, not committed")

    def told(self, told: Told) -> None:
        """R1, R5, R6, R11: after every message."""
        self._shown_is_stored(told)
        self._group.told(told)
        is_text = told.text and told.carried is not None
        if is_text and told.carried and not told.carried.startswith(VIEW):
            self._copy(told, told.carried)

    def _shown_is_stored(self, told: Told) -> None:
        for reference in references_in(told.text):
            found = self._disk.read(lambda tx, r=reference: tx.case_by_reference(r))
            require(found, "R1", f"{reference} was shown and is not stored")

    def _copy(self, told: Told, message: str) -> None:
        if message not in self._first:
            self._first[message] = told
            self._in_order(message)
        if told.is_edit:
            return
        self._copies[message] += 1
        most = 1 + self._telegram.ambiguous[message]
        require(self._copies[message] <= most, "R5", f"{message}: more copies than doubts")
        is_marked = self._copies[message] == 1 or AGAIN in told.text
        require(is_marked, "R5", f"{message}: a copy that does not say so")

    def _in_order(self, message: str) -> None:
        """R6, and R1 of every message."""
        row = self._disk.raw.execute("SELECT seq, lane FROM outbox WHERE id=?", (message,))
        found = row.fetchone()
        require(found, "R1", f"{message} was told and is not stored")
        seq, lane = found
        require(seq > self._newest.get(lane, 0), "R6", f"{message} overtook a later one")
        self._newest[lane] = seq

    def after_death(self) -> None:
        """R1: what any family was ever shown is stored."""
        for told in self._telegram.arrivals:
            self._shown_is_stored(told)

    def at_rest(self) -> None:
        """Everything, once nothing is left to do."""
        self.after_death()
        self._every_message_ended()
        self._one_effect_each()
        self._one_case_each()
        self._unreachable_shown()
        self._shown_to_staff()
        self._group.at_rest(self._cases, self._photos)
        self._silence.at_rest(require, self._clock.now())

    def _shown_to_staff(self) -> None:
        """R11: every case reached the staff group, wherever that moved."""
        group = [told.text for told in self._telegram.arrivals if told.chat < 0]
        known = {reference for text in group for reference in references_in(text)}
        for case in self._cases:
            require(case.reference in known, "R11", f"{case.reference} never reached the group")
        for entry in self._written:
            reached = any(str(entry.text) in text for text in group)
            require(reached, "R11", f"{entry.text!r} never reached the group")

    def _every_message_ended(self) -> None:
        theirs = {self._disk.lane(family.chat) for family in self._families}
        for _, message, lane, state, outcome in self._disk.messages():
            require(state == SETTLED, "R5", f"{message} has come to no end")
            is_told = message in self._first or outcome != "delivered" or lane not in theirs
            require(is_told, "R5", f"{message} settled, never told")

    def _one_effect_each(self) -> None:
        """R4, R6: each confirmed update once, and in the order of its chat."""
        found = Counter(entry.text for entry in self._written)
        for update in self._telegram.every:
            if not update.mark.startswith("w"):
                continue
            times = found[update.mark]
            require(times <= 1, "R4", f"{update.mark} had {times} effects")
            require(times or not update.confirmed, "R4", f"{update.mark} was suppressed")
        self._words_in_order()
        self._one_effect_of_commands()

    def _words_in_order(self) -> None:
        """Whatever the wall clock did meanwhile."""
        heard = [entry.text for entry in self._written]
        for family in self._families:
            said = [u.mark for u in self._telegram.every if u.chat == family.chat]
            kept = [words for words in heard if words in said]
            in_order = kept == [words for words in said if words in kept]
            require(in_order, "R6", f"words of {family.chat}")

    def _one_effect_of_commands(self) -> None:
        """R4: a reply that was confirmed went once, however often it was confirmed."""
        lines = (entry for case in self._cases for entry in self._history[case.id])
        replied = Counter(entry.text for entry in lines if entry.kind is HistoryKind.REPLIED)
        for update in self._telegram.every:
            if update.mark.startswith("answer") and update.confirmed:
                times = replied[update.mark]
                require(
                    times == 1 or (update.delayed and not times),
                    "R4",
                    f"command {update.mark!r} had {times} effects",
                )

    def _one_case_each(self) -> None:
        """R4: however often Send was tapped."""
        owners = Counter(case.address.id for case in self._cases)
        for owner, many in owners.items():
            require(many == 1, "R4", f"family {owner} has {many} cases")
        for family in self._families:
            sent = [u for u in self._telegram.every if u.chat == family.chat and u.mark == "submit"]
            if any(update.confirmed for update in sent):
                require(owners[str(family.chat)], "R4", f"inquiry of {family.chat} vanished")

    def _unreachable_shown(self) -> None:
        """R10: a family that left shows at its case, one that came back as well."""
        for case in self._cases:
            changes = [
                u for u in self._telegram.every
                if u.chat == int(case.address.id) and u.mark.startswith("blocked=")
            ]  # fmt: skip
            if changes and not any(u.lost for u in changes):
                is_blocked = int(case.address.id) in self._telegram.blocked
                require(case.reachable != is_blocked, "R10", f"case of {case.address.id}")

    @cached_property
    def _cases(self) -> list[Case]:
        references = [r for (r,) in self._disk.raw.execute("SELECT reference FROM cases")]

        def every(tx: Transaction) -> Iterator[Case]:
            found = (tx.case_by_reference(reference) for reference in references)
            return iter([case for case in found if case])

        return list(self._disk.read(every))

    @cached_property
    def _history(self) -> dict[str, list[HistoryEntry]]:
        found: dict[str, list[HistoryEntry]] = defaultdict(list)
        for case in self._cases:
            found[case.id] = list(self._disk.read(lambda tx, c=case: tx.history(c.id)))
        return found

    @property
    def _photos(self) -> list[StoredFile]:
        every = [file_id for (file_id,) in self._disk.raw.execute("SELECT id FROM files")]
        found = (self._disk.read(lambda tx, f=each: tx.file(f)) for each in every)
        return [file for file in found if file is not None]

    @property
    def _written(self) -> list[HistoryEntry]:
        lines = (entry for case in self._cases for entry in self._history[case.id])
        return [entry for entry in lines if entry.kind is HistoryKind.WROTE]
