"""Our failures.

    BotError
    ├── SendError               a channel could not carry a message
    │   ├── Throttled           later, after a wait; nothing was sent
    │   ├── Unreachable         later; surely not sent
    │   ├── Uncertain           perhaps sent
    │   ├── Refused             never: the message itself is not acceptable
    │   ├── Gone                never: the person blocked the bot, or the chat is no more
    │   └── Moved               the chat has another id now
    ├── StaleSession            someone else saved this conversation first
    ├── NotPermitted            this person may not do that, or it does not exist
    ├── IllegalTransition       a case cannot go there from here
    ├── StorageError            the store cannot be used as it is
    │   ├── StorageFull         the disk is full; nothing was kept
    │   └── Sealed              only the offline recovery key opens this
    └── Misconfigured           an operator's mistake, with the setting and the fix

A refused answer of a family is an event, never an exception. No message here holds personal data.
"""

from __future__ import annotations


class BotError(Exception):
    """Anything that fails on purpose."""


class SendError(BotError):
    """A channel could not carry a message."""

    parts_sent: int = 0
    """How many parts of a long message surely arrived by now, former tries included."""

    surface: str | None = None
    """The handles of the parts that arrived at this try."""


class Throttled(SendError):
    """The wire asks to wait. Nothing was sent."""

    def __init__(self, after: float, *, is_ours: bool = False) -> None:
        super().__init__(f"wait {after:g} s")
        self.after = after
        """Seconds to wait."""
        self.is_ours = is_ours
        """Whether only our own pace asks, so that nobody else in the chat has to wait."""


class Unreachable(SendError):
    """The wire could not be reached. Surely nothing was sent."""


class Uncertain(SendError):
    """The answer was lost. The message may have arrived."""


class Refused(SendError):
    """The wire will never take this message."""


class Gone(SendError):
    """The recipient blocked the bot, left, or never existed."""


class Moved(SendError):
    """The conversation lives at another id now."""

    def __init__(self, to: str) -> None:
        super().__init__("moved")
        self.to = to
        """The channel's new id."""


class StaleSession(BotError):
    """Someone else saved this conversation first; load it again."""


class NotPermitted(BotError):
    """This person may not do that, or it does not exist: never say which."""


class IllegalTransition(BotError):
    """A case cannot go from one status to the other."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} → {after}")
        self.before, self.after = before, after


class StorageError(BotError):
    """The store cannot be used as it is."""


class StorageFull(StorageError):
    """The disk is full. Nothing was kept; once there is space, the store works again."""


class Sealed(StorageError):
    """Only the offline recovery key opens this: a case that was closed and sealed."""


class Misconfigured(BotError):
    """An operator's mistake. Its text names the setting and the fix."""
