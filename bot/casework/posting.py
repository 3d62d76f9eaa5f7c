"""Sending a family something, and writing it down."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from bot.casework.letters import Letter
from bot.casework.visit import Visit
from bot.core.case import Case, ContactMode, HistoryKind
from bot.core.desk import button
from bot.core.say import Choice, Line, Prompt, say, say_n, tell
from bot.core.value import Value
from bot.notices import number
from bot.ports import Outgoing
from bot.register import PING

# Translators: for staff; {reference} is the case's number
ON_ITS_WAY = say("desk", "On its way to the family of case {reference}.")
# Translators: for staff: the family decided to read messages only when it asks
WAITS_FOR_FAMILY = say(
    "desk",
    "Case {reference}: the message waits until the family opens it, as it wished.",
)
# Translators: button under 32 characters: send what is shown above to the family
SEND = say("pick desk", "Send to the family")
# Translators: button under 32 characters: do not do what is shown above
DO_NOT = say("pick desk", "Do not send")
# Translators: button under 32 characters: call back a message that was not sent yet
TAKE_BACK = say("pick desk", "Take it back")


class Entry(Value):
    """How a message to a family is written down in its case's history, under which name; `undo`
    holds what it takes to take it back."""

    kind: HistoryKind
    text: str | None = None
    name: str | None = None
    undo: dict[str, str] = Field(default_factory=dict)


def confirm(slip_id: str) -> tuple[tuple[Choice, ...], ...]:
    """The buttons below what is shown before it goes."""
    return ((button(SEND, "send", slip_id),), (button(DO_NOT, "drop", slip_id),))


def post(case: Case, letter: Letter, visit: Visit, entry: Entry, wait: timedelta) -> Prompt:
    """Write it down, and post it to the family the way it allowed, after a wait."""
    register, is_status = visit.register, entry.kind is HistoryKind.STATUS_SET
    register.tx.save_case(case.model_copy(update={"told_at": register.now}))
    register.write(
        case, entry.kind, actor=visit.actor.id, text=entry.text,
        status=case.status if is_status else None, public=case.public if is_status else None,
        name=entry.name,
    )  # fmt: skip
    outgoing = Outgoing(
        id=register.chance.identifier(),
        address=case.address,
        prompt=tell(*letter),
        locale=case.locale,
        case_id=case.id,
        report_to=visit.said.address,
        report_locale=visit.locale,
        report_on=visit.said.surface if visit.said.tapped else None,
    )
    register.post(outgoing, case.contact_mode, wait)
    pushed = case.contact_mode is ContactMode.PUSH_OPEN
    told = (ON_ITS_WAY if pushed else WAITS_FOR_FAMILY).saying(reference=number(case))
    if not wait:
        return tell(told)
    undo = {"letter": outgoing.id, "told": case.told_at.isoformat(), **entry.undo}
    slip = visit.keep("sent", case, **undo)
    return Prompt(says=(told, _seconds(wait)), choices=((button(TAKE_BACK, "undo", slip.id),),))


def _seconds(wait: timedelta) -> Line:
    # Translators: for staff, below a reply or a status just confirmed
    return say_n(
        "desk",
        "You can take it back for {count} second.",
        "You can take it back for {count} seconds.",
        max(1, round(wait.total_seconds())),
    )


def withdrawn(letter_id: str, visit: Visit) -> bool:
    """Take a letter back, and the neutral word that announces it; whether it was still here."""
    if not visit.tx.withdraw(letter_id):
        return False
    visit.tx.withdraw(f"{letter_id}{PING}")
    return True
