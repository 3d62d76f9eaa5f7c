"""The queue: parts of the work, page by page, the longest waiting first."""

from __future__ import annotations

from bot.casework.visit import Answer, Visit
from bot.core.case import Case
from bot.core.desk import ShowQueue, button
from bot.core.roles import RULES, Act, Reach
from bot.core.say import Choice, Line, Moment, Paragraph, Prompt, Verbatim, say, say_n
from bot.core.status_words import DESK_WORDS
from bot.core.views import VIEW_WORDS, QueueView
from bot.notices import number

# Translators: for staff: no open cases
QUEUE_EMPTY = say("desk", "No case is waiting.")
# Translators: for staff, a line of the queue; {date} is the day of the last step
QUEUE_LINE = say("desk", "{reference} · {status} · {date}")
# Translators: for staff, heading of the queue; {view} is for example “Unassigned”
QUEUE_HEAD = say("desk", "{view}: {cases}")
# Translators: for staff, below the queue; {page} and {pages} are numbers
QUEUE_PAGE = say("desk", "Page {page} of {pages}")

PAGE = 10
_ROWS = (
    (QueueView.MINE, QueueView.UNASSIGNED),
    (QueueView.OPEN, QueueView.CLOSED),
    (QueueView.WAITING_FOR_US, QueueView.OVERDUE),
    (QueueView.WAITING_FOR_FAMILY,),
)
_UNOWNED = frozenset({QueueView.MINE, QueueView.UNASSIGNED})


def show_queue(command: ShowQueue, visit: Visit) -> Answer:
    """One page of a view. Who reaches only their own cases sees these and the unassigned ones."""
    visit.permit(Act.QUEUE)
    is_own = RULES[Act.QUEUE][visit.actor.role] is Reach.OWN
    view = command.view or (QueueView.MINE if is_own else QueueView.OPEN)
    total, cases = visit.tx.queue(
        view, visit.actor.id, visit.register.now, limit=PAGE, offset=(command.page - 1) * PAGE,
        patience=visit.office.overdue, own=is_own and view not in _UNOWNED,
    )  # fmt: skip
    visit.note(Act.QUEUE, detail=view.value)
    in_place = visit.said.tapped and command.view is not None
    return Answer(_drawn(view, command.page, total, cases), in_place=in_place)


def _drawn(view: QueueView, page: int, total: int, cases: tuple[Case, ...]) -> Prompt:
    # Translators: for staff, in the heading of the queue
    many = say_n("desk", "{count} case is open", "{count} cases are open", total)
    if view is QueueView.CLOSED:
        # Translators: for staff, in the heading of the queue
        many = say_n("desk", "{count} case is closed", "{count} cases are closed", total)
    heading = QUEUE_HEAD.saying(view=VIEW_WORDS[view], cases=many)
    says: tuple[Line, ...] = (QUEUE_EMPTY,)
    if total:
        says = (Paragraph(heading=heading, lines=tuple(_line(case) for case in cases)),)
    pages = max(1, -(-total // PAGE))
    if pages > 1:
        says = (*says, QUEUE_PAGE.saying(page=page, pages=pages))
    return Prompt(says=says, choices=(*_turns(view, page, pages), *_views()))


def _line(case: Case) -> Line:
    status, date = DESK_WORDS[case.status], Moment(at=case.moved_at)
    return QUEUE_LINE.saying(reference=number(case), status=status, date=date)


def _turns(view: QueueView, page: int, pages: int) -> tuple[tuple[Choice, ...], ...]:
    turns = [("◀", page - 1), ("▶", page + 1)]
    row = tuple(
        button(Verbatim(verbatim=label), "queue", view, to)
        for label, to in turns
        if 1 <= to <= pages
    )
    return (row,) if row else ()


def _views() -> tuple[tuple[Choice, ...], ...]:
    return tuple(tuple(button(VIEW_WORDS[view], "queue", view, 1) for view in row) for row in _ROWS)
