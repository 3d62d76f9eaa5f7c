"""Telegram's rate limits: 30 messages a second, 1 a second to a chat, 20 a minute to a group.

Source: core.telegram.org/bots/faq, "My bot is hitting limits". Short bursts to one chat pass.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from handlers.sandbox.errors import too_many

OVERALL: Final = (30, 1.0)
PER_CHAT: Final = (5, 5.0)
PER_GROUP: Final = (20, 60.0)
"""So many, in so many seconds."""

PREFIXES: Final = ("send", "copy", "forward", "edit")
"""Methods that count, by how they begin; sendChatAction does not."""


@dataclass
class Enforced:
    """Which limits hold."""

    per_chat: bool = False
    per_group: bool = False
    overall: bool = False


class Limits:
    """Counts the bot's messages in sliding windows of the emulator's time."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._windows: dict[int | None, deque[float]] = {}
        self.enforced = Enforced()

    def enforce(self, enforced: Enforced) -> None:
        """Switch limits on or off and begin to count anew."""
        self.enforced = enforced
        self._windows.clear()

    @property
    def hold(self) -> bool:
        """Say whether any limit holds."""
        return self.enforced != Enforced()

    def admit(self, method: str, chat_id: int) -> None:
        """Count a message, or refuse it with 429 and the wait; a refused one does not count."""
        if not method.startswith(PREFIXES) or method == "sendchataction":
            return
        now = self._now()
        held: list[tuple[int | None, tuple[int, float]]] = []
        if self.enforced.overall:
            held.append((None, OVERALL))
        if chat_id < 0 and self.enforced.per_group:
            held.append((chat_id, PER_GROUP))
        elif self.enforced.per_chat:
            held.append((chat_id, PER_CHAT))
        wait = max((self._wait(key, limit, now) for key, limit in held), default=0.0)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for key, _ in held:
            self._windows[key].append(now)

    def _wait(self, key: int | None, limit: tuple[int, float], now: float) -> float:
        most, span = limit
        window = self._windows.setdefault(key, deque())
        while window and window[0] <= now - span:
            window.popleft()
        return window[0] + span - now if len(window) >= most else 0.0
