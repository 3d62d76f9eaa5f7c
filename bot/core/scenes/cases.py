"""Which of several inquiries something is about: asked once, and only where there are several."""

from __future__ import annotations

from bot.core.derived import someone_grew_up
from bot.core.events import Event, FilesDropped, FilesPlaced, MessageWritten
from bot.core.reference import grouped
from bot.core.say import Choice, Line, Prompt, Verbatim, say
from bot.core.scenes.scene import Here, Move, column, token_of
from bot.core.session import ADULT, Answer, Session
from bot.core.triggers import Trigger

# Translators: the family has several inquiries and wrote or wants something
WHICH = say("cases", "Which inquiry is this about?")
# Translators: the family sent photographs or files, and has several inquiries; a question follows
FILES_WAIT = say("cases", "What you sent is kept here, and goes on once you choose.")
# Translators: button under 32 characters; {reference} is the number of an inquiry
CASE = say("pick case", "{reference}")
# Translators: button under 32 characters: back to where one was
NEVER_MIND = say("pick", "← Go back")

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
    words = "\n".join(filter(None, (session.pending, text)))
    waits = session.model_copy(update={"pending": words, "mends": original or session.mends})
    if len(here.cases) == 1:
        return placed(closed(waits), here.cases[0].reference)
    return Move(asking_which(waits))


def asking_which(session: Session) -> Session:
    """The session where something waits for the family to say which case it is about."""
    return session.model_copy(update={"overlay": "which", "intent": WRITE})


def placed(session: Session, reference: str, *, unsure: bool = False) -> Move:
    """What waits, on its way to the caseworkers of a case."""
    events: list[Event] = []
    if session.pending:
        words = {"text": session.pending, "original": session.mends}
        events.append(MessageWritten(reference=reference, unsure=unsure, **words))
    if session.waiting:
        after = {"unsure": unsure, "quiet": bool(events) or unsure}
        events.append(FilesPlaced(reference=reference, files=session.waiting, **after))
    after_all = dropped(session).model_copy(update={"case": reference})
    return Move(after_all, tuple(events), shows=False)


def settled(session: Session, here: Here) -> Move:
    """What waits goes to the newest case: the family did not say which one it is about."""
    if not session.waits or not here.cases:
        return Move(dropped(session), shows=False)
    return placed(session, here.cases[-1].reference, unsure=True)


def dropped(session: Session) -> Session:
    """The session in which nothing waits any more."""
    nothing = {"pending": None, "mends": None, "waiting": ()}
    still = session.overlay if session.intent != WRITE else None
    return session.model_copy(update={**nothing, "overlay": still, "intent": None})


def recalled(session: Session, here: Here) -> Session:
    """Where a sent inquiry is to be corrected: a draft of its answers, at the review."""
    if session.overlay != CORRECT or session.case is None:
        return session
    inquiry = here.recall(session.case)
    if inquiry is None:
        return closed(session)
    answers, persons = here.form.answers_of(inquiry)
    case = here.case(session.case)
    if case is not None:
        answers["consent.contact_mode"] = Answer(value=case.contact_mode.value)
    knows = someone_grew_up(answers, persons, here.now.date())
    told = (*session.told, ADULT) if knows else session.told
    draft = {"answers": answers, "persons": persons, "correcting": session.case, "told": told}
    return closed(session).at("review").model_copy(update=draft)


def closed(session: Session) -> Session:
    """The session without what was shown on top of it. What waits, goes on waiting."""
    return session.model_copy(update={"overlay": None, "intent": None})


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
        never_mind = Choice(token=CLOSE, label=NEVER_MIND)
        says = (*_waiting(session), WHICH)
        return Prompt(says=says, choices=column(*choices, never_mind))

    def advance(self, session: Session, trigger: Trigger, here: Here) -> Move | None:
        """What was meant, about the case picked."""
        token = token_of(trigger) or ""
        if token == CLOSE and session.intent == WRITE:
            return Move(dropped(session), (FilesDropped(),) if session.waiting else ())
        if token == CLOSE:
            return Move(closed(session))
        case = here.case(token.removeprefix(_CASE))
        if case is None or not token.startswith(_CASE):
            return None
        if session.intent == WRITE:
            return placed(session, case.reference)
        after = {"overlay": session.intent, "intent": None, "case": case.reference}
        return Move(recalled(session.model_copy(update=after), here))


def _waiting(session: Session) -> tuple[Line, ...]:
    """What waits for the answer, if anything does."""
    if session.intent != WRITE:
        return ()
    words = () if session.pending is None else (Verbatim(verbatim=session.pending),)
    return words or (FILES_WAIT,)


def shown(reference: str) -> Verbatim:
    """A reference as it is shown."""
    return Verbatim(verbatim=grouped(reference))
