"""Which of several inquiries something is about: asked once, and only where there are several."""

from __future__ import annotations

from bot.core.events import MessageWritten
from bot.core.reference import grouped
from bot.core.say import Choice, Prompt, Verbatim, say
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import Session
from bot.core.triggers import Trigger

# Translators: the family has several inquiries and wrote or wants something
WHICH = say("cases", "Which inquiry is this about?")
# Translators: button under 32 characters; {reference} is the number of an inquiry
CASE = say("pick case", "{reference}")
# Translators: button under 32 characters: back to where one was
NEVER_MIND = say("pick", "← Never mind")

CLOSE = "overlay=close"
_CASE = "case="
WRITE, CORRECT = "write", "correct"


def about(session: Session, here: Here, intent: str) -> Session:
    """The session where something is to be done about a case: at that, or at picking the case."""
    changes = {"intent": intent, "overlay": "which", "case": None}
    if len(here.cases) == 1:
        changes = {"intent": None, "overlay": intent, "case": here.cases[0].reference}
    return session.model_copy(update=changes)


def written(session: Session, here: Here, text: str, original: str | None = None) -> Move:
    """What a family wrote, on its way to the caseworkers of the one case it is about."""
    if len(here.cases) == 1:
        reference = here.cases[0].reference
        event = MessageWritten(reference=reference, text=text, original=original)
        return Move(closed(session), (event,), shows=False)
    waiting = "\n".join(filter(None, (session.pending, text)))
    asked = {"overlay": "which", "intent": WRITE, "pending": waiting}
    return Move(session.model_copy(update=asked))


def recalled(session: Session, here: Here) -> Session:
    """Where a sent inquiry is to be corrected: a draft of its answers, at the review."""
    if session.overlay != CORRECT or session.case is None:
        return session
    inquiry = here.recall(session.case)
    if inquiry is None:
        return closed(session)
    answers, persons = here.form.answers_of(inquiry)
    draft = {"answers": answers, "persons": persons, "correcting": session.case}
    return closed(session).at("review").model_copy(update=draft)


def closed(session: Session) -> Session:
    """The session without what was shown on top of it, and nothing waiting for it."""
    return session.model_copy(update={"overlay": None, "intent": None, "pending": None})


class Which:
    """The family's inquiries, by their numbers."""

    def prompt(self, session: Session, here: Here) -> Prompt:
        """Every inquiry of the family, and what it wrote that waits for the answer."""
        choices = [
            Choice(
                token=f"{_CASE}{case.reference}", label=CASE.saying(reference=shown(case.reference))
            )
            for case in here.cases
        ]
        says = () if session.pending is None else (Verbatim(verbatim=session.pending),)
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        return Prompt(says=(*says, WHICH), choices=column(*choices, never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """What was meant, about the case picked."""
        token = token_of(trigger) or ""
        if token == CLOSE:
            return Move(closed(session))
        case = here.case(token.removeprefix(_CASE))
        if case is None or not token.startswith(_CASE):
            return None
        if session.intent == WRITE:
            event = MessageWritten(reference=case.reference, text=session.pending or "")
            return Move(closed(session), (event,) if session.pending else (), shows=False)
        after = {"overlay": session.intent, "intent": None, "case": case.reference}
        return Move(recalled(session.model_copy(update=after), here))


def _choice(reference: str) -> Choice:
    label = CASE.saying(reference=shown(reference))
    return Choice(token=f"{_CASE}{reference}", label=label)


def shown(reference: str) -> Verbatim:
    """A reference as it is shown."""
    return Verbatim(verbatim=grouped(reference))
