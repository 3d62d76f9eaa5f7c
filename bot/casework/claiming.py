"""Giving a case to another account of its family: shown first, confirmed, and told to both."""

from __future__ import annotations

from bot.casework.letters import Letter
from bot.casework.visit import Answer, Visit
from bot.claims import NO_WORDS, THEY_WRITE
from bot.core.case import Address, Case, HistoryKind
from bot.core.desk import Link, button
from bot.core.roles import Act
from bot.core.say import Choice, Line, Moment, Prompt, Say, Verbatim, say, tell
from bot.notices import number
from bot.ports import Claim, Outgoing, Slip
from bot.register import PING

# Translators: for staff; {reference} is the case's number
NO_CLAIM = say("desk", "Case {reference}: no other account waits to be linked.")
# Translators: for staff: several accounts have the number; below are buttons with days
WHICH_CLAIM = say("desk", "Case {reference}: more than one account has its number. Which one?")
# Translators: for staff, button: which claim; {number} counts them, {date} is its day
ONE_CLAIM = say("pick desk", "{number}. {date}")
# Translators: for staff, above what both accounts would read; {reference} number, {date} a day
PREVIEW = say(
    "desk",
    "Case {reference}: link the account that wrote on {date}? It then reads everything, and the "
    "account used so far no longer does.",
)
# Translators: for staff, above the text for the new account
NEW_READS = say("desk", "The new account would get:")
# Translators: for staff, above the text for the account used so far
OLD_READS = say("desk", "The account used so far would get:")
# Translators: for staff: the account used so far cannot be written to
OLD_IS_GONE = say("desk", "The account used so far cannot be reached, and is told nothing.")
# Translators: button under 32 characters: confirm that the case goes on in the other account
LINK = say("pick desk", "It is the family: link it")
# Translators: button under 32 characters: whoever wrote is not the family
NOT_THEM = say("pick desk", "It is not the family")
# Translators: button under 32 characters: decide later
LATER = say("pick desk", "Decide later")
# Translators: for staff; {reference} is the case's number
LINKED = say("desk", "Case {reference} goes on in the other account now.")
# Translators: for staff; {reference} is the case's number
REFUSED = say(
    "desk", "Case {reference}: noted that it is not the family. Nobody is told; nothing changes."
)

# Translators: to the family in its new account; {reference} is the inquiry's number
GOES_ON_HERE = say(
    "letter",
    "Your inquiry {reference} goes on in this account now. What you write and send here goes to "
    "the caseworkers, and /status shows what is happening with it.",
)
# Translators: to the account used before; neutral, for anyone may read it: nothing of a search
GOES_ON_ELSEWHERE = say(
    "letter",
    "What you began here goes on in another account now, as you asked. If it was not you who "
    "asked, please write your number here, and someone will find out what happened.",
)


def link(command: Link, visit: Visit) -> Answer:
    """Show a claim and what would follow from it, or take it off the list."""
    case = visit.case_for(command.reference, Act.LINK)
    claims = visit.tx.claims_of(case.id)
    if command.number is None and len(claims) > 1:
        return Answer(_offer(case, claims))
    place = (command.number or 1) - 1
    if place >= len(claims):
        return Answer(tell(NO_CLAIM.saying(reference=number(case))))
    if not command.family:
        visit.tx.drop_claim(claims[place])
        visit.note(Act.LINK, case, detail="refused")
        told = tell(REFUSED.saying(reference=number(case)))
        return Answer(told, in_place=visit.said.tapped)
    return Answer(_preview(case, claims[place], place + 1, visit))


def send_link(slip: Slip, visit: Visit) -> Answer:
    """Link what was shown and confirmed, if the claim still waits."""
    before = visit.case_of(slip, Act.LINK)
    waiting = (one for one in visit.tx.claims_of(before.id) if one.id == slip.values["claim"])
    claim = next(waiting, None)
    if claim is None:
        return Answer(tell(NO_CLAIM.saying(reference=number(before))), in_place=True)
    case = _handed_over(before, claim, visit)
    visit.register.write(case, HistoryKind.LINKED, actor=visit.actor.id)
    visit.note(Act.LINK, case, detail="linked")
    if before.reachable:
        _post(before, before.address, (GOES_ON_ELSEWHERE,), visit, case_id=None)
    _post(case, case.address, (_goes_on_here(case),), visit, case_id=case.id)
    return Answer(tell(LINKED.saying(reference=number(case))), in_place=True)


def _handed_over(before: Case, claim: Claim, visit: Visit) -> Case:
    """The case in its new account, with what was not sent yet; a neutral word to the former one
    of what it can no longer read is taken back."""
    tx = visit.tx
    for letter in tx.hand_over(before.id, claim.address):
        tx.withdraw(f"{letter}{PING}")
    tx.drop_claim(claim)
    session = tx.session(claim.address)
    case = tx.case(before.id) or before
    spoken = case.locale if session is None else session.locale
    tx.save_case(case.model_copy(update={"locale": spoken, "reachable": True}))
    return tx.case(before.id) or case


def _post(
    case: Case, address: Address, letter: Letter, visit: Visit, *, case_id: str | None
) -> None:
    """A letter the way the family allowed; of the one to the new account staff hear whether it
    arrived."""
    is_new = case_id is not None
    outgoing = Outgoing(
        id=visit.register.chance.identifier(),
        address=address,
        prompt=tell(*letter),
        locale=case.locale,
        case_id=case_id,
        report_to=visit.said.address if is_new else None,
        report_locale=visit.locale,
    )
    visit.register.post(outgoing, case.contact_mode)


def _goes_on_here(case: Case) -> Say:
    return GOES_ON_HERE.saying(reference=number(case))


def _preview(case: Case, claim: Claim, place: int, visit: Visit) -> Prompt:
    slip = visit.keep("link", case, claim=claim.id)
    history = visit.tx.history(case.id)
    words = next((entry.text for entry in history if entry.id == claim.id), None)
    written: tuple[Line, ...] = (THEY_WRITE, Verbatim(verbatim=words)) if words else (NO_WORDS,)
    old = (OLD_READS, GOES_ON_ELSEWHERE.spoken(case.locale)) if case.reachable else (OLD_IS_GONE,)
    session = visit.tx.session(claim.address)
    new = _goes_on_here(case).spoken(case.locale if session is None else session.locale)
    head = PREVIEW.saying(reference=number(case), date=Moment(at=claim.at))
    choices: tuple[Choice, ...] = (
        button(LINK, "send", slip.id),
        button(NOT_THEM, "link", case.reference, place, "no"),
        button(LATER, "drop", slip.id),
    )
    says = (head, *written, NEW_READS, new, *old)
    return Prompt(says=says, choices=tuple((choice,) for choice in choices))


def _offer(case: Case, claims: tuple[Claim, ...]) -> Prompt:
    buttons = (
        button(
            ONE_CLAIM.saying(number=place, date=Moment(at=one.at)), "link", case.reference, place
        )
        for place, one in enumerate(claims, 1)
    )
    told = WHICH_CLAIM.saying(reference=number(case))
    return Prompt(says=(told,), choices=tuple((choice,) for choice in buttons))
