"""The way through the form: where it begins, what comes next, what came before."""

from __future__ import annotations

from bot.core.questions import Slot
from bot.core.scenes.scene import Here
from bot.core.session import Session


def begin(session: Session, here: Here) -> Session:
    """The session at the beginning of the form, or at home where there is a case already."""
    if here.has_case and not session.has_draft:
        return session.at("home")
    return onward(session, here)


def standing(session: Session, here: Here) -> Session:
    """The session as it is; at the next open question where its own was of a former form."""
    is_asked = session.step == "question"
    if not is_asked or here.form.slot(session, session.path) is not None:
        return session
    return onward(session, here)


def at_question(session: Session, slot: Slot, *, changing: bool = False) -> Session:
    """The session at one question."""
    return session.at("question", path=slot.path, changing=changing)


def onward(session: Session, here: Here) -> Session:
    """The session at the next question without an answer, or at the review."""
    way = here.form.path_of(session)
    after = way.index_of(session.path) + 1
    ahead = way[after:] if session.group is not None else (*way[after:], *way[:after])
    following = next((slot for slot in ahead if slot.path not in session.answers), None)
    if following is not None and not session.changing:
        return at_question(session, following)
    if session.group is not None:
        return session.at("details", group=None)
    return settled(session, here)


def settled(session: Session, here: Here) -> Session:
    """The session at the review, or at a required question that a change has opened."""
    missing = here.form.missing(session)
    if missing:
        return at_question(session, missing[0])
    return session.at("review")


def is_first(session: Session, here: Here) -> bool:
    """Whether there is nothing to go back to."""
    is_on_its_way = not session.changing and session.group is None
    return is_on_its_way and here.form.path_of(session).index_of(session.path) <= 0


def backward(session: Session, here: Here) -> Session | None:
    """The session one question earlier; None at the first."""
    if session.changing:
        return session.at("change")
    way = here.form.path_of(session)
    index = way.index_of(session.path)
    if index > 0:
        return at_question(session, way[index - 1])
    return session.at("details", group=None) if session.group is not None else None


def progress(session: Session, here: Here) -> tuple[int, int]:
    """Which question this is, and of how many, by the branches taken so far."""
    way = here.form.path_of(session)
    return way.index_of(session.path) + 1, len(way)
