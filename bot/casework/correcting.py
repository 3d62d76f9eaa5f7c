"""A message that was relayed, and then changed by its author.

The family keeps what it got: Telegram changes nothing there. So a change is offered as a letter of
its own, shown and confirmed like any other. That a message was deleted no bot is told.
"""

from __future__ import annotations

from bot.casework.visit import Visit
from bot.core.case import Case, HistoryEntry, HistoryKind
from bot.ports import Slip

NEWEST = "newest"
"""The kind of slip that says which preview of a message is the newest."""


def last_relayed(case: Case, origin: str | None, visit: Visit) -> str | None:
    """What the family was sent last of a message; None where nothing was, or it was taken back."""
    former = _of(case, origin, visit)
    if not former or former[-1].kind is not HistoryKind.REPLIED:
        return None
    return former[-1].text


def next_name(case: Case, origin: str | None, visit: Visit) -> str | None:
    """What the next line of a history about a message is called; None where nobody knows which."""
    return None if origin is None else f"{origin}:{len(_of(case, origin, visit))}"


def remember_newest(slip: Slip, origin: str | None, visit: Visit) -> None:
    """From now on, former previews of the message mean nothing."""
    if origin is not None:
        kept = Slip(
            id=f"{NEWEST}:{origin}",
            kind=NEWEST,
            actor=visit.actor.id,
            at=visit.register.now,
            case_id=slip.case_id,
            values={"slip": slip.id},
        )
        visit.tx.put_slip(kept)


def is_outdated(slip: Slip, visit: Visit) -> bool:
    """Whether the message was changed since this preview was shown."""
    origin = slip.values.get("origin")
    newest = None if origin is None else visit.tx.slip(f"{NEWEST}:{origin}")
    return newest is not None and newest.values["slip"] != slip.id


def _of(case: Case, origin: str | None, visit: Visit) -> tuple[HistoryEntry, ...]:
    if origin is None:
        return ()
    return tuple(one for one in visit.tx.history(case.id) if one.id.startswith(f"{origin}:"))
