"""R9: what Telegram dropped does not go unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

from bot.core.case import Address
from bot.core.patience import may_write
from bot.outages import GAP, GAP_ALARM
from bot.ports import Transaction
from tests.simulation.disk import Disk
from tests.simulation.people import Inquirer
from tests.simulation.telegram import DAY, Telegram

HOUR = 3600.0
_GAP, _ALARM = (words.text.rpartition("}")[2].strip() for words in (GAP, GAP_ALARM))

Require = Callable[[object, str, str], None]


class LawsOfSilence:
    """Gaps and drafts, at rest."""

    def __init__(self, disk: Disk, telegram: Telegram, families: list[Inquirer]) -> None:
        self._disk, self._telegram, self._families = disk, telegram, families

    def at_rest(self, require: Require, now: datetime) -> None:
        """A gap of more than a day is told once to each it concerns; a silent draft reminded of.

        Wall clocks are off by hours here, so a gap of about a day is neither demanded nor denied.
        Two gaps with a process of seconds between them may be told as one. Who was killed whenever
        it heard Telegram for the first time may tell of the silence since its beginning.
        """
        heard = self._telegram.answered
        surely = sum(late - early > DAY + 5 * HOUR for early, late in pairwise(heard))
        perhaps = sum(late - early > DAY - 5 * HOUR for early, late in pairwise((0.0, *heard)))
        for family in self._families:
            told = self._told(family.chat, _GAP)
            require(told <= perhaps, "R9", f"{family.chat} was told of {told} gaps")
            is_owed = self._is_concerned(family) and surely
            require(told or not is_owed, "R9", f"{family.chat} was told of no gap")
        alarms = sum(self._told(chat, _ALARM) for chat in self._telegram.chats if chat < 0)
        require(alarms or not surely, "R9", "the staff group was not told of a gap")
        due = self._disk.read(lambda tx: tx.sessions_due(now - timedelta(minutes=3), 10))
        require(not due, "R9", "a silent draft was not reminded of")

    def _told(self, chat: int, words: str) -> int:
        """How many messages, copies left out, say so."""
        arrived = (told for told in self._telegram.arrivals if told.chat == chat)
        return len({told.carried for told in arrived if words in told.text})

    def _is_concerned(self, family: Inquirer) -> bool:
        address = Address(channel="telegram", id=str(family.chat))

        def work(tx: Transaction) -> bool:
            session = tx.session(address)
            drafts = session is not None and session.has_draft and may_write(session)
            return drafts or any(case.is_open and case.reachable for case in tx.cases_of(address))

        return family.chat not in self._telegram.blocked and self._disk.read(work)
