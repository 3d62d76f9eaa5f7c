"""R11: what belongs to a case stands in that case's topic, and every photograph reaches it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from bot.core.case import Case
from bot.ports import StoredFile
from tests.simulation.people import references_in
from tests.simulation.telegram import Telegram, Told

Require = Callable[[object, str, str], None]

AGAIN = "sent again"
_WORDS = re.compile(r"\bw(\d+)x\d+\b")


class LawsOfGroup:
    """The staff group, after each message and at rest."""

    def __init__(self, telegram: Telegram, require: Require) -> None:
        self._telegram, self._require = telegram, require
        self._copies: Counter[tuple[str, int | None, str]] = Counter()
        self._carded: set[str] = set()

    def told(self, told: Told) -> None:
        """No family's words in the general topic, and no photograph more often than in doubt
        in one topic: one made anew has to show it again."""
        if told.chat > 0:
            return
        self._card(told)
        forum, words = self._telegram.forum, _WORDS.search(told.text)
        astray = forum.exists and told.thread is None and (words or told.photos)
        self._require(not astray, "R11", f"{told.text[:60]!r} fell into the general topic")
        for photo in told.photos:
            if told.carried is None:
                continue
            self._copies[told.carried, told.thread, photo] += 1
            most = 1 + self._telegram.ambiguous[told.carried]
            times = self._copies[told.carried, told.thread, photo]
            self._require(times <= most, "R5", f"{photo} sent {times} times")

    def _card(self, told: Told) -> None:
        """R5: a card that may stand there already says so, unless what stood there is lost."""
        group = self._telegram
        if told.is_edit or group.forum.exists or group.moved or "New case" not in told.text:
            return
        (reference, *_) = references_in(told.text.replace("New case", ""))
        is_marked = reference not in self._carded or AGAIN in told.text
        self._require(is_marked, "R5", f"a second card of {reference}, unmarked")
        self._carded.add(reference)

    def at_rest(self, cases: list[Case], photos: list[StoredFile]) -> None:
        """Words stand in the topic of their own case; photographs are kept once, and shown."""
        owner = {case.address.id: case.reference for case in cases}
        for told in self._telegram.arrivals:
            found = _WORDS.search(told.text)
            if told.chat < 0 and found and told.thread is not None:
                title = self._telegram.forum.titles[told.thread]
                digits = "".join(char for char in title if char.isdecimal())
                self._require(owner.get(found[1]) == digits, "R11", f"{found[0]} in another topic")
        self._photographs(photos)

    def _photographs(self, photos: list[StoredFile]) -> None:
        shown = {p for told in self._telegram.arrivals if told.chat < 0 for p in told.photos}
        for update in self._telegram.every:
            if update.mark.startswith("p") and update.confirmed:
                kept = [photo for photo in photos if photo.remote == update.mark]
                times = len(kept)
                self._require(times == 1, "R4", f"photograph {update.mark} kept {times} times")
                is_shown = update.mark in shown or kept[0].case_id is None
                self._require(is_shown, "R11", f"{update.mark} never reached the group")
