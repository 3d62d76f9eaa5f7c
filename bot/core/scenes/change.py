"""Picking the answer that is to be changed, and the details that are to be added."""

from __future__ import annotations

from bot.core.questions import Slot
from bot.core.say import Choice, Prompt, Say, say
from bot.core.scenes.flow import at_question
from bot.core.scenes.question import about_whom
from bot.core.scenes.review import answered
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import Trigger

# Translators: above a list of answers
WHICH_ANSWER = say("change", "Which answer would you like to change?")
# Translators: above a list of topics
WHICH_DETAILS = say("change", "What would you like to add? You can skip any question.")
# Translators: button, one answer to change; {child} is "Child 2: Ivan", {label} the answer's name
OF_CHILD = say("pick change", "{label} – {child}")
# Translators: button under 32 characters: takes the child added last out of the inquiry
REMOVE_CHILD = say("pick change", "Leave out the last child")
# Translators: button under 32 characters
TO_REVIEW = say("pick", "← Back to the overview")

_CHANGE, _DETAILS, _REVIEW = "change=", "details=", "review="
_BACK = Choice(token=_REVIEW, label=TO_REVIEW)
_REMOVE = Choice(token="remove=last", label=REMOVE_CHILD)


class Change:
    """The list of answers, named by their labels."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """Every answer that can be changed."""
        answers = [_answer(slot, session) for slot in answered(session, here.form)]
        remove = (_REMOVE,) if session.persons > 1 else ()
        return Prompt(says=(WHICH_ANSWER,), choices=column(*answers, *remove, _BACK))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The question of the answer picked, or the review."""
        token = token_of(trigger) or ""
        if token == _REVIEW:
            return Move(session.at("review"))
        if token == _REMOVE.token and session.persons > 1:
            return Move(session.without_last_person().at("review"))
        path = token.removeprefix(_CHANGE)
        slot = here.form.slot(session, path)
        if path == token or slot is None:
            return None
        return Move(at_question(session, slot, changing=True))


def _answer(slot: Slot, session: Session) -> Choice:
    label: Say = slot.ask.label
    for child in about_whom(slot, session):
        label = OF_CHILD.saying(child=child, label=label)
    return Choice(token=f"{_CHANGE}{slot.path}", label=label)


class Details:
    """The sections that have more questions than the required ones."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """Every section to which something can be added."""
        names = here.form.groups(session)
        more = [(name, here.form.section(name, session).more) for name in names]
        choices = [Choice(token=f"{_DETAILS}{name}", label=say) for name, say in more if say]
        return Prompt(says=(WHICH_DETAILS,), choices=column(*choices, _BACK))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """The first question of the section picked, or the review."""
        token = token_of(trigger) or ""
        if token == _REVIEW:
            return Move(session.at("review"))
        name = token.removeprefix(_DETAILS)
        if name == token or name not in here.form.groups(session):
            return None
        inside = session.model_copy(update={"group": name})
        return Move(at_question(inside, here.form.path_of(inside)[0]))
