"""Moving a case on: what the family reads is chosen, shown in its language, and confirmed."""

from __future__ import annotations

from bot.casework.letters import needs_consent, previewed, status_letter
from bot.casework.posting import Entry, confirm, post
from bot.casework.visit import Answer, Visit
from bot.core.case import LEGAL, PUBLIC_OF, Case, CaseStatus, Closing, HistoryKind, publics
from bot.core.case import PublicStatus as Public
from bot.core.desk import Close, RecordConsent, Reopen, SetStatus, button
from bot.core.roles import Act
from bot.core.say import Choice, Line, Paragraph, Prompt, Verbatim, say, tell
from bot.core.status_words import CLOSING_WORDS, DESK_WORDS, PUBLIC_WORDS
from bot.errors import IllegalTransition
from bot.notices import number
from bot.ports import Slip

# Translators: for staff; {reference} number, {status} internal status, {public} what is told
STATUS_SET = say("desk", "Case {reference}: {status}. The family is told: “{public}”")
# Translators: for staff: the case is in this status; below are buttons with the next ones
WHERE_TO = say("desk", "Case {reference} is “{status}”. Where does it go from here?")
# Translators: for staff, above a text that waits for “send”; {status} is the internal status
PREVIEW = say(
    "desk", "Case {reference}: {status}. The family reads {language}. It would get exactly this:"
)
# Translators: for staff: several texts are possible; they follow, numbered
CHOOSE_PUBLIC = say("desk", "Case {reference}: {status}. What is the family told?")
# Translators: for staff, one of several texts
PUBLIC_LINE = say("desk", "{number}. {text}")
# Translators: for staff: one person says that someone was found; a second has to check it
PROPOSED = say(
    "desk",
    "Case {reference}: proposed as “confirmed”. A second member of staff has to check it and "
    "set the same status; until then the family is told nothing.",
)
# Translators: for staff: an adult who was found decides first; keep /consent as it is
NEEDS_CONSENT = say(
    "desk",
    "Case {reference}: the person is an adult and has not agreed yet. Set “consent pending”, ask "
    "them, and write down their consent with /consent. Until then the family reads that the "
    "search continues.",
)
# Translators: for staff: the consent of the person found was written down
CONSENT_KEPT = say("desk", "Case {reference}: the person's consent is written down.")
# Translators: for staff: consent can be recorded only while it is being asked for
NOT_PENDING = say(
    "desk", "Case {reference}: consent can be written down only while you are asking for it."
)
# Translators: for staff: above buttons with the reasons
WHY_CLOSE = say("desk", "Why is case {reference} being closed? Only staff see the reason.")
# Translators: button under 32 characters: confirm as the second person
CONFIRM = say("pick desk", "I have checked it: confirm")
# Translators: for staff: sensitive news; nothing of it is written
CALL_FIRST = say("desk", "Never write about the news itself. Call the family, or offer a call.")


def set_status(command: SetStatus, visit: Visit) -> Answer:
    """Offer where a case may go, then what the family is told, then show it."""
    case = visit.case_for(command.reference, Act.SET_STATUS)
    if command.status is None:
        return Answer(_offer_statuses(case))
    if command.status is CaseStatus.CLOSED:
        return close(Close(reference=command.reference), visit)
    if command.status is CaseStatus.REOPENED:
        case = visit.case_for(command.reference, Act.REOPEN)
    return _prepare(case, command.status, command.public, visit, reason=None)


def close(command: Close, visit: Visit) -> Answer:
    """Offer the reasons, then show what the family would read."""
    case = visit.case_for(command.reference, Act.CLOSE)
    if CaseStatus.CLOSED not in LEGAL[case.status]:
        raise IllegalTransition(case.status, CaseStatus.CLOSED)
    if command.reason is None:
        buttons = ((button(CLOSING_WORDS[one], "close", case.reference, one),) for one in Closing)
        told = WHY_CLOSE.saying(reference=number(case))
        return Answer(Prompt(says=(told,), choices=tuple(buttons)))
    return _prepare(case, CaseStatus.CLOSED, None, visit, reason=command.reason)


def reopen(command: Reopen, visit: Visit) -> Answer:
    """Show what the family would read when its case is opened again."""
    case = visit.case_for(command.reference, Act.REOPEN)
    return _prepare(case, CaseStatus.REOPENED, None, visit, reason=None)


def record_consent(command: RecordConsent, visit: Visit) -> Answer:
    """Write down that the person found agrees."""
    case = visit.case_for(command.reference, Act.CONSENT)
    if case.status is not CaseStatus.CONSENT_PENDING:
        return Answer(tell(NOT_PENDING.saying(reference=number(case))))
    visit.tx.save_case(case.model_copy(update={"consented": True}))
    visit.register.write(case, HistoryKind.CONSENTED, actor=visit.actor.id)
    visit.note(Act.CONSENT, case)
    return Answer(tell(CONSENT_KEPT.saying(reference=number(case))))


def send_status(slip: Slip, visit: Visit) -> Answer:
    """Set a status that was shown and confirmed; everything is checked again."""
    before = visit.case_of(slip, Act.SET_STATUS)
    status, public = CaseStatus(slip.values["status"]), Public(slip.values["public"])
    held = _held_back(before, status, visit)
    if held is not None:
        return held
    if public not in _choices(before, status, visit):
        return Answer(tell(NEEDS_CONSENT.saying(reference=number(before))), in_place=True)
    case = _moved(before, status, public, slip.values.get("reason"), visit)
    entry = Entry(kind=HistoryKind.STATUS_SET, undo={"before": before.model_dump_json()})
    told = post(case, status_letter(case), visit, entry, visit.office.undo)
    visit.tx.reach_milestone(case, status.value, visit.register.now)
    visit.note(Act.SET_STATUS, case, detail=status.value)
    words = {"status": DESK_WORDS[status], "public": PUBLIC_WORDS[case.public]}
    done = told.after(STATUS_SET.saying(reference=number(case), **words))
    return Answer(done, in_place=True)


def _prepare(
    case: Case, status: CaseStatus, public: Public | None, visit: Visit, *, reason: Closing | None
) -> Answer:
    if status not in LEGAL[case.status]:
        raise IllegalTransition(case.status, status)
    if public is not None and public not in PUBLIC_OF[status]:
        raise IllegalTransition(status, public)
    held = _held_back(case, status, visit)
    if held is not None:
        return held
    allowed = _choices(case, status, visit)
    if not allowed or (public is not None and public not in allowed):
        return Answer(tell(NEEDS_CONSENT.saying(reference=number(case))))
    if public is None and len(allowed) > 1:
        return Answer(_offer_publics(case, status, allowed))
    return _preview(case, status, public or allowed[0], visit, reason)


def _preview(
    case: Case, status: CaseStatus, public: Public, visit: Visit, reason: Closing | None
) -> Answer:
    because = {} if reason is None else {"reason": reason.value}
    slip = visit.keep("status", case, status=status.value, public=public.value, **because)
    shown = case.moved(status, public, visit.register.now)
    heading = PREVIEW.saying(status=DESK_WORDS[status])
    says = previewed(heading, status_letter(shown), shown)
    more = (CALL_FIRST,) if status is CaseStatus.SENSITIVE_NEWS else ()
    return Answer(Prompt(says=(*says, *more), choices=confirm(slip.id)))


def _held_back(case: Case, status: CaseStatus, visit: Visit) -> Answer | None:
    """For `confirmed` a second person is asked: nothing happens yet."""
    if status is not CaseStatus.CONFIRMED or status not in LEGAL[case.status]:
        return None
    if case.proposed_by is not None and case.proposed_by != visit.actor.id:
        return None
    told = tell(PROPOSED.saying(reference=number(case)))
    if case.proposed_by is None:
        visit.tx.save_case(case.model_copy(update={"proposed_by": visit.actor.id}))
        visit.register.write(case, HistoryKind.PROPOSED, actor=visit.actor.id, status=status)
        visit.note(Act.SET_STATUS, case, detail="proposed confirmed")
        check = button(CONFIRM, "status", case.reference, CaseStatus.CONFIRMED)
        visit.tell_admins(told.model_copy(update={"choices": ((check,),)}), but=visit.actor.id)
    return Answer(told)


def _choices(case: Case, status: CaseStatus, visit: Visit) -> tuple[Public, ...]:
    today = visit.register.now.date()
    gated = needs_consent(case, visit.inquiry(case), today)
    return publics(status, needs_consent=gated)


def _moved(
    before: Case, status: CaseStatus, public: Public, reason: str | None, visit: Visit
) -> Case:
    case = before.moved(status, public, visit.register.now)
    if reason is not None:
        return case.model_copy(update={"closing": Closing(reason)})
    if status is CaseStatus.REOPENED:
        return case.model_copy(update={"consented": False})
    return case


def _offer_statuses(case: Case) -> Prompt:
    told = WHERE_TO.saying(reference=number(case), status=DESK_WORDS[case.status])
    nexts = [status for status in CaseStatus if status in LEGAL[case.status]]
    rows = tuple((button(DESK_WORDS[one], "status", case.reference, one),) for one in nexts)
    return Prompt(says=(told,), choices=rows)


def _offer_publics(case: Case, status: CaseStatus, allowed: tuple[Public, ...]) -> Prompt:
    head = CHOOSE_PUBLIC.saying(reference=number(case), status=DESK_WORDS[status])
    places = {one: PUBLIC_OF[status].index(one) + 1 for one in allowed}
    lines: tuple[Line, ...] = tuple(
        PUBLIC_LINE.saying(number=place, text=PUBLIC_WORDS[one].spoken(case.locale))
        for one, place in places.items()
    )
    row: tuple[Choice, ...] = tuple(
        button(Verbatim(verbatim=str(place)), "status", case.reference, status, place)
        for place in places.values()
    )
    return Prompt(says=(Paragraph(heading=head, lines=lines),), choices=(row,))
