"""Finding cases: by a reference, or by names in any spelling, among those one may see."""

from __future__ import annotations

from bot.casework.showing import show_case
from bot.casework.visit import Answer, Visit
from bot.core.case import Case
from bot.core.desk import Find, ShowCase, button, split_reference
from bot.core.findable import matches, terms_asked
from bot.core.roles import Act
from bot.core.say import Paragraph, Prompt, Verbatim, say, say_n, tell
from bot.core.status_words import DESK_WORDS
from bot.core.views import QueueView
from bot.notices import number

# Translators: for staff: nothing was found
FOUND_NOTHING = say(
    "desk",
    "Nothing found among the cases you may see. Two names, or a name and a year of birth, search "
    "all of them; one name alone searches your own.",
)
# Translators: for staff, a line of what was found
FOUND_LINE = say("desk", "{reference} · {status}")

MOST_LOOKED_AT = 500
MOST_OWN = 200
SHOWN = 10


def find(command: Find, visit: Visit) -> Answer:
    """Cases that fit; a reference shows its case."""
    visit.permit(Act.FIND)
    reference, rest = split_reference(command.words)
    if reference is not None and not rest:
        return show_case(ShowCase(reference=reference), visit)
    found = [
        case for case in _candidates(command.words, visit) if _fits(case, command.words, visit)
    ]
    visit.note(Act.FIND, detail=f"{len(found)} found")
    if not found:
        return Answer(tell(FOUND_NOTHING))
    # Translators: for staff, above what was found
    head = say_n("desk", "{count} case found", "{count} cases found", len(found))
    shown = found[:SHOWN]
    lines = tuple(
        FOUND_LINE.saying(reference=number(case), status=DESK_WORDS[case.status]) for case in shown
    )
    buttons = tuple(
        (button(Verbatim(verbatim=number(case).verbatim), "case", case.reference),)
        for case in shown
    )
    return Answer(Prompt(says=(Paragraph(heading=head, lines=lines),), choices=buttons))


def _candidates(words: str, visit: Visit) -> tuple[Case, ...]:
    terms = terms_asked(words)
    if terms:
        return visit.tx.find_cases(terms, MOST_LOOKED_AT)
    _, own = visit.tx.queue(
        QueueView.MINE, visit.actor.id, visit.register.now, limit=MOST_OWN, offset=0
    )
    return own


def _fits(case: Case, words: str, visit: Visit) -> bool:
    if not visit.can(Act.FIND, case):
        return False
    inquiry = visit.tx.inquiry(case.id)
    return inquiry is not None and matches(inquiry, words)
