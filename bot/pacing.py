"""How fast the bot may write. Pure: it reads a clock, never sleeps and knows no wire.

Telegram's limits, from its Bots FAQ: about 30 messages a second overall, one a second in a
private chat with short bursts tolerated, 20 a minute in a group, whose id is negative. What counts
is when a message arrives. Overall, where nothing is to be given away, `Slots` sees to that; the
limits of a chat have a margin instead.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bot.core.case import Address
from bot.ports import Clock, Urgency
from bot.slots import Slots

IN_PRIVATE = (5, 5.1)
IN_GROUP = (19, 61.0)
"""So many messages in so many seconds, a little less than Telegram takes."""
FOR_REPLIES = 6
"""Of a group's messages, so many a minute are never bulk."""
_FORGET_EVERY = 4096


def chat_of(lane: Address) -> Address:
    """The chat whose limits a lane shares: all topics of a group (`chat/topic`) count together."""
    chat, _, topic = lane.id.partition("/")
    return lane if not topic else Address(channel=lane.channel, id=chat)


class Smooth:
    """At most `burst` at once, then one every `every` seconds (the generic cell rate algorithm)."""

    def __init__(self, every: float, burst: int) -> None:
        self.every, self.burst = every, burst
        self._full_at = 0.0

    def wait(self, now: float, left: int = 0) -> float:
        """Seconds until one more may go and `left` others could still follow at once."""
        return max(0.0, self._full_at - now - (self.burst - 1 - left) * self.every)

    def room(self, now: float) -> int:
        """How many may go at once."""
        owed = max(0.0, self._full_at - now)
        return int(self.burst - owed / self.every + 1e-9)

    def count(self, now: float, many: int) -> None:
        """Note that `many` went, be it more than there was room for."""
        self._full_at = max(self._full_at, now) + many * self.every


class Window:
    """At most `most` in any `span` seconds."""

    def __init__(self, most: int, span: float) -> None:
        self.most, self.span = most, span
        self._went: deque[float] = deque()

    def wait(self, now: float, many: int = 1) -> float:
        """Seconds until `many` more may go; more than `most` never fit, so they count as `most`."""
        over = self._used(now) + min(many, self.most) - self.most
        return 0.0 if over <= 0 else self._went[over - 1] + self.span - now

    def room(self, now: float) -> int:
        """How many may go at once."""
        return max(0, self.most - self._used(now))

    def count(self, now: float, many: int) -> None:
        """Note that `many` went, or will have gone a little later."""
        for _ in range(many):
            insort(self._went, now)

    def is_idle(self, now: float) -> bool:
        """Whether nothing it remembers matters any more."""
        return self._used(now) == 0

    def _used(self, now: float) -> int:
        while self._went and self._went[0] + self.span <= now:
            self._went.popleft()
        return len(self._went)


class Pace:
    """All limits together. `rate` is messages a second overall, 0 for no limits at all.

    Overall, messages go smoothly with a burst of three tenths of a second, and never more than
    `rate` arrive in any second. Bulk leaves a third of the burst to replies, so that a reply rarely
    waits even for a moment; the rest makes good what a busy machine was late with.

    Whoever takes for a flight says when it has `landed`: delivered, failed, whatever became of it.
    A flight is named as its taker likes; it may take more than once.
    """

    def __init__(self, clock: Clock, rate: float) -> None:
        self._clock, self.rate = clock, rate
        whole = max(1, int(rate))
        self._smooth = Smooth(1 / rate if rate else 0.0, max(1, whole * 3 // 10))
        self._slots = Slots(whole, whole / rate if rate else 0.0)
        self._reserve = whole // 10
        self._chats: dict[Address, Window] = {}
        self._held: dict[Address, float] = {}
        self._taken = 0

    def room(self, urgency: Urgency, most: int, *, ahead: float = 0.0) -> int:
        """How many messages to different chats may go `ahead` seconds from now, at most `most`."""
        if not self.rate:
            return most
        now = self._clock.monotonic()
        left = self._reserve if urgency is Urgency.BULK else 0
        smooth = self._smooth.room(now + ahead) - left
        return max(0, min(most, smooth, self._slots.room(now, ahead)))

    def wait(self, urgency: Urgency) -> float:
        """Seconds until there is room for one message of this urgency."""
        if not self.rate:
            return 0.0
        now = self._clock.monotonic()
        left = self._reserve if urgency is Urgency.BULK else 0
        return max(self._smooth.wait(now, left), self._slots.wait(now))

    def take(
        self,
        lane: Address,
        many: int = 1,
        *,
        flight: str,
        urgency: Urgency = Urgency.REPLY,
        ahead: float = 0.0,
    ) -> float:
        """Count `many` messages of one lane, and return in how many seconds they may go.

        Where that is more than `ahead`, nothing was counted. In a group, bulk leaves a part of the
        limit to whoever needs an answer. Of the overall limits only the hard one makes a lane wait,
        where others took the room meanwhile that one was told of by `room`.
        """
        if not self.rate:
            return 0.0
        now, chat = self._clock.monotonic(), chat_of(lane)
        limit = self._limit(chat)
        left = FOR_REPLIES if urgency is Urgency.BULK and chat.id.startswith("-") else 0
        held = self._held.get(chat, now) - now
        wait = max(limit.wait(now, many + left), held, self._slots.wait(now, many))
        if not self._slots.knows(many):
            return wait + ahead
        if wait > ahead:
            return wait
        limit.count(now + wait, many)
        self._slots.take(now, flight, many)
        self._count(now, many)
        return wait

    def landed(self, flight: str) -> None:
        """Whatever was taken for a flight has arrived by now, or never will."""
        self._slots.land(self._clock.monotonic(), flight)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Around a single call that leaves or changes a message, to know how long that takes."""
        began = self._clock.monotonic()
        yield
        self.trip(self._clock.monotonic() - began)

    def trip(self, seconds: float) -> None:
        """A call went there and back in so many seconds."""
        if self.rate:
            self._slots.trip(seconds)

    def spare(self, lane: Address, *, flight: str) -> bool:
        """Count one message that nobody waits for, if it takes nothing from those who do."""
        if not self.rate:
            return True
        limit = self._limit(chat_of(lane))
        if limit.room(self._clock.monotonic()) <= limit.most // 2:
            return False
        return self.room(Urgency.BULK, 1) > 0 and self.take(lane, flight=flight) == 0.0

    def hold(self, lane: Address, seconds: float) -> None:
        """Let nothing into a chat for a while: the wire asked for it."""
        self._held[chat_of(lane)] = self._clock.monotonic() + seconds

    def _limit(self, chat: Address) -> Window:
        limit = self._chats.get(chat)
        if limit is None:
            most, span = IN_GROUP if chat.id.startswith("-") else IN_PRIVATE
            limit = self._chats[chat] = Window(most, span)
        return limit

    def _count(self, now: float, many: int) -> None:
        self._smooth.count(now, many)
        self._taken += 1
        if self._taken % _FORGET_EVERY == 0:
            self._chats = {
                chat: kept for chat, kept in self._chats.items() if not kept.is_idle(now)
            }
            self._held = {chat: until for chat, until in self._held.items() if until > now}
