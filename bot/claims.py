"""Someone wrote the number of a case from another account, to go on with it there.

Whoever claims is answered the same in every case (`bot.core.scenes.claim`). Here staff learn of a
claim to a case there is, so seldom that nobody can make them a wall of claims.
"""

from __future__ import annotations

from datetime import timedelta

from bot.core.case import Address, Case, HistoryEntry, HistoryKind
from bot.core.desk import button
from bot.core.events import ReferenceClaimed
from bot.core.roles import Act, Role, may
from bot.core.say import Line, Prompt, Verbatim, say
from bot.notices import Desk, number
from bot.ports import Claim
from bot.register import Register

# Translators: for staff: someone in another chat has the number; check who it is before linking
CLAIMED = say(
    "desk",
    "Someone writes from another account with the number of case {reference}. Please check that "
    "it is the family, by what only the family can know, before you link that account.",
)
# Translators: for staff, above the words of someone who has the number of a case
THEY_WRITE = say("desk", "They write:")
# Translators: for staff: someone has the number of a case, and wrote nothing about themselves
NO_WORDS = say("desk", "They wrote nothing about themselves.")
# Translators: button under 32 characters: look at what someone wrote who has a case's number
LOOK = say("pick desk", "Look at it and link …")

A_DAY = 5
"""Claims of one account within a day that staff hear of."""
WAITING = 5
"""Claims to one case that wait for a decision; what comes on top is not heard of."""
DAY = timedelta(days=1)


def take_claim(event: ReferenceClaimed, address: Address, register: Register, desk: Desk) -> None:
    """Keep a claim, and tell staff where there is such a case and it is another account's."""
    tx = register.tx
    is_much = tx.claims_from(address, register.now - DAY) >= A_DAY
    case = None if is_much else tx.case_by_reference(event.reference)
    is_new = case is not None and case.address != address and _may_wait(case, address, register)
    claim = Claim(
        id=register.chance.identifier(),
        address=address,
        at=register.now,
        case_id=case.id if case is not None and is_new else None,
    )
    tx.add_claim(claim)
    if case is None or not is_new:
        return
    kept = HistoryEntry(
        id=claim.id, case_id=case.id, at=claim.at, kind=HistoryKind.CLAIMED,
        text=event.words or None,
    )  # fmt: skip
    tx.add_history(kept)
    _tell_staff(case, notice(case, event.words), register, desk)


def notice(case: Case, words: str) -> Prompt:
    """What staff are told of a claim."""
    written: tuple[Line, ...] = (THEY_WRITE, Verbatim(verbatim=words)) if words else (NO_WORDS,)
    look = button(LOOK, "link", case.reference)
    return Prompt(says=(CLAIMED.saying(reference=number(case)), *written), choices=((look,),))


def _may_wait(case: Case, address: Address, register: Register) -> bool:
    waiting = register.tx.claims_of(case.id)
    return len(waiting) < WAITING and all(one.address != address for one in waiting)


def _tell_staff(case: Case, prompt: Prompt, register: Register, desk: Desk) -> None:
    """The group; without one whoever works on the case, or else the admins, in private."""
    if desk.address is not None:
        register.notify(desk, case, prompt)
        return
    members = register.tx.members()
    told = [one for one in members if one.id == case.assignee and may(one.role, Act.LINK)]
    for member in told or [one for one in members if one.role is Role.ADMIN]:
        if member.address is not None:
            register.tell(member.address, prompt, member.locale)
